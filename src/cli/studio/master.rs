//! `podwright master FILE...`: a recording that can be published from any recording. The original stays as it is.

use camino::{Utf8Path, Utf8PathBuf};
use clap::ValueEnum;
use rayon::ThreadPoolBuilder;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::cli::arguments::options::OutputFormat;
use crate::cli::session::Session;
use crate::cli::studio::episode_target::EpisodeTarget;
use crate::cli::studio::master_values::{kilobits, loudness, peak};
use crate::display::shell_word::ShellWord;
use crate::engine::{Progress, Step, StepProgress};
use crate::error::{Error, Exit};
use crate::media::probe::{Depth, probe};
use crate::model::files::byte_count::ByteCount;
use crate::model::identity::slug::Slug;
use crate::model::media::loudness::{Loudness, TruePeak};
use crate::model::settings::check_settings::DEFAULT_LOUDNESS;
use crate::report::master::{MasterOutcome, MasterResult, human, json};
use crate::report::plot::plot;
use crate::studio::apply::beside::write_new;
use crate::studio::apply::shifted_texts;
use crate::studio::apply::{MasterJob, dry_run, find_encoder, lock_folders, master};
use crate::studio::encoder::{FoundEncoder, installing};
use crate::studio::master_error::MasterError;
use crate::studio::wanted::{Encoding, Ends, MasterOptions, WantedChannels};

/// Arguments of `master`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  podwright master talk.wav
  podwright master talk.wav --to what-is-co-production
  podwright master --trim --shift --plot talk.wav
  podwright master --encode m4a --bitrate 128k --jobs 2 monday.flac tuesday.flac

It needs LAME (or ffmpeg) on this computer, and says how to install it.")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own on the command line")]
pub(in crate::cli) struct Arguments {
    /// Recordings of any kind that `probe` measures
    #[arg(required = true, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    files: Vec<Utf8PathBuf>,
    /// What to make of them
    #[arg(long, value_enum, default_value_t = MadeAs::Mp3, value_name = "FORMAT")]
    encode: MadeAs,
    /// The file to make; else the recording's name with another ending. A file that is there is never replaced
    #[arg(long, value_name = "FILE", conflicts_with = "to", value_hint = clap::ValueHint::FilePath)]
    output: Option<Utf8PathBuf>,
    /// Make the recording of this episode, which is not out yet
    #[arg(long, value_name = "EPISODE")]
    to: Option<Slug>,
    /// How loud, as it is heard on two loudspeakers (LUFS); else what the show asks for, else -16
    #[arg(long, value_name = "LUFS", value_parser = loudness, allow_hyphen_values = true)]
    loudness: Option<Loudness>,
    /// The highest true peak (dBTP)
    #[arg(long, value_name = "DBTP", value_parser = peak, allow_hyphen_values = true, default_value = "-1")]
    peak: TruePeak,
    /// Fold two channels into one; else only where they are the same
    #[arg(long, conflicts_with = "stereo")]
    mono: bool,
    /// Keep two channels, even where they are the same
    #[arg(long)]
    stereo: bool,
    /// Cut silence at both ends to half a second
    #[arg(long)]
    trim: bool,
    /// Write copies of the transcript and the chapters beside the recording that fit what was cut
    #[arg(long, requires = "trim")]
    shift: bool,
    /// Bit rate (kbit/s), such as 96k; else 96k for mono and 128k for stereo
    #[arg(long, value_name = "RATE", value_parser = kilobits)]
    bitrate: Option<u32>,
    /// How many recordings are worked on at once; else one for each core
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=64))]
    jobs: Option<u16>,
    /// Draw the loudness before and after, as PNG pictures beside the result
    #[arg(long, conflicts_with = "dry_run")]
    plot: bool,
    /// Say what would happen, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// What is made of a recording.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
enum MadeAs {
    /// MP3, which every app plays
    Mp3,
    /// AAC in MP4
    M4a,
    /// 16 bits without loss, for an editor
    Wav,
}

impl MadeAs {
    fn encoding(self) -> Encoding {
        match self {
            Self::Mp3 => Encoding::Mp3,
            Self::M4a => Encoding::M4a,
            Self::Wav => Encoding::Wav,
        }
    }
}

/// A recording, and the file to make of it.
struct MasterTask {
    /// As it was given.
    path: Utf8PathBuf,
    input: Utf8PathBuf,
    output: Utf8PathBuf,
}

