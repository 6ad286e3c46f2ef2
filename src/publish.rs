//! Putting `feed/` where the world gets it, in an order in which no app ever sees a feed that names a file that is not there. What is done is planned as
//! a value; [`apply`] does it, on a [`target`].

pub mod apply;
pub mod lease;
pub mod local_file;
pub mod outcome;
pub mod publication;
pub mod publish_error;
pub mod record;
pub mod remote_path;
pub mod remote_plan;
pub mod target;
pub mod wave;
