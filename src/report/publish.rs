//! What `podwright publish` did, for people and programs.

use std::fmt::Write as _;

use serde::Serialize;

use crate::display::count::Count;
use crate::model::files::binary_size::BinarySize;
use crate::model::files::byte_count::ByteCount;
use crate::model::web::notified::NotifyTarget;
use crate::publish::outcome::PublishOutcome;
use crate::report::pretty;

/// What was published, and where.
pub(crate) struct PublishReport<'a> {
    /// What was done.
    pub(crate) outcome: &'a PublishOutcome,
    /// The target as podcast.yaml names it.
    pub(crate) target: &'a str,
    /// Whether nothing was changed.
    pub(crate) is_dry: bool,
    /// Who was told of the new feed, and why some could not be.
    pub(crate) notified: &'a [(NotifyTarget, Option<String>)],
    /// How long it took. // seconds
    pub(crate) seconds: f64,
}

#[derive(Serialize)]
struct DoneJson<'a> {
    target: &'a str,
    generation: u64,
    uploaded: Vec<UploadedJson>,
    unchanged: usize,
    deleted: Vec<String>,
    kept: Vec<KeptJson>,
    feed_changed: bool,
    notified: Vec<NotifiedJson<'a>>,
    seconds: f64,
}

#[derive(Serialize)]
struct NotifiedJson<'a> {
    to: &'a str,
    ok: bool,
    why: Option<&'a str>,
}

#[derive(Serialize)]
struct WouldJson<'a> {
    target: &'a str,
    generation: u64,
    would_upload: Vec<UploadedJson>,
    unchanged: usize,
    would_delete: Vec<String>,
    kept: Vec<KeptJson>,
    would_change_feed: bool,
    seconds: f64,
}

#[derive(Serialize)]
struct UploadedJson {
    path: String,
    bytes: ByteCount,
    sha256: String,
}

#[derive(Serialize)]
struct KeptJson {
    path: String,
    until: Option<String>,
}

/// For programs.
pub(crate) fn json(published: &PublishReport<'_>) -> String {
    let PublishReport { outcome, target, is_dry, notified, seconds } = published;
    let seconds = (seconds * 1000.0).round() / 1000.0;
    let uploaded = outcome.uploaded.iter().map(|file| UploadedJson {
        path: file.path.to_string(),
        bytes: file.bytes,
        sha256: file.sha256.to_string(),
    });
    let uploaded = uploaded.collect();
    let deleted = outcome.deleted.iter().map(ToString::to_string).collect();
    let kept =
        outcome.kept.iter().map(|kept| KeptJson { path: kept.path.to_string(), until: kept.until.map(|day| day.to_string()) });
    let kept = kept.collect();
    let (generation, unchanged, feed_changed) = (outcome.generation, outcome.unchanged, outcome.new_feed.is_some());
    if *is_dry {
        let (would_upload, would_delete) = (uploaded, deleted);
        let would_change_feed = feed_changed;
        pretty(&WouldJson { target, generation, would_upload, unchanged, would_delete, kept, would_change_feed, seconds })
    } else {
        let notified = notified.iter().map(|(to, why)| NotifiedJson { to: to.as_str(), ok: why.is_none(), why: why.as_deref() });
        let notified = notified.collect();
        pretty(&DoneJson { target, generation, uploaded, unchanged, deleted, kept, feed_changed, notified, seconds })
    }
}

/// So many files, and no others.
fn all_files(count: usize) -> String {
    if count == 1 { "the one file".to_owned() } else { format!("all {}", Count(count, "file")) }
}

/// For people: a line, and with `--dry-run` a line for each file before it.
pub(crate) fn human(published: &PublishReport<'_>) -> String {
    let PublishReport { outcome, target, is_dry, notified: _, seconds: _ } = published;
    let mut text = String::new();
    if *is_dry {
        for file in &outcome.uploaded {
            let _infallible = writeln!(text, "would send {} ({})", file.path, BinarySize(file.bytes));
        }
        for path in &outcome.deleted {
            let _infallible = writeln!(text, "would delete {path}");
        }
    }
    if outcome.is_nothing() {
        let _infallible = writeln!(
            text,
            "nothing to do: {} on {target} {} up to date",
            all_files(outcome.unchanged),
            if outcome.unchanged == 1 { "is" } else { "are" }
        );
        return text;
    }
    let sent: ByteCount = outcome.uploaded.iter().map(|file| file.bytes).sum();
    let mut done = vec![format!("{} ({})", Count(outcome.uploaded.len(), "file"), BinarySize(sent))];
    if !outcome.deleted.is_empty() {
        done.push(format!("{} {}", Count(outcome.deleted.len(), "file"), if *is_dry { "to delete" } else { "deleted" }));
    }
    done.push(format!("{} there already", outcome.unchanged));
    if !outcome.kept.is_empty() {
        done.push(format!("{} kept that the show no longer has", outcome.kept.len()));
    }
    let verb = if *is_dry { "would publish" } else { "published" };
    let feed = match (outcome.new_feed.is_some(), is_dry) {
        (true, true) => "the feed would change",
        (true, false) => "the feed is new",
        (false, _) => "the feed is as before",
    };
    let _infallible = writeln!(text, "{verb} to {target}: {}; {feed}", done.join(", "));
    text
}
