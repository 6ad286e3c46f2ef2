//! podwright: a command-line publisher for podcasts. This is its library, which loads, checks and builds a show:
//!
//! ```
//! use std::sync::Arc;
//!
//! use camino::Utf8Path;
//! use podwright::engine::{Consent, Mode, NoProgress, RealDisk, Show};
//! # fn copy(from: &std::path::Path, to: &std::path::Path) {
//! #     if !from.is_dir() {
//! #         std::fs::copy(from, to).unwrap();
//! #         return;
//! #     }
//! #     std::fs::create_dir_all(to).unwrap();
//! #     for entry in std::fs::read_dir(from).unwrap() {
//! #         let name = entry.unwrap().file_name();
//! #         copy(&from.join(&name), &to.join(&name));
//! #     }
//! # }
//! # let temporary = tempfile::tempdir()?;
//! # for name in ["podcast.yaml", "impact.yaml", "podcast.lock", "episodes"] {
//! #     copy(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(name), &temporary.path().join(name));
//! # }
//! # let folder: &Utf8Path = temporary.path().try_into()?;
//! let now = "2026-01-31T07:00:00Z".parse()?;
//! let show = Show::open(Arc::new(RealDisk), folder, &NoProgress)?;
//! let checked = show.check(&Consent::default(), now);
//! for finding in &checked.report().findings {
//!     println!("{}: {}", finding.place.file, finding.message);
//! }
//! let mut release = checked.clear(Mode::Write)?.tag(&NoProgress)?.seal(now)?;
//! release.write(&NoProgress)?;
//! # assert!(folder.join("feed/feed.xml").exists());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Three rooms are for other programs: [`engine`] does the whole job, [`media::probe`] measures a recording, and [`model`] has the values
//! that both use. Everything else is private. The feature `test-support`, for the tests of this package only, opens the other rooms.
//! ARCHITECTURE.md says how the rooms fit together.
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
mod impact;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod impact;
#[cfg(not(feature = "test-support"))]
mod import;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod import;
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
#[cfg(not(feature = "test-support"))]
mod markdown;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod markdown;
pub mod media;
pub mod model;
#[cfg(not(feature = "test-support"))]
mod output;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod output;
#[cfg(not(feature = "test-support"))]
mod publish;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod publish;
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
mod studio;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod studio;
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