/// Runs `master`.
pub(in crate::cli) fn run(session: &mut Session, arguments: &Arguments) -> Result<Exit, Error> {
    let (tasks, target) = tasks(session, arguments)?;
    let wanted = wanted(arguments, target.as_ref());
    let (disk, environment) = (session.world.disk.as_ref(), &session.world.environment);
    let encoder = if arguments.dry_run {
        None
    } else {
        find_encoder(disk, &environment.search_path, wanted.encoding).map_err(|error| stopped(error, wanted.encoding))?
    };
    let _locks = if arguments.dry_run {
        Vec::new()
    } else {
        lock_folders(disk, tasks.iter().map(|task| task.output.as_path())).map_err(|error| stopped(error, wanted.encoding))?
    };
    let progress = session.progress();
    let step = progress.begin(Step::Master);
    let size = |task: &MasterTask| disk.status(&task.input).ok().flatten().map_or(ByteCount::ZERO, |status| status.bytes);
    step.expect(tasks.iter().map(size).sum());
    let work = |task: &MasterTask| work(session, arguments, (task, wanted), encoder.as_ref(), step.as_ref());
    let pool = ThreadPoolBuilder::new().num_threads(arguments.jobs.map_or(0, usize::from)).build();
    let results: Vec<Result<MasterOutcome, Error>> = match pool {
        Ok(pool) => pool.install(|| tasks.par_iter().map(work).collect()),
        // no thread can be had: one after the other then
        Err(_) => tasks.iter().map(work).collect(),
    };
    drop(step);
    report(session, &tasks, results, target.as_ref().filter(|_| !arguments.dry_run))
}

/// Prints what was made, and then what was not; the worst of it is the end.
fn report(
    session: &mut Session,
    tasks: &[MasterTask],
    results: Vec<Result<MasterOutcome, Error>>,
    target: Option<&EpisodeTarget>,
) -> Result<Exit, Error> {
    let mut worst = Exit::Fine;
    let (mut outcomes, mut errors) = (Vec::new(), Vec::new());
    for (task, result) in tasks.iter().zip(results) {
        match result {
            Ok(outcome) => outcomes.push(outcome),
            Err(error) => {
                let failed = MasterResult::Failed(error.to_string());
                outcomes.push(MasterOutcome { path: task.path.to_string(), result: failed, beside: Vec::new() });
                worst = worse(worst, error.exit());
                errors.push(error);
            }
        }
    }
    if let (Some(target), Exit::Fine) = (target, worst)
        && let Some(changed) = target.name_recording(session)?
    {
        session.say(&format!("named the new recording in `{changed}`"));
    }
    let text = match session.global.format {
        OutputFormat::Human => human(&outcomes, session.paint()),
        _ => json(&outcomes),
    };
    session.print(&text)?;
    for error in errors {
        session.world.console.say(&error.lines());
    }
    Ok(worst)
}

/// What this machine cannot do weighs more than what the command line asks for, and that more than a recording.
fn worse(one: Exit, other: Exit) -> Exit {
    let weight = |exit: &Exit| match exit {
        Exit::Fine => 0,
        Exit::Faults => 1,
        Exit::Usage => 2,
        Exit::Work => 3,
    };
    [one, other].into_iter().max_by_key(weight).unwrap_or(one)
}

/// The recordings, each with the file to make of it.
fn tasks(session: &mut Session, arguments: &Arguments) -> Result<(Vec<MasterTask>, Option<EpisodeTarget>), Error> {
    let usage = |message: &str, help: &str| Error::Usage { message: message.to_owned(), help: help.to_owned() };
    let here = session.world.environment.folder.clone();
    let encoding = arguments.encode.encoding();
    let named = arguments.output.is_some() || arguments.to.is_some();
    if named && arguments.files.len() > 1 {
        return Err(usage("one file can be made of one recording", "name one recording, or leave `--output` and `--to` out"));
    }
    let target = match &arguments.to {
        Some(_) if encoding == Encoding::Wav => {
            return Err(usage("apps do not play WAV", "make an MP3 of it: leave `--encode wav` out"));
        }
        Some(slug) => Some(EpisodeTarget::find(session, slug, encoding.extension(), &arguments.files[0])?),
        None => None,
    };
    let output = |path: &Utf8PathBuf| match (&target, &arguments.output) {
        (Some(target), _) => target.output.clone(),
        (None, Some(output)) => here.join(output),
        (None, None) => here.join(path).with_extension(encoding.extension()),
    };
    let task = |path: &Utf8PathBuf| MasterTask { path: path.clone(), input: here.join(path), output: output(path) };
    let tasks: Vec<MasterTask> = arguments.files.iter().map(task).collect();
    for (index, task) in tasks.iter().enumerate() {
        if let Some(same) = tasks[..index].iter().find(|other| other.output == task.output) {
            return Err(usage(
                &format!("`{}` and `{}` would both become `{}`", same.path, task.path, task.output),
                "name the files one after the other, each with `--output`",
            ));
        }
    }
    Ok((tasks, target))
}

fn wanted(arguments: &Arguments, target: Option<&EpisodeTarget>) -> MasterOptions {
    MasterOptions {
        encoding: arguments.encode.encoding(),
        loudness: arguments.loudness.or(target.map(|target| target.loudness)).unwrap_or(DEFAULT_LOUDNESS),
        ceiling: arguments.peak,
        channels: match (arguments.mono, arguments.stereo) {
            (true, _) => WantedChannels::Mono,
            (_, true) => WantedChannels::Stereo,
            _ => WantedChannels::AsHeard,
        },
        ends: if arguments.trim { Ends::Trimmed } else { Ends::Kept },
        kilobits: arguments.bitrate,
    }
}

