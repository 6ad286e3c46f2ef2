//! `podwright probe FILE...`: the facts of any audio file, without a show.

use camino::Utf8PathBuf;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::cli::arguments::Format;
use crate::cli::progress::Progress;
use crate::cli::session::Session;
use crate::error::{Error, Exit};
use crate::media::probe::{Depth, probe};
use crate::media::probe_error::ProbeError;
use crate::report::probe::{ProbeOutcome, human, json};
use crate::world::disk::Disk;

/// Arguments of `probe`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  podwright probe interview.mp3\n  podwright probe --no-loudness --format json *.mp3")]
pub(super) struct Arguments {
    /// Audio files
    #[arg(required = true, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    files: Vec<Utf8PathBuf>,
    /// Leave out whatever needs decoding
    #[arg(long)]
    no_loudness: bool,
}

/// Runs `probe`.
pub(super) fn run(session: &mut Session, arguments: &Arguments) -> Result<Exit, Error> {
    let depth = if arguments.no_loudness { Depth::NoLoudness } else { Depth::Full };
    let progress = Progress::new(session);
    let (disk, folder) = (session.world.disk.as_ref(), &session.world.environment.folder);
    let look = |path: &Utf8PathBuf| {
        let full = folder.join(path);
        ProbeOutcome { path: path.to_string(), found: probe_file(disk, &full, depth, &progress) }
    };
    let outcomes: Vec<ProbeOutcome> = arguments.files.par_iter().map(look).collect();
    progress.finish();
    let text = match session.global.format {
        Format::Human => human(&outcomes, session.paint()),
        _ => json(&outcomes),
    };
    session.print(&text)?;
    Ok(if outcomes.iter().any(|outcome| outcome.found.is_err()) { Exit::Faults } else { Exit::Fine })
}

fn probe_file(
    disk: &dyn Disk,
    path: &camino::Utf8Path,
    depth: Depth,
    progress: &Progress,
) -> Result<crate::media::audio_probe::AudioProbe, ProbeError> {
    let file = disk.open(path).map_err(|error| ProbeError::Unreadable {
        reason: match error.kind() {
            std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
            std::io::ErrorKind::InvalidInput => error.to_string(),
            kind => kind.to_string(),
        },
    })?;
    let file_progress = progress.file(path.file_name().unwrap_or_default(), file.len());
    probe(file.as_ref(), path.extension(), depth, &|done| file_progress.more(done))
}
