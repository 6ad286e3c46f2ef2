//! The pages: sealed values in, bytes out.
