//! The whole job, from the files of a show to `feed/`: this room holds the order of the steps, and is the face of the library.
//!
//! ```text
//! Show::open  ->  CheckedShow  ->  ClearedShow  ->  TaggedShow  ->  Release  ->  written
//!                     \-> Preview
//! ```
//!
//! Each step takes the one before it, so none can be left out and none happens twice. What is wrong with a show is asked in one place,
//! [`Show::check`]: every command gets its answer there.

mod checked_show;
mod cleared_show;
mod difference;
mod impact;
pub(crate) mod import;
mod load;
mod located;
mod mode;
mod next_build;
mod no_op;
mod online;
mod preview_site;
mod progress;
mod release;
mod rendered_feed;
mod second_reader;
mod show;
mod tagged_show;
mod tagging;
mod workspace;

pub use crate::catalog::Catalog;
pub use crate::check::consent::Consent;
pub use crate::check::finding::Finding;
pub use crate::check::report::Report;
pub use crate::engine::checked_show::{CheckedShow, Reason, Refusal};
pub use crate::engine::cleared_show::ClearedShow;
pub use crate::engine::difference::Difference;
pub use crate::engine::mode::Mode;
pub use crate::engine::progress::{FileProgress, NoProgress, Progress, Step, StepProgress};
pub use crate::engine::release::{Release, WriteSummary};
pub use crate::engine::show::{Show, TagsWritten};
pub use crate::engine::tagged_show::TaggedShow;
pub use crate::error::{Error, Exit};
pub use crate::lock::Lock;
pub use crate::seal::{Preview, Sealed, SiteView};
pub use crate::world::disk::Disk;
pub use crate::world::real_disk::RealDisk;

pub(crate) use crate::engine::checked_show::against::Against;
pub(crate) use crate::engine::impact::{count_logs, read_downloads, read_list, write_downloads};
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub use crate::engine::load::lock_of;
pub(crate) use crate::engine::load::{misnamed, read_lock, read_yaml, read_yaml_for_preview};
pub(crate) use crate::engine::next_build::NextBuild;
pub(crate) use crate::engine::no_op::{OutputOptions, PrintedOutput, no_op_build, note_no_op};
pub(crate) use crate::engine::online::notify::of_build::{ToldOfBuild, notify_of_build};
pub(crate) use crate::engine::online::notify::{NotifyMode, NotifyReport, NotifyState};
pub(crate) use crate::engine::online::public_feed::PublicFeed;
pub(crate) use crate::engine::online::publish::changed::changed_addresses;
pub(crate) use crate::engine::online::publish::ready_show::ReadyShow;
pub(crate) use crate::engine::online::publish::settings::{BlockedShow, publish_settings};
pub(crate) use crate::engine::online::publish::{PublishOptions, publish};
pub(crate) use crate::engine::online::record::record_online;
pub(crate) use crate::engine::online::verify::{ShowBuild, VerifyOptions, verify};
pub(crate) use crate::engine::preview_site::{PreviewScope, PreviewSite};
pub(crate) use crate::engine::release::publication::address;
pub(crate) use crate::engine::tagging::Tagging;
pub(crate) use crate::engine::workspace::exclusion::{exclude_others, remove_leftovers_of_runs};
pub(crate) use crate::engine::workspace::lock_file::write_lock;
pub(crate) use crate::engine::workspace::picture_bytes::IMAGE_MAX;
