//! Recordings of the old host, fetched piece by piece, so that a run that was interrupted goes on, and kept only where they are what the feed says.

use std::io::Write as _;

use camino::{Utf8Path, Utf8PathBuf};

use crate::display::count::Count;
use crate::engine::import::fetcher::{FetchError, FetchedPart, Fetcher};
use crate::error::Error;
use crate::import::ledger::{Ledger, LedgerKind};
use crate::import::planned_episode::PlannedEpisode;
use crate::media::probe::{Depth, probe};
use crate::model::episode::Episode;
use crate::model::files::binary_size::BinarySize;
use crate::model::files::byte_count::ByteCount;
use crate::model::files::lfs_pointer::begins_as_pointer;
use crate::model::files::show_files::IMPORT_FOLDER;
use crate::model::media::media_type::MediaType;
use crate::model::media::remote_audio::RemoteAudio;
use crate::model::settings::tag_version::TagPolicy;
use crate::model::time::timestamp::Timestamp;
use crate::output::apply::put;
use crate::world::disk::{Disk, read_whole};

/// The most bytes that are asked for at once: so much is lost where a run is killed.
pub(crate) const PIECE: u64 = 8 * 1024 * 1024;
/// The longest recording that is fetched.
const RECORDING_MAX: u64 = 2 * 1024 * 1024 * 1024;

/// Fetches the recordings of episodes into their folders, a few at once, and says in each episode that it stays as it is. What does not come, or is
/// not what the feed says, is told, and the episode stays as it was.
pub(crate) fn bring(disk: &dyn Disk, root: &Utf8Path, fetcher: &Fetcher, some: &mut [PlannedEpisode], ledger: &mut Ledger) {
    let wanted = some
        .iter()
        .enumerate()
        .filter_map(|(index, planned)| Some((index, &planned.episode, planned.episode.enclosure.as_ref()?)));
    let mut came = fetcher.each(
        wanted.collect(),
        |(_, _, remote)| remote.url.as_str(),
        |(index, episode, remote)| (index, fetched((disk, root), fetcher, episode, remote)),
    );
    came.sort_by_key(|(index, _)| *index);
    for (index, result) in came {
        let planned = &mut some[index];
        match result {
            Ok(()) => planned.episode.tags = TagPolicy::Keep,
            Err(reason) => ledger.add(LedgerKind::NotFetched, format!("a recording: {reason}"), &planned.spot),
        }
    }
    // What did not come whole goes on there in the next run.
    let _ = disk.remove(&root.join(IMPORT_FOLDER));
}

fn fetched(
    (disk, root): (&dyn Disk, &Utf8Path),
    fetcher: &Fetcher,
    episode: &Episode,
    remote: &RemoteAudio,
) -> Result<(), String> {
    let name = file_name(remote.media_type).ok_or("what is neither MP3 nor M4A stays where it is")?;
    let file = root.join(episode.folder.file(name));
    if disk.status(&file).is_ok_and(|status| status.is_some()) {
        return Ok(());
    }
    let parts = root.join(format!("{IMPORT_FOLDER}/{}", episode.slug));
    WantedRecording { disk, fetcher, remote, parts }.fetch(&file)
}

/// Asks whether the recordings of these episodes have room on the disk, as far as the feed says how long they are. Each stands there twice while its
/// pieces are put together.
///
/// # Errors
/// Where the room does not suffice.
pub(in crate::engine::import) fn check_room<'a>(
    (disk, root): (&dyn Disk, &Utf8Path),
    jobs: usize,
    episodes: impl Iterator<Item = &'a Episode>,
) -> Result<(), Error> {
    let to_come = |episode: &Episode| {
        let remote = episode.enclosure.as_ref()?;
        let file = root.join(episode.folder.file(file_name(remote.media_type)?));
        let is_there = disk.status(&file).is_ok_and(|status| status.is_some());
        remote.bytes.map(|bytes| u64::from(bytes.get())).filter(|_| !is_there)
    };
    let mut bytes: Vec<u64> = episodes.filter_map(to_come).collect();
    bytes.sort_unstable_by(|one, other| other.cmp(one));
    let needed: u64 = bytes.iter().sum::<u64>() + bytes.iter().take(jobs).sum::<u64>();
    let free = disk.free_space(root).unwrap_or(u64::MAX);
    if needed <= free {
        return Ok(());
    }
    let size = |bytes| BinarySize(ByteCount::new(bytes));
    let told = format!("{} need {}, and {} are free", Count(bytes.len(), "recording"), size(needed), size(free));
    Err(Error::Disk {
        step: "fetch the recordings into",
        path: root.to_owned(),
        source: std::io::Error::new(std::io::ErrorKind::StorageFull, told),
    })
}

/// The name of the file for what can be published from here.
fn file_name(media_type: MediaType) -> Option<&'static str> {
    match media_type {
        MediaType::Mpeg => Some("audio.mp3"),
        MediaType::XM4a | MediaType::Mp4 => Some("audio.m4a"),
        _ => None,
    }
}

struct WantedRecording<'a> {
    disk: &'a dyn Disk,
    fetcher: &'a Fetcher,
    remote: &'a RemoteAudio,
    /// The folder of what has come so far.
    parts: Utf8PathBuf,
}

/// What advertisements that are put in for each listener look like from here.
const ADVERTISEMENTS: &str =
    "the host sends another file each time, as hosts do that insert advertisements: ask it for the clean recording";

