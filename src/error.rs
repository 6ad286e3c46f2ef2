//! What stops the program, and the exit codes.
