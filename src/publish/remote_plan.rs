//! What has to be done so that a target has what it should. Pure.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use crate::publish::local_file::LocalFile;
use crate::publish::publication::Publication;
use crate::publish::publish_error::PublishError;
use crate::publish::record::{RemoteEntry, RemoteRecord, RemoteTag, RetiredEntry};
use crate::publish::remote_path::RemotePath;

/// For how many generations a recording stays that a feed has named.
const NAMED_GENERATIONS: u64 = 10;
/// For how long, where there were so many in a short time. // days; an app that is opened once a season has then seen a newer feed
const NAMED_DAYS: u64 = 90;

/// What decides what goes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Keeping {
    /// The day.
    pub today: NaiveDate,
    /// How many days a file stays that the show no longer has.
    pub days: u32,
    /// Whether recordings may go as well.
    pub prune_media: bool,
}

/// What has to be done.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct RemotePlan<'a> {
    /// Files to send, in the order of their waves.
    pub uploads: Vec<Upload<'a>>,
    /// How many files are there already.
    pub unchanged: usize,
    /// Files that the show no longer has, since now.
    pub retired: Vec<(RemotePath, RetiredEntry)>,
    /// Files that the show has again.
    pub revived: Vec<(RemotePath, RemoteEntry)>,
    /// Files to delete.
    pub deletions: Vec<RemotePath>,
    /// Files that the show does not have and that stay for now.
    pub kept: Vec<KeptFile>,
    /// Files that a killed run may have written and that the show does not have now.
    pub forgotten: Vec<RemotePath>,
}

/// A file to send.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Upload<'a> {
    /// The file.
    pub file: &'a LocalFile,
    /// What is there now.
    pub there: There,
}

/// What is at the place of a file, as the record knows it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum There {
    /// Nothing of ours.
    Nothing,
    /// This state of the file.
    Known(RemoteTag),
    /// A killed run may have written it: it has to be looked at.
    Unsure,
}

/// A file that stays for now.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct KeptFile {
    /// The file.
    pub path: RemotePath,
    /// The day from which a run may delete it; none for a recording, unless the producer asks.
    pub until: Option<NaiveDate>,
}

impl RemotePlan<'_> {
    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        let Self { uploads, unchanged: _, retired, revived, deletions, kept: _, forgotten } = self;
        uploads.is_empty() && retired.is_empty() && revived.is_empty() && deletions.is_empty() && forgotten.is_empty()
    }
}

/// Plans what is to be done. `record` is what the target has of the show.
///
/// # Errors
/// If a recording is neither on this disk nor on the target.
pub fn remote_plan<'a>(
    publication: &'a Publication,
    record: &RemoteRecord,
    keeping: Keeping,
) -> Result<RemotePlan<'a>, PublishError> {
    let mut plan = RemotePlan::default();
    let mut nowhere = Vec::new();
    for file in &publication.files {
        let known = record.files.get(&file.path);
        let retired = record.retired.get(&file.path).map(|retired| &retired.entry);
        let is_begun = record.begun.contains_key(&file.path);
        match known.or(retired) {
            // of a recording that is elsewhere, the bytes alone count: it cannot be sent with another type or cache rule
            Some(entry) if !is_begun && (is_same(file, entry) || (file.source.is_none() && entry.sha256 == file.sha256)) => {
                plan.unchanged += 1;
                if known.is_none() {
                    plan.revived.push((file.path.clone(), entry.clone()));
                }
            }
            _ if file.source.is_none() && !is_begun => nowhere.push(file.path.to_string()),
            _ if is_begun => plan.uploads.push(Upload { file, there: There::Unsure }),
            Some(entry) => plan.uploads.push(Upload { file, there: There::Known(entry.tag.clone()) }),
            None => plan.uploads.push(Upload { file, there: There::Nothing }),
        }
    }
    if !nowhere.is_empty() {
        return Err(PublishError::RecordingNowhere { paths: nowhere });
    }
    plan.uploads.sort_by(|a, b| (a.file.wave, &a.file.path).cmp(&(b.file.wave, &b.file.path)));
    retire(publication, record, keeping, &mut plan);
    Ok(plan)
}

fn is_same(file: &LocalFile, entry: &RemoteEntry) -> bool {
    (file.bytes, file.sha256) == (entry.bytes, entry.sha256)
        && (&file.media_type, &file.cache) == (&entry.media_type, &entry.cache)
}

/// What the show no longer has: it stays for a while, and a recording stays until somebody asks for it to go.
fn retire(publication: &Publication, record: &RemoteRecord, keeping: Keeping, plan: &mut RemotePlan<'_>) {
    let wanted: BTreeSet<&RemotePath> = publication.files.iter().map(|file| &file.path).chain(&publication.kept).collect();
    let generation = record.generation + 1;
    for (path, entry) in record.files.iter().filter(|(path, _)| !wanted.contains(path)) {
        let retired = RetiredEntry { entry: entry.clone(), on: keeping.today, generation };
        keep_or_delete(path, &retired, generation, keeping, plan);
        plan.retired.push((path.clone(), retired));
    }
    for (path, retired) in record.retired.iter().filter(|(path, _)| !wanted.contains(path)) {
        keep_or_delete(path, retired, generation, keeping, plan);
    }
    let is_known = |path: &RemotePath| record.files.contains_key(path) || record.retired.contains_key(path);
    plan.forgotten = record.begun.keys().filter(|path| !wanted.contains(path) && !is_known(path)).cloned().collect();
}

fn keep_or_delete(path: &RemotePath, retired: &RetiredEntry, generation: u64, keeping: Keeping, plan: &mut RemotePlan<'_>) {
    let after = |days: u64| retired.on.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX);
    let mut until = after(keeping.days.into());
    if path.is_recording() {
        if !keeping.prune_media {
            plan.kept.push(KeptFile { path: path.clone(), until: None });
            return;
        }
        if generation.saturating_sub(retired.generation) < NAMED_GENERATIONS {
            until = until.max(after(NAMED_DAYS));
        }
    }
    if keeping.today >= until {
        plan.deletions.push(path.clone());
    } else {
        plan.kept.push(KeptFile { path: path.clone(), until: Some(until) });
    }
}