impl WantedRecording<'_> {
    fn fetch(&self, file: &Utf8Path) -> Result<(), String> {
        let count = if let Some(count) = self.pieces(true)? {
            count
        } else {
            // The file at the old host is another one than that of which pieces are here: all of it again, once.
            self.clear();
            self.pieces(false)?.ok_or(ADVERTISEMENTS)?
        };
        let joined = self.join(file, count);
        if joined.is_err() {
            self.clear();
        }
        joined?;
        self.clear();
        Ok(())
    }

    fn part(&self, index: u64) -> Utf8PathBuf {
        self.parts.join(format!("{index}.part"))
    }

    fn tag_file(&self) -> Utf8PathBuf {
        self.parts.join("tag")
    }

    /// Fetches what is not here yet; how many pieces there are then. `None` where the file has changed since the first of them.
    fn pieces(&self, resumes: bool) -> Result<Option<u64>, String> {
        let mut tag = resumes.then(|| self.kept_tag()).flatten();
        let mut index = 0;
        while tag.is_some()
            && self.disk.status(&self.part(index)).is_ok_and(|status| status.is_some_and(|status| status.bytes.get() == PIECE))
        {
            index += 1;
        }
        loop {
            let asked = self.fetcher.piece(self.remote.url.as_str(), index * PIECE..(index + 1) * PIECE, tag.as_deref());
            let piece = asked.map_err(|error: FetchError| error.to_string())?;
            match piece {
                FetchedPart::Part { bytes, total, tag: of_answer } => {
                    if total > RECORDING_MAX {
                        return Err("it has more than 2 GiB".to_owned());
                    }
                    if index == 0 {
                        self.refuse_other(total, &bytes)?;
                    }
                    if index > 0 && of_answer.is_some() && of_answer != tag {
                        return Ok(None);
                    }
                    self.keep(index, &bytes, of_answer.as_deref())?;
                    tag = of_answer.or(tag);
                    let expected = PIECE.min(total.saturating_sub(index * PIECE));
                    if bytes.len() as u64 != expected {
                        return Err("it breaks off".to_owned());
                    }
                    index += 1;
                    if index * PIECE >= total {
                        return Ok(Some(index));
                    }
                }
                FetchedPart::Whole(_) if index > 0 => return Ok(None),
                FetchedPart::Whole(bytes) => {
                    self.refuse_other(bytes.len() as u64, &bytes)?;
                    self.keep(0, &bytes, None)?;
                    return Ok(Some(1));
                }
            }
        }
    }

    /// Refuses what is not the recording of the feed.
    fn refuse_other(&self, total: u64, start: &[u8]) -> Result<(), String> {
        let head = String::from_utf8_lossy(&start[..start.len().min(256)]).trim_start().to_ascii_lowercase();
        if head.starts_with("<!doctype") || head.starts_with("<html") || head.starts_with("<?xml") {
            return Err("a web page came in its place".to_owned());
        }
        if begins_as_pointer(start) {
            return Err("a Git LFS pointer came in its place".to_owned());
        }
        match self.remote.bytes.map(|bytes| u64::from(bytes.get())) {
            Some(said) if said != total => Err(format!(
                "it has {total} bytes where the feed says {said}; if the host inserts advertisements, ask it for the clean recording"
            )),
            _ => Ok(()),
        }
    }

    fn kept_tag(&self) -> Option<String> {
        String::from_utf8(read_whole(self.disk, &self.tag_file(), ByteCount::kibibytes(1)).ok()?).ok()
    }

    fn keep(&self, index: u64, bytes: &[u8], tag: Option<&str>) -> Result<(), String> {
        let failed = |error: crate::output::apply::WriteError| error.to_string();
        if let (0, Some(tag)) = (index, tag) {
            put(self.disk, &self.tag_file(), tag.as_bytes()).map_err(failed)?;
        }
        put(self.disk, &self.part(index), bytes).map_err(failed)
    }

    /// One file of all pieces, measured before it gets its name.
    fn join(&self, file: &Utf8Path, count: u64) -> Result<(), String> {
        let told = |error: std::io::Error| error.to_string();
        let whole = self.parts.join("whole");
        match self.disk.remove(&whole) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(told(error)),
            _ => {}
        }
        let mut out = self.disk.create_new(&whole).map_err(told)?;
        for index in 0..count {
            let bytes = read_whole(self.disk, &self.part(index), ByteCount::new(RECORDING_MAX)).map_err(told)?;
            out.write_all(&bytes).map_err(told)?;
        }
        out.sync().map_err(told)?;
        drop(out);
        let opened = self.disk.open(&whole).map_err(told)?;
        let found = probe(opened.as_ref(), file.extension(), Depth::NoLoudness, &|_| {});
        drop(opened);
        let found = found.map_err(|error| format!("it is no recording: {error}"))?;
        let said = self.remote.duration.map(Timestamp::as_millis);
        let length = found.facts.length.millis();
        // Hosts round to the second, and some count the silence at the ends.
        if said.is_some_and(|said| said > 0 && length.abs_diff(said) > 30_000) {
            return Err(format!(
                "it plays {} s where the feed says {} s: ask the host for the clean recording",
                length / 1000,
                said.unwrap_or_default() / 1000
            ));
        }
        if let Some(folder) = file.parent() {
            self.disk.create_folders(folder).map_err(told)?;
        }
        self.disk.rename(&whole, file).map_err(told)?;
        self.disk.sync_folder(file.parent().unwrap_or(Utf8Path::new("."))).map_err(told)
    }

    /// Takes away what has come so far.
    fn clear(&self) {
        for name in self.disk.list(&self.parts).unwrap_or_default() {
            let _ = self.disk.remove(&self.parts.join(name));
        }
        let _ = self.disk.remove(&self.parts);
    }
}
