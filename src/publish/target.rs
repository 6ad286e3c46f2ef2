//! What a show can be published to.

pub mod folder;
pub mod helper_program;
pub mod opening;
pub mod rclone;
pub mod s3;
pub mod sftp;
pub mod store;
pub mod stores;
