//! The one door to clock, console, files, processes and network.

pub mod disk;
pub mod real_disk;
pub mod replace;
