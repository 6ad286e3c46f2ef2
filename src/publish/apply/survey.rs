//! Looks at what stands where files are to go, as far as the record does not tell.

use md5::Digest as _;

use crate::publish::apply::sending::{Item, Sending};
use crate::publish::apply::{Adopt, Job};
use crate::publish::local_file::LocalFile;
use crate::publish::lower_hex::lower_hex;
use crate::publish::publish_error::PublishError;
use crate::publish::record::{RemoteEntry, RemoteRecord};
use crate::publish::remote_path::{RemotePath, RemotePlace};
use crate::publish::remote_plan::{RemotePlan, There, Upload};
use crate::publish::target::store::{Condition, Conditions, RemoteFile};
use crate::publish::wave::Wave;
use crate::world::disk::each_piece;

/// Finds out, before anything is sent, what each file meets. `conditions` says whether the target itself refuses to write over what is not known.
///
/// # Errors
/// If files are in the way, a recording is nowhere, or the target fails.
pub(in crate::publish::apply) fn survey<'p>(
    job: &Job<'_>,
    plan: &RemotePlan<'p>,
    record: &RemoteRecord,
    conditions: Conditions,
) -> Result<Sending<'p>, PublishError> {
    // a target that refuses by itself is asked only where much could be in the way, and never about what it is known to have
    let asks = record.generation == 0 || job.wishes.adopt != Adopt::Nothing || conditions != Conditions::Held;
    let is_asked = |upload: &&Upload<'_>| match upload.there {
        There::Unsure => true,
        There::Nothing => asks,
        There::Known(_) => conditions != Conditions::Held,
    };
    let asked: Vec<&RemotePath> =
        plan.uploads.iter().filter(is_asked).map(|upload| &upload.file.path).chain(&plan.forgotten).collect();
    let mut found = look(job, &asked)?;
    let mut sending = Sending::default();
    let (mut foreign, mut nowhere, mut is_feed_of_others) = (Vec::new(), Vec::new(), false);
    for upload in &plan.uploads {
        let file = upload.file;
        let there = found.remove(&file.path).flatten();
        let condition = match (&upload.there, there) {
            (There::Known(tag), None) => Condition::Same(tag.clone()),
            // where no hash is told, the tag tells that it is as podwright left it
            (There::Known(tag), Some(found)) if found.tag == *tag && found.sha256.is_none() => Condition::Same(found.tag),
            (_, None) => Condition::Nothing,
            (_, Some(found)) if is_wanted(job, file, &found, upload.there == There::Unsure) => {
                sending.there.push((file.path.clone(), found.tag));
                continue;
            }
            (There::Unsure | There::Known(_), Some(found)) if is_ours(record, &file.path, &found) => Condition::Same(found.tag),
            (_, Some(found)) if job.wishes.adopt == Adopt::Overwrite => Condition::Same(found.tag),
            (There::Unsure | There::Known(_), Some(_)) if file.wave == Wave::Feed => {
                is_feed_of_others = true;
                continue;
            }
            (_, Some(_)) => {
                foreign.push(file.path.to_string());
                continue;
            }
        };
        if file.source.is_none() {
            nowhere.push(file.path.to_string());
        }
        sending.items.push(Item { file, condition });
    }
    if !foreign.is_empty() {
        return Err(PublishError::ForeignFiles { paths: foreign });
    }
    if is_feed_of_others {
        return Err(PublishError::FeedChangedMeanwhile);
    }
    if !nowhere.is_empty() {
        return Err(PublishError::RecordingNowhere { paths: nowhere });
    }
    for path in &plan.forgotten {
        if let Some(found) = found.remove(path).flatten().filter(|found| is_ours(record, path, found)) {
            sending.leftovers.push((path.clone(), leftover(job, found)));
        }
    }
    Ok(sending)
}

type Looked = std::collections::BTreeMap<RemotePath, Option<RemoteFile>>;

fn look(job: &Job<'_>, paths: &[&RemotePath]) -> Result<Looked, PublishError> {
    let mut looked = Looked::new();
    for place in [RemotePlace::Site, RemotePlace::Media] {
        let here: Vec<&&RemotePath> = paths.iter().filter(|path| path.place == place).collect();
        if here.is_empty() {
            continue;
        }
        let words: Vec<&str> = here.iter().map(|path| path.path().as_path().as_str()).collect();
        let found = job.stores.at(place).look(&words)?;
        looked.extend(here.into_iter().map(|path| (*path).clone()).zip(found));
    }
    Ok(looked)
}

/// Whether what is there is what would be sent. `is_begun` says that podwright may have sent it.
fn is_wanted(job: &Job<'_>, file: &LocalFile, found: &RemoteFile, is_begun: bool) -> bool {
    let is_as = |there: &Option<String>, wanted: &str| there.as_deref().is_none_or(|there| there == wanted);
    (is_begun || job.wishes.adopt != Adopt::Nothing)
        && found.bytes == file.bytes
        && is_as(&found.media_type, &file.media_type)
        && is_as(&found.cache, &file.cache)
        && has_bytes_of(job, file, found)
}

fn has_bytes_of(job: &Job<'_>, file: &LocalFile, found: &RemoteFile) -> bool {
    match (found.sha256, &file.source) {
        (Some(sha256), _) => sha256 == file.sha256,
        // object stores tell an MD5, where a file was sent in one piece
        (None, Some(source)) => {
            let tag = found.tag.as_str().trim_matches('"');
            tag.len() == 32 && md5(job, source).is_some_and(|sum| sum == tag)
        }
        (None, None) => false,
    }
}

/// The MD5 of a file; `None` where it cannot be read.
fn md5(job: &Job<'_>, source: &camino::Utf8Path) -> Option<String> {
    let file = job.disk.open(source).ok()?;
    let mut sum = md5::Md5::new();
    let read = each_piece(file.as_ref(), 0..file.len(), &mut |piece| {
        sum.update(piece);
        Ok(())
    });
    read.ok()?;
    Some(lower_hex(&sum.finalize()))
}

/// Whether what stands at a path that podwright has written, or that a run has begun to write, is from podwright.
fn is_ours(record: &RemoteRecord, path: &RemotePath, found: &RemoteFile) -> bool {
    let known = record.files.get(path).or(record.retired.get(path).map(|retired| &retired.entry));
    let begun = record.begun.get(path);
    match found.sha256 {
        Some(sha256) => known.is_some_and(|entry| entry.sha256 == sha256) || begun.is_some_and(|sums| sums.contains(&sha256)),
        // a place that knows no hashes: what was known there before, or begun where nothing was
        None => begun.is_some(),
    }
}

fn leftover(job: &Job<'_>, found: RemoteFile) -> RemoteEntry {
    RemoteEntry {
        bytes: found.bytes,
        sha256: found.sha256.unwrap_or_else(|| crate::model::identity::digest::Sha256::of(b"")),
        tag: found.tag,
        media_type: found.media_type.unwrap_or_default(),
        cache: found.cache.unwrap_or_default(),
        since: job.today,
    }
}
