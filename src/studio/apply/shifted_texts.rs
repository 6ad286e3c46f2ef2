//! Copies of transcripts and chapters that fit a recording which was cut.

use camino::{Utf8Path, Utf8PathBuf};

use crate::model::files::byte_count::ByteCount;
use crate::studio::apply::beside::write_new;
use crate::studio::master_error::MasterError;
use crate::studio::shifting::TimedText;
use crate::world::disk::{Disk, FileKind, read_whole};

/// The longest text that is read.
const TEXT_MAX: ByteCount = ByteCount::mebibytes(16);
/// What a copy has in its name.
const SHIFTED: &str = "shifted";

/// Writes the copies beside the originals: of what lies beside the recording and has its name, and of what is called `transcript` or `chapters` there or
/// in the episode's folder. Returns where they are.
///
/// # Errors
/// Where the disk fails. A copy that is there already is never replaced.
pub(crate) fn write(
    disk: &dyn Disk,
    recording: &Utf8Path,
    episode: Option<&Utf8Path>,
    millis: u64,
) -> Result<Vec<Utf8PathBuf>, MasterError> {
    let stem = format!("{}.", recording.file_stem().unwrap_or_default());
    let beside = recording.parent().unwrap_or(Utf8Path::new("."));
    let mut folders = vec![(beside, vec![stem.as_str()])];
    if let Some(episode) = episode {
        folders.push((episode, vec!["transcript.", "chapters."]));
    }
    let mut written = Vec::new();
    for (folder, beginnings) in folders {
        let names = disk.list(folder).map_err(|source| MasterError::Disk { step: "read", path: folder.to_owned(), source })?;
        for name in names.iter().filter(|name| beginnings.iter().any(|beginning| name.starts_with(beginning))) {
            written.extend(copy(disk, folder, name, millis)?.filter(|path| !written.contains(path)));
        }
    }
    Ok(written)
}

fn copy(disk: &dyn Disk, folder: &Utf8Path, name: &str, millis: u64) -> Result<Option<Utf8PathBuf>, MasterError> {
    let Some((kind, (stem, ending))) = TimedText::of_name(name).zip(name.rsplit_once('.')) else { return Ok(None) };
    let (from, to) = (folder.join(name), folder.join(format!("{stem}.{SHIFTED}.{ending}")));
    let read = |source| MasterError::Disk { step: "read", path: from.clone(), source };
    let is_file = disk.status(&from).map_err(read)?.is_some_and(|status| status.kind == FileKind::File);
    if !is_file || stem.ends_with(&format!(".{SHIFTED}")) {
        return Ok(None);
    }
    let Ok(text) = String::from_utf8(read_whole(disk, &from, TEXT_MAX).map_err(read)?) else { return Ok(None) };
    let Some(shifted) = kind.earlier(&text, millis) else { return Ok(None) };
    write_new(disk, &to, shifted.as_bytes())?;
    Ok(Some(to))
}
