//! podwright: a command-line publisher for podcasts. ARCHITECTURE.md says how the rooms fit together.
//!
//! Three rooms are for other programs: [`engine`] does the whole job, [`media::probe`] measures a recording, and [`model`] has the values
//! that both speak of. Everything else is private. The feature `test-support`, for the tests of this package only, opens the other rooms.
#![cfg_attr(
    not(feature = "test-support"),
    allow(unreachable_pub, reason = "a room is `pub` for the tests: without their feature its `pub` items end at this file")
)]

#[cfg(not(feature = "test-support"))]
mod catalog;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod catalog;
#[cfg(not(feature = "test-support"))]
mod check;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod check;
#[cfg(not(feature = "test-support"))]
mod cli;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod cli;
#[cfg(not(feature = "test-support"))]
mod display;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod display;
pub mod engine;
#[cfg(not(feature = "test-support"))]
mod error;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod error;
#[cfg(not(feature = "test-support"))]
mod feed;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod feed;
#[cfg(not(feature = "test-support"))]
mod layout;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod layout;
#[cfg(not(feature = "test-support"))]
mod lock;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod lock;
pub mod media;
pub mod model;
#[cfg(not(feature = "test-support"))]
mod output;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod output;
#[cfg(not(feature = "test-support"))]
mod report;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod report;
#[cfg(not(feature = "test-support"))]
mod seal;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod seal;
#[cfg(not(feature = "test-support"))]
mod serve;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod serve;
#[cfg(not(feature = "test-support"))]
mod site;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod site;
#[cfg(not(feature = "test-support"))]
mod source;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod source;
#[cfg(not(feature = "test-support"))]
mod tag;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod tag;
#[cfg(not(feature = "test-support"))]
mod world;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod world;

#[doc(hidden)]
pub use cli::run;
