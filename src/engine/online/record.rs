//! What was seen at the show's public address, noted in podcast.lock.

use std::collections::BTreeSet;

use camino::Utf8Path;

use crate::engine::load::read_lock;
use crate::engine::workspace::exclusion::exclude_others;
use crate::engine::workspace::lock_file::write_lock;
use crate::error::Error;
use crate::lock::Lock;
use crate::model::identity::guid::Guid;
use crate::world::disk::Disk;

/// Adds the guids of episodes that were seen online to `online:` of podcast.lock; how many were added. Those that the lock does not know are left out: the
/// producer has accepted that they went, or they are of another show.
///
/// # Errors
/// If another podwright is at work, or the lock cannot be read or written.
pub(crate) fn record_online(disk: &dyn Disk, root: &Utf8Path, seen: &BTreeSet<Guid>) -> Result<usize, Error> {
    let is_new = |lock: &Lock| seen.iter().any(|guid| is_known(lock, guid) && !lock.online.contains(guid));
    if !read_lock(disk, root)?.is_some_and(|(lock, _)| is_new(&lock)) {
        return Ok(0);
    }
    let _exclusion = exclude_others(disk, root)?;
    // once more, since a build may have written it meanwhile
    let Some((mut lock, text)) = read_lock(disk, root)? else { return Ok(0) };
    let before = lock.online.len();
    let known: Vec<Guid> = seen.iter().filter(|guid| is_known(&lock, guid)).cloned().collect();
    lock.online.extend(known);
    let added = lock.online.len() - before;
    write_lock(disk, root, &lock, Some(&text))?;
    Ok(added)
}

fn is_known(lock: &Lock, guid: &Guid) -> bool {
    lock.out.contains(guid) || lock.episodes.contains_key(guid)
}
