//! Masters a recording: from its file to another one beside it, through temporary files that are gone afterwards. The recording itself is only read.

pub(crate) mod beside;
pub(crate) mod encoding;
pub(crate) mod intake;
pub(crate) mod placing;
pub(crate) mod proof;
pub(crate) mod rounds;
pub(crate) mod scratch;
pub(crate) mod shifted_texts;
pub(crate) mod temporary_folder;
pub(crate) mod transcription;

use camino::{Utf8Path, Utf8PathBuf};

use crate::media::probe::Depth;
use crate::studio::apply::intake::Intake;
use crate::studio::apply::placing::place;
use crate::studio::apply::rounds::rounds;
use crate::studio::apply::scratch::Scratch;
use crate::studio::encoder::FoundEncoder;
use crate::studio::local_ceilings::LocalCeilings;
use crate::studio::master_error::MasterError;
use crate::studio::mastered::{MasterPlan, Mastered};
use crate::studio::solver::CLOSE;
use crate::studio::wanted::{Encoding, MasterOptions};
use crate::world::disk::Disk;
use crate::world::processes::Processes;
use crate::world::processes::programs;

/// A recording, and what is to become of it.
#[derive(Clone, Copy)]
pub(crate) struct MasterJob<'j> {
    /// Where the files are.
    pub(crate) disk: &'j dyn Disk,
    /// What runs the encoder.
    pub(crate) processes: &'j dyn Processes,
    /// The encoder; none for WAV.
    pub(crate) encoder: Option<&'j FoundEncoder>,
    /// The recording.
    pub(crate) input: &'j Utf8Path,
    /// The file to make.
    pub(crate) output: &'j Utf8Path,
    /// What will be written beside it.
    pub(crate) beside: &'j [Utf8PathBuf],
    /// What is wanted.
    pub(crate) wanted: MasterOptions,
    /// How deep the result is looked into.
    pub(crate) depth: Depth,
    /// Told how many bytes of the recording are newly done; in the end they add up to its length.
    pub(crate) progress: &'j (dyn Fn(u64) + Sync),
}

/// The program on the path that makes this encoding; none is needed for WAV.
///
/// # Errors
/// Where none is installed.
pub(crate) fn find_encoder(
    disk: &dyn Disk,
    search_path: &[Utf8PathBuf],
    encoding: Encoding,
) -> Result<Option<FoundEncoder>, MasterError> {
    let programs = crate::studio::encoder::EncoderProgram::of(encoding);
    if programs.is_empty() {
        return Ok(None);
    }
    let found = programs.iter().find_map(|program| {
        let path = programs::find(disk, search_path, program.name(), None)?;
        Some(FoundEncoder { program: *program, path })
    });
    found.map(Some).ok_or(MasterError::NoEncoder { encoding })
}

/// Keeps other podwrights out of the folders of these files, until what is returned is dropped: they would take temporary files for those of a killed
/// run.
///
/// # Errors
/// Where there is no such folder, or it cannot be locked.
pub(crate) fn lock_folders<'f>(
    disk: &dyn Disk,
    files: impl Iterator<Item = &'f Utf8Path>,
) -> Result<Vec<Box<dyn Send>>, MasterError> {
    let mut folders: Vec<Utf8PathBuf> = Vec::new();
    for file in files {
        let folder = file.parent().unwrap_or(Utf8Path::new("."));
        let failed = |source| MasterError::Disk { step: "write to", path: folder.to_owned(), source };
        folders.push(disk.canonical(folder).map_err(failed)?);
    }
    // always in the same order, so that two podwrights never wait for each other
    folders.sort_unstable();
    folders.dedup();
    let lock = |folder: &Utf8PathBuf| {
        let locked = disk.lock_folder(folder);
        locked.map_err(|source| MasterError::Disk { step: "lock", path: folder.clone(), source })
    };
    folders.iter().map(lock).collect()
}

/// Makes the file.
///
/// # Errors
/// Where the recording cannot be decoded or brought to its loudness, the encoder fails, or the disk does. Nothing is left then.
pub(crate) fn master(job: &MasterJob<'_>) -> Result<Mastered, MasterError> {
    placing::refuse_what_is_there(job)?;
    let scratch = Scratch::beside(job.disk, job.output)?;
    let intake = Intake::of(job, &scratch, job.progress)?;
    let best = rounds(job, &scratch, &intake)?;
    place(job, &scratch, &best.path)?;
    Ok(Mastered {
        plan: intake.plan(best.setting.gain, &best.limited),
        path: job.output.to_owned(),
        after: best.probe,
        encoder: job.encoder.map(|encoder| encoder.program.name()),
        rounds: best.rounds,
    })
}

/// What [`master`] would do, as far as it can be known without an encoder.
///
/// # Errors
/// As [`master`].
pub(crate) fn dry_run(job: &MasterJob<'_>) -> Result<MasterPlan, MasterError> {
    placing::refuse_what_is_there(job)?;
    let scratch = Scratch::beside(job.disk, job.output)?;
    let intake = Intake::of(job, &scratch, job.progress)?;
    let sound = intake.sound();
    let target = job.wanted.by_meter(sound.channels);
    let mut setting = rounds::first_setting(job, &sound);
    let rendered =
        rounds::find_gain(&sound, &mut setting, &LocalCeilings::default(), (target, CLOSE)).map_err(scratch.unreadable())?;
    Ok(intake.plan(setting.gain, &rendered.limited))
}