fn work(
    session: &Session,
    arguments: &Arguments,
    (task, wanted): (&MasterTask, MasterOptions),
    encoder: Option<&FoundEncoder>,
    step: &dyn StepProgress,
) -> Result<MasterOutcome, Error> {
    let disk = session.world.disk.as_ref();
    let bytes = disk.status(&task.input).ok().flatten().map_or(ByteCount::ZERO, |status| status.bytes);
    let bar = step.file(task.path.file_name().unwrap_or_default(), bytes);
    let failed = |error| of_file(error, task, wanted.encoding);
    let episode = arguments.to.as_ref().and_then(|_| task.output.parent());
    let texts = if arguments.shift { shifted_texts::planned(disk, &task.input, episode).map_err(failed)? } else { Vec::new() };
    let pictures = if arguments.plot { pictures_beside(&task.output) } else { Vec::new() };
    let beside: Vec<Utf8PathBuf> = pictures.iter().chain(texts.iter().map(|text| &text.path)).cloned().collect();
    let job = MasterJob {
        disk,
        processes: session.world.processes.as_ref(),
        encoder,
        input: &task.input,
        output: &task.output,
        beside: &beside,
        wanted,
        depth: if arguments.plot { Depth::Timeline } else { Depth::Full },
        progress: &|done| bar.advanced(done),
    };
    let shown = shown(session, &task.output);
    if arguments.dry_run {
        let plan = dry_run(&job).map_err(failed)?;
        let result = MasterResult::Planned(Box::new(plan), shown);
        return Ok(MasterOutcome { path: task.path.to_string(), result, beside: Vec::new() });
    }
    let mut mastered = master(&job).map_err(failed)?;
    let mut written = Vec::new();
    if arguments.plot {
        let found =
            probe(disk.open(&task.input).map_err(read_error(&task.input))?.as_ref(), task.input.extension(), job.depth, &|_| ());
        let drawn = [(&task.input, found.ok()), (&task.output, Some(mastered.after.clone()))];
        for ((file, probe), path) in drawn.into_iter().zip(&pictures) {
            let Some(picture) = probe.and_then(|probe| plot(file.file_name().unwrap_or_default(), &probe)) else { continue };
            let picture = picture.map_err(|error| Error::Render { what: path.to_string(), source: error.into() })?;
            write_new(disk, path, &picture).map_err(failed)?;
            written.push(self::shown(session, path));
        }
    }
    if arguments.shift && mastered.plan.cut.0 > 0 {
        let copies = shifted_texts::write(disk, &texts, mastered.plan.shift_millis()).map_err(failed)?;
        written.extend(copies.iter().map(|path| self::shown(session, path)));
    }
    mastered.path = shown.into();
    Ok(MasterOutcome { path: task.path.to_string(), result: MasterResult::Made(Box::new(mastered)), beside: written })
}

/// Where the pictures of the loudness before and after belong.
fn pictures_beside(output: &Utf8Path) -> Vec<Utf8PathBuf> {
    ["before", "after"].map(|when| output.with_extension(format!("{when}.png"))).to_vec()
}

/// A path as the person at the keyboard would write it.
fn shown(session: &Session, path: &Utf8Path) -> String {
    path.strip_prefix(&session.world.environment.folder).unwrap_or(path).to_string()
}

fn read_error(path: &Utf8Path) -> impl Fn(std::io::Error) -> Error {
    move |source| Error::Disk { step: "read", path: path.to_owned(), source }
}

/// What stopped the work on a file, with the way out.
fn of_file(error: MasterError, task: &MasterTask, encoding: Encoding) -> Error {
    let path = &task.path;
    if error.is_of_usage() {
        let help = match error {
            MasterError::ExistsBeside { .. } => "move it elsewhere, and try again".to_owned(),
            _ => format!("name another file: `podwright master {} --output FILE`", ShellWord(path.as_str())),
        };
        return Error::Usage { message: error.to_string(), help };
    }
    if error.is_of_recording() {
        return Error::Recording { message: format!("`{path}` cannot be mastered: {error}"), help: help_of(&error) };
    }
    stopped(error, encoding)
}

fn help_of(error: &MasterError) -> Option<String> {
    let help = match error {
        MasterError::OutOfReach { .. } => {
            "its peaks stand far above the rest: turn them down in an editor, or choose a lower `--loudness`"
        }
        MasterError::Silent => "export it again, with the right tracks switched on",
        MasterError::TooLongForWav => "make an MP3 of it: leave `--encode wav` out",
        _ => return None,
    };
    Some(help.to_owned())
}

fn stopped(error: MasterError, encoding: Encoding) -> Error {
    match error {
        MasterError::NoEncoder { .. } => {
            Error::Studio { message: error.to_string(), help: Some(installing(encoding).to_owned()), source: None }
        }
        MasterError::Disk { step, path, source } => Error::Disk { step, path, source },
        MasterError::Start { program, source } => {
            Error::Studio { message: format!("cannot run `{program}`"), help: None, source: Some(source.into()) }
        }
        other => Error::Studio { message: other.to_string(), help: None, source: None },
    }
}
