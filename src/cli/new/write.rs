//! Writes the folder of a new episode; episode.yaml, which makes it one, comes last. A run that fails takes away what it has written.

use std::io;

use camino::{Utf8Path, Utf8PathBuf};

use crate::cli::new::material::Material;
use crate::engine::StepProgress;
use crate::error::Error;
use crate::model::episode::Episode;
use crate::model::files::byte_count::ByteCount;
use crate::model::files::show_files::{EPISODE_FILE, EPISODE_SCHEMA_FILE};
use crate::output::apply::put;
use crate::source::scaffold::episode_yaml;
use crate::world::atomic::{self, CopyError};
use crate::world::disk::Disk;

/// Writes everything; where the files are to be moved, the originals go only after that.
pub(super) fn write(
    disk: &dyn Disk,
    folder: &Utf8Path,
    episode: &Episode,
    material: &Material,
    moves: bool,
    progress: &dyn StepProgress,
) -> Result<(), Error> {
    disk.create_folders(folder).map_err(failed("make the folder", folder))?;
    let mut written = Vec::new();
    let mut sources = Vec::new();
    let result = files(disk, folder, episode, material, progress, &mut written, &mut sources);
    if result.is_err() {
        // The first error is the one to tell.
        for path in &written {
            let _ = disk.remove(path);
        }
        let _ = disk.remove(folder);
        return result;
    }
    if moves {
        for path in sources {
            disk.remove(&path).map_err(failed("remove", &path))?;
        }
    }
    Ok(())
}

fn files(
    disk: &dyn Disk,
    folder: &Utf8Path,
    episode: &Episode,
    material: &Material,
    progress: &dyn StepProgress,
    written: &mut Vec<Utf8PathBuf>,
    sources: &mut Vec<Utf8PathBuf>,
) -> Result<(), Error> {
    let mut copy = |from: &Utf8Path, name: String| {
        let to = folder.join(name);
        let bytes = disk.status(from).ok().flatten().map_or(ByteCount::ZERO, |status| status.bytes);
        let file = progress.file(from.file_name().unwrap_or_default(), bytes);
        written.push(to.clone());
        sources.push(from.to_owned());
        atomic::copy(disk, from, &to, &mut |more| file.advanced(more)).map_err(|CopyError { is_source, error }| {
            if is_source { failed("read", from)(error) } else { failed("write", &to)(error) }
        })
    };
    if let Some(recording) = &material.recording {
        let ending = recording.path.extension().unwrap_or("mp3").to_ascii_lowercase();
        copy(&recording.path, format!("audio.{ending}"))?;
    }
    for transcript in &material.transcripts {
        copy(&transcript.path, format!("transcript.{}", transcript.kind.extension()))?;
    }
    if let Some(cover) = &material.cover {
        let to = folder.join(format!("cover.{}", cover.ending));
        written.push(to.clone());
        put(disk, &to, &cover.bytes)?;
    }
    for picture in material.chapter_pictures.values() {
        let to = folder.join(&picture.name);
        written.push(to.clone());
        put(disk, &to, &picture.bytes)?;
    }
    // Seen from the folder of an episode.
    let schema = format!("../../{EPISODE_SCHEMA_FILE}");
    let file = folder.join(EPISODE_FILE);
    written.push(file.clone());
    put(disk, &file, episode_yaml(episode, &schema).as_bytes())?;
    Ok(())
}

fn failed(step: &'static str, path: &Utf8Path) -> impl FnOnce(io::Error) -> Error {
    let path = path.to_owned();
    move |source| Error::Disk { step, path, source }
}
