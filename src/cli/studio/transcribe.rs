//! `podwright transcribe EPISODE --with COMMAND`: a draft of a transcript, made by a program of the producer's own.

use camino::{Utf8Path, Utf8PathBuf};

use crate::catalog::{AudioState, CatalogEpisode};
use crate::cli::session::Session;
use crate::cli::session::known_episodes::known_episodes;
use crate::display::count::Count;
use crate::engine::{Progress, Step, exclude_others};
use crate::error::{Error, Exit};
use crate::feed::transcripts::vtt_draft;
use crate::media::transcript::TranscriptKind;
use crate::model::files::byte_count::ByteCount;
use crate::model::files::show_files::TRANSCRIPTION_FOLDER;
use crate::model::identity::slug::Slug;
use crate::model::media::audio_length::AudioLength;
use crate::model::media::transcript_fit::{FitStep, SilentCues, TranscriptFit};
use crate::output::apply::put;
use crate::studio::apply::temporary_folder::TemporaryFolder;
use crate::studio::apply::transcription::{Transcribed, TranscriptionJob, transcribe};
use crate::studio::transcription_error::TranscriptionError;
use crate::world::disk::Disk;

/// The transcript, in the episode's folder.
const TRANSCRIPT: &str = "transcript.vtt";

/// Arguments of `transcribe`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  podwright transcribe what-is-co-production --with 'whisper-cli -m base.en.bin -f {wav} -ovtt -of {out}'
  podwright transcribe what-is-co-production --with 'faster-whisper-cli {wav} {out}.srt'

The program runs without a shell, in a folder that goes away. It reads {wav} (16 kHz, mono) and writes {out}.vtt, .srt or .json.
docs/transcripts.md has the commands for whisper.cpp, faster-whisper and macOS.")]
pub(in crate::cli) struct Arguments {
    /// The episode, by its folder's name
    #[arg(value_name = "EPISODE")]
    episode: Slug,
    /// The program with its arguments; {wav} is the sound that it reads, {out} the name of what it writes, without the ending
    #[arg(long, value_name = "COMMAND")]
    with: String,
}

/// Runs `transcribe`.
pub(in crate::cli) fn run(session: &mut Session, arguments: &Arguments) -> Result<Exit, Error> {
    let root = session.show_folder()?;
    let _exclusion = exclude_others(session.world.disk.as_ref(), &root)?;
    let show = session.open(&root)?;
    let catalog = show.catalog();
    known_episodes(catalog, std::slice::from_ref(&arguments.episode))?;
    let entry = catalog.episodes.iter().find(|entry| entry.episode.slug == arguments.episode);
    let entry = entry.unwrap_or_else(|| unreachable!("names that no episode has were refused"));
    let (recording, length) = recording(entry)?;
    let path = place(session.world.disk.as_ref(), &root, entry)?;
    let people: Vec<String> = heard(catalog.show.as_ref(), entry);
    let folder = root.join(TRANSCRIPTION_FOLDER);
    let disk = session.world.disk.as_ref();
    let temporary = TemporaryFolder::make(disk, folder).map_err(failed)?;
    let progress = session.progress();
    let step = progress.begin(Step::Measure);
    let full = root.join(&recording);
    let size = disk.status(&full).ok().flatten().map_or(ByteCount::ZERO, |status| status.bytes);
    let bar = step.file(recording.as_str(), size);
    let job = TranscriptionJob {
        disk,
        processes: session.world.processes.as_ref(),
        search_path: &session.world.environment.search_path,
        here: &session.world.environment.folder,
        root: &root,
        recording: &full,
        length,
        command: &arguments.with,
        folder: temporary.path(),
        people: &people,
        progress: &|done| bar.advanced(done),
    };
    let transcribed = transcribe(&job).map_err(failed)?;
    drop((bar, step));
    put(disk, &root.join(&path), vtt_draft(&transcribed.transcript.cues).as_bytes())?;
    drop(temporary);
    session.print(&format!("{path}\n"))?;
    for line in told(&transcribed, &arguments.episode) {
        session.say(&line);
    }
    Ok(Exit::Fine)
}

fn recording(entry: &CatalogEpisode) -> Result<(Utf8PathBuf, AudioLength), Error> {
    match &entry.audio {
        AudioState::Present { path, probe } => Ok((path.as_path().to_owned(), probe.facts.length)),
        _ => Err(Error::Usage {
            message: format!("the recording of `{}` is not on this machine, or cannot be read", entry.episode.slug),
            help: format!("put it into `{}`; `podwright check {}` says more", entry.episode.folder, entry.episode.slug),
        }),
    }
}

/// Where the draft is written, relative to the show. A transcript that is there is never replaced: somebody may have corrected it.
fn place(disk: &dyn Disk, root: &Utf8Path, entry: &CatalogEpisode) -> Result<Utf8PathBuf, Error> {
    let named = entry.episode.transcript.as_ref().and_then(|named| named.file()).map(|path| path.as_path().to_owned());
    let is_vtt = |path: &Utf8PathBuf| TranscriptKind::of_path(path) == Some(TranscriptKind::Vtt);
    let place = named.clone().filter(is_vtt).unwrap_or_else(|| entry.episode.folder.file(TRANSCRIPT));
    let found = entry.transcript.as_ref().map(|transcript| transcript.path.as_path().to_owned());
    for path in [Some(place.clone()), named, found].into_iter().flatten() {
        let full = root.join(&path);
        if disk.status(&full).map_err(|source| Error::Disk { step: "read", path: full, source })?.is_some() {
            return Err(Error::Usage {
                message: format!("`{path}` is there already, and no transcript is replaced"),
                help: "move it out of the episode's folder, if you want a new draft".to_owned(),
            });
        }
    }
    Ok(place)
}

/// Names of those who may be heard.
fn heard(show: Option<&crate::model::show::Show>, entry: &CatalogEpisode) -> Vec<String> {
    let people = entry.episode.people.beside(show.map_or(&[], |show| &show.people));
    people.map(|person| person.name.to_string()).collect()
}

/// What is left to do, and where to listen.
fn told(transcribed: &Transcribed, slug: &Slug) -> Vec<String> {
    let TranscriptFit { step, silent, .. } = transcribed.fit;
    let mut lines = vec![format!(
        "a draft of {}: read it while you listen, correct it, and delete the line that begins with `NOTE draft`; until then \
         `podwright check {slug}` holds it back",
        Count(transcribed.transcript.cues.len(), "cue")
    )];
    if let Some(SilentCues { first, count }) = silent {
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        lines.push(format!(
            "{} over silence, the first at {first}: listen there, the program may have made words up",
            Count(count, "cue").with("has words", "have words")
        ));
    }
    if step == FitStep::Other {
        lines.push("the pauses of the draft are not those of the recording: its times may be wrong".to_owned());
    }
    lines
}

fn failed(error: TranscriptionError) -> Error {
    if error.is_of_usage() {
        return Error::Usage {
            message: error.to_string(),
            help: "write it like `--with 'whisper-cli -m base.en.bin -f {wav} -ovtt -of {out}'`".to_owned(),
        };
    }
    match error {
        TranscriptionError::Disk { step, path, source } => Error::Disk { step, path, source },
        TranscriptionError::Start { program, source } => {
            Error::Studio { message: format!("cannot run `{program}`"), help: None, source: Some(source.into()) }
        }
        TranscriptionError::NotFound { .. } => Error::Studio {
            message: error.to_string(),
            help: Some("install it, or write its whole path; docs/transcripts.md names programs that can be used".to_owned()),
            source: None,
        },
        other => Error::Studio { message: other.to_string(), help: None, source: None },
    }
}
