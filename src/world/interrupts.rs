//! Being told to stop: Ctrl-C, and what a system sends that shuts down. Taken over, none of them ends the program by itself any more.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
pub use unix::Interrupts;
#[cfg(windows)]
pub use windows::Interrupts;
