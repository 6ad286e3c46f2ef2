//! `podwright probe FILE...`: the facts of any audio file, without a show.

use camino::{Utf8Path, Utf8PathBuf};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::cli::arguments::options::OutputFormat;
use crate::cli::session::Session;
use crate::engine::{Progress, Step, StepProgress};
use crate::error::{Error, Exit};
use crate::media::probe::probe_error::ProbeError;
use crate::media::probe::{Depth, probe};
use crate::model::files::byte_count::ByteCount;
use crate::report::plot::plot;
use crate::report::probe::{ProbeOutcome, human, json};
use crate::world::atomic::write;
use crate::world::disk::{Disk, FileKind};

/// Arguments of `probe`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  podwright probe interview.mp3\n  podwright probe --no-loudness --format json *.mp3\n  podwright probe --plot interview.png interview.mp3"
)]
pub(in crate::cli) struct Arguments {
    /// Audio files
    #[arg(required = true, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    files: Vec<Utf8PathBuf>,
    /// Leave out whatever needs decoding
    #[arg(long)]
    no_loudness: bool,
    /// Draw the loudness of one file over time, as a PNG picture
    #[arg(long, value_name = "PNG", conflicts_with = "no_loudness")]
    plot: Option<Utf8PathBuf>,
    /// Draw it over a file that is there already
    #[arg(long, requires = "plot")]
    force: bool,
}

/// Runs `probe`.
pub(in crate::cli) fn run(session: &mut Session, arguments: &Arguments) -> Result<Exit, Error> {
    let depth = match &arguments.plot {
        Some(plot) => {
            may_be_drawn(session, arguments, plot)?;
            Depth::Timeline
        }
        None if arguments.no_loudness => Depth::NoLoudness,
        None => Depth::Full,
    };
    let progress = session.progress();
    let step = progress.begin(Step::Measure);
    let (disk, folder) = (session.world.disk.as_ref(), &session.world.environment.folder);
    let size = |path: &Utf8PathBuf| disk.status(&folder.join(path)).ok().flatten().map_or(ByteCount::ZERO, |status| status.bytes);
    step.expect(arguments.files.iter().map(size).sum());
    let look = |path: &Utf8PathBuf| {
        let full = folder.join(path);
        ProbeOutcome { path: path.to_string(), found: probe_file(disk, &full, depth, step.as_ref()) }
    };
    let outcomes: Vec<ProbeOutcome> = arguments.files.par_iter().map(look).collect();
    drop(step);
    if let (Some(path), [outcome]) = (&arguments.plot, outcomes.as_slice()) {
        draw(session, &session.world.environment.folder.join(path), outcome)?;
    }
    let text = match session.global.format {
        OutputFormat::Human => human(&outcomes, session.paint()),
        _ => json(&outcomes),
    };
    session.print(&text)?;
    Ok(if outcomes.iter().any(|outcome| outcome.found.is_err()) { Exit::Faults } else { Exit::Fine })
}

/// One picture shows one file, and is put over nothing that is there, unless that is wanted.
fn may_be_drawn(session: &Session, arguments: &Arguments, plot: &Utf8Path) -> Result<(), Error> {
    let refused = |message: String, help: &str| Err(Error::Usage { message, help: help.to_owned() });
    if arguments.files.len() > 1 {
        return refused("`--plot` draws one file".to_owned(), "name one file, or draw them one after the other");
    }
    let full = session.world.environment.folder.join(plot);
    let found = session.world.disk.status(&full).map_err(|source| Error::Disk { step: "read", path: full, source })?;
    match found {
        Some(status) if status.kind != FileKind::File => {
            refused(format!("`{plot}` is no file"), "choose another name for the picture")
        }
        Some(_) if !arguments.force => {
            refused(format!("`{plot}` is there already"), "choose another name for the picture, or draw over it with `--force`")
        }
        _ => Ok(()),
    }
}

fn draw(session: &Session, path: &Utf8Path, outcome: &ProbeOutcome) -> Result<(), Error> {
    let Ok(probe) = &outcome.found else { return Ok(()) };
    let name = Utf8Path::new(&outcome.path).file_name().unwrap_or(&outcome.path);
    let Some(picture) = plot(name, probe) else {
        return Err(Error::Usage {
            message: format!("`{}` cannot be drawn, because its sound cannot be measured", outcome.path),
            help: "leave `--plot` out to see why".to_owned(),
        });
    };
    let picture = picture.map_err(|error| Error::Render { what: path.to_string(), source: error.into() })?;
    write(session.world.disk.as_ref(), path, &picture).map_err(|source| Error::Disk {
        step: "write",
        path: path.to_owned(),
        source,
    })
}

fn probe_file(
    disk: &dyn Disk,
    path: &camino::Utf8Path,
    depth: Depth,
    progress: &dyn StepProgress,
) -> Result<crate::media::probe::audio_probe::AudioProbe, ProbeError> {
    let file = disk.open(path).map_err(|error| ProbeError::Unreadable {
        reason: match error.kind() {
            std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
            std::io::ErrorKind::InvalidInput | std::io::ErrorKind::FileTooLarge => error.to_string(),
            kind => kind.to_string(),
        },
    })?;
    let file_progress = progress.file(path.file_name().unwrap_or_default(), ByteCount::new(file.len()));
    probe(file.as_ref(), path.extension(), depth, &|done| file_progress.advanced(done))
}
