//! The feed and the files beside it: sealed values in, bytes out.
