//! Files of a show: where they are, how large they are, how they are read.

pub mod byte_count;
pub mod byte_source;
pub mod git_ignore;
pub mod lfs_pointer;
pub mod placeholder;
pub mod show_files;
pub mod show_path;
