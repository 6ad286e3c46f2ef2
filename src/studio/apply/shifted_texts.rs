//! Copies of transcripts and chapters that fit a recording which was cut.

use std::io;

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

/// A text of which there will be a copy.
pub(crate) struct ShiftedText {
    kind: TimedText,
    text: String,
    /// Where the copy will be.
    pub(crate) path: Utf8PathBuf,
}

/// The copies to be written beside the originals: of what lies beside the recording and has its name, and of what is called `transcript` or `chapters`
/// in the episode's folder.
///
/// # Errors
/// Where the disk fails.
pub(crate) fn planned(
    disk: &dyn Disk,
    recording: &Utf8Path,
    episode: Option<&Utf8Path>,
) -> Result<Vec<ShiftedText>, MasterError> {
    let stem = format!("{}.", recording.file_stem().unwrap_or_default());
    let beside = recording.parent().unwrap_or(Utf8Path::new("."));
    let mut folders = vec![(beside, vec![stem.as_str()])];
    if let Some(episode) = episode {
        folders.push((episode, vec!["transcript.", "chapters."]));
    }
    let mut planned: Vec<ShiftedText> = Vec::new();
    for (folder, beginnings) in folders {
        let names = match disk.list(folder) {
            Ok(names) => names,
            // that there is no recording is told of the recording
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(source) => return Err(MasterError::Disk { step: "read", path: folder.to_owned(), source }),
        };
        for name in names.iter().filter(|name| beginnings.iter().any(|beginning| name.starts_with(beginning))) {
            planned.extend(text(disk, folder, name)?.filter(|text| planned.iter().all(|known| known.path != text.path)));
        }
    }
    Ok(planned)
}

fn text(disk: &dyn Disk, folder: &Utf8Path, name: &str) -> Result<Option<ShiftedText>, MasterError> {
    let Some((kind, (stem, ending))) = TimedText::of_name(name).zip(name.rsplit_once('.')) else { return Ok(None) };
    let (from, path) = (folder.join(name), folder.join(format!("{stem}.{SHIFTED}.{ending}")));
    let read = |source| MasterError::Disk { step: "read", path: from.clone(), source };
    let is_file = disk.status(&from).map_err(read)?.is_some_and(|status| status.kind == FileKind::File);
    if !is_file || stem.ends_with(&format!(".{SHIFTED}")) {
        return Ok(None);
    }
    let Ok(text) = String::from_utf8(read_whole(disk, &from, TEXT_MAX).map_err(read)?) else { return Ok(None) };
    let has_times = kind.earlier(&text, 0).is_some();
    Ok(has_times.then_some(ShiftedText { kind, text, path }))
}

/// Writes the copies, so much earlier (milliseconds). Returns where they are.
///
/// # Errors
/// Where the disk fails. A copy that is there already is never replaced.
pub(crate) fn write(disk: &dyn Disk, planned: &[ShiftedText], millis: u64) -> Result<Vec<Utf8PathBuf>, MasterError> {
    let mut written = Vec::new();
    for ShiftedText { kind, text, path } in planned {
        let Some(shifted) = kind.earlier(text, millis) else { continue };
        write_new(disk, path, shifted.as_bytes())?;
        written.push(path.clone());
    }
    Ok(written)
}
