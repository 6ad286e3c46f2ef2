//! The files and folders that a show is made of, relative to the show. What stands below [`FEED_FOLDER`] is for `layout`.

use crate::model::files::show_path::ShowPath;
use crate::model::identity::slug::Slug;

/// What the show says of itself.
pub const SHOW_FILE: &str = "podcast.yaml";
/// What was published.
pub const LOCK_FILE: &str = "podcast.lock";
/// What people said, and what changed because of it.
pub const IMPACT_FILE: &str = "impact.yaml";
/// What was counted.
pub const IMPACT_FOLDER: &str = "impact";
/// Downloads of each episode on each day.
pub const DOWNLOADS_FILE: &str = "impact/downloads.csv";
/// A folder for each episode.
pub const EPISODES_FOLDER: &str = "episodes";
/// What an episode says of itself, relative to the episode's folder.
pub const EPISODE_FILE: &str = "episode.yaml";
/// The templates that the show has of its own.
pub const TEMPLATES_FOLDER: &str = "templates";
/// Everything that is served.
pub const FEED_FOLDER: &str = "feed";
/// The feed below [`FEED_FOLDER`], where the show gives it no other name.
pub const FEED_FILE: &str = "feed.xml";
/// The cover that `init` draws.
pub const NEW_COVER_FILE: &str = "episodes/cover.jpg";

/// What Git leaves out.
pub const IGNORE_FILE: &str = ".gitignore";

/// What podwright keeps for itself. Of it only the schemas belong in git.
pub const STATE_FOLDER: &str = ".podwright";
/// Locked while podwright works on the show.
pub const EXCLUSION_FILE: &str = ".podwright/busy";
/// Locked while a preview runs: a build can run beside it.
pub const PREVIEW_EXCLUSION_FILE: &str = ".podwright/preview.busy";
/// The pages of a preview that runs.
pub const PREVIEW_FOLDER: &str = ".podwright/preview";
/// What a program reads and writes that makes a transcript; it goes away.
pub const TRANSCRIPTION_FOLDER: &str = ".podwright/transcription";
/// Hashes of files that have not changed since they were read.
pub const CACHE_FILE: &str = ".podwright/cache.json";
/// What a build is about to write: if it is killed, the next one knows that these files are its own.
pub const JOURNAL_FILE: &str = ".podwright/journal";
/// What a build read, after which there was nothing to do.
pub const NO_OP_FILE: &str = ".podwright/unchanged.json";
/// Who was told of which feed.
pub const NOTIFIED_FILE: &str = ".podwright/notified.json";
/// What is known of recordings that were published in part.
pub const RESUME_FOLDER: &str = ".podwright/publish";
/// The addresses that publishing has changed, for the producer's own command.
pub const CHANGED_FILE: &str = ".podwright/changed.txt";
/// Which feed an import takes in.
pub const IMPORT_FILE: &str = ".podwright/import.json";
/// What has come so far of recordings that an import fetches.
pub const IMPORT_FOLDER: &str = ".podwright/import";
/// What an import found out, for people.
pub const IMPORT_REPORT_FILE: &str = "import-report.md";
/// The same for programs.
pub const IMPORT_REPORT_JSON_FILE: &str = "import-report.json";
/// Pictures that were scaled for tags.
pub const PICTURES_FOLDER: &str = ".podwright/pictures";
/// The schema of [`SHOW_FILE`], for editors.
pub const SHOW_SCHEMA_FILE: &str = ".podwright/show.schema.json";
/// The schema of [`EPISODE_FILE`], for editors.
pub const EPISODE_SCHEMA_FILE: &str = ".podwright/episode.schema.json";

/// The folder of an episode.
pub fn episode_folder(episode: &Slug) -> ShowPath {
    format!("{EPISODES_FOLDER}/{episode}").parse().expect("a slug makes a path")
}
