//! `podwright new`: a new episode folder with its guid, filled from the recording's own tags where it has them.

mod draft;
mod numbering;

use std::io;

use camino::{Utf8Path, Utf8PathBuf};
use serde_json::json;

use crate::cli::arguments::Format;
use crate::cli::load::read_yaml;
use crate::cli::new::draft::{Recording, draft};
use crate::cli::session::Session;
use crate::error::{Error, Exit};
use crate::media::probe::{Depth, probe};
use crate::model::episode::Episode;
use crate::model::episode_kind::EpisodeKind;
use crate::model::show_path::ShowPath;
use crate::model::slug::Slug;
use crate::publish::apply::put;
use crate::source::scaffold::episode_yaml;
use crate::world::atomic;
use crate::world::disk::{Disk, FileKind, read_whole};

/// Where the schema of episode.yaml is expected, seen from an episode's folder.
const SCHEMA: &str = "../../.podwright/episode.schema.json";
/// Endings of a transcript beside the recording, the best first.
const TRANSCRIPT_ENDINGS: [&str; 3] = ["vtt", "srt", "json"];
/// The longest notes that are read (bytes).
const NOTES_MAX: u64 = 1024 * 1024;

/// Arguments of `new`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  podwright new \"Who decides?\"\n  podwright new --audio ~/recordings/s1e5.mp3\n  podwright new \"Who decides?\" --audio take.mp3 --date \"2026-03-02 07:00\" --format json"
)]
pub(super) struct Arguments {
    /// The title; else the one in the recording's tags
    title: Option<String>,
    /// The recording: an .mp3 or .m4a file, which is copied into the show
    #[arg(long, value_name = "FILE")]
    audio: Option<Utf8PathBuf>,
    /// Move the recording into the show instead of copying it
    #[arg(long = "move", requires = "audio")]
    move_audio: bool,
    /// When it comes out: with an offset, or in the show's time zone
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// The season; else that of the file's name or of the last episode
    #[arg(long)]
    season: Option<std::num::NonZeroU32>,
    /// The number; else that of the file's name, or the next one
    #[arg(long)]
    number: Option<std::num::NonZeroU32>,
    /// full, trailer or bonus
    #[arg(long, default_value_t = EpisodeKind::Full)]
    kind: EpisodeKind,
    /// One or two sentences; else the description in the recording's tags
    #[arg(long)]
    summary: Option<String>,
    /// A file with the show notes, in Markdown
    #[arg(long, value_name = "FILE")]
    notes: Option<Utf8PathBuf>,
    /// The folder's name; else made of the title
    #[arg(long)]
    slug: Option<Slug>,
}

/// Runs `new`.
pub(super) fn run(session: &mut Session, arguments: &Arguments) -> Result<Exit, Error> {
    let root = session.show_folder()?;
    let yaml = read_yaml(session.world.disk.as_ref(), &root)?;
    let here = session.world.environment.folder.clone();
    let disk = session.world.disk.as_ref();
    let audio = arguments.audio.as_ref().map(|path| here.join(path));
    let recording = audio.as_deref().map(|path| look_into(disk, path)).transpose()?;
    let notes = arguments.notes.as_ref().map(|path| text_of(disk, &here.join(path))).transpose()?;
    let episode = draft(arguments, recording.as_ref(), notes.as_deref(), &yaml, session.now()?)?;
    let folder = root.join(episode.folder.as_path());
    let failed = |step, path: &Utf8Path| {
        let path = path.to_owned();
        move |source| Error::Disk { step, path, source }
    };
    if disk.status(&folder).map_err(failed("read", &folder))?.is_some() {
        return Err(Error::Usage {
            message: format!("there is already a folder `{}`", episode.folder),
            help: "choose another title, or name the folder with `--slug`".to_owned(),
        });
    }
    disk.create_folders(&folder).map_err(failed("make the folder", &folder))?;
    if let Some(path) = &audio {
        bring_in(disk, path, &folder)?;
    }
    let file = folder.join("episode.yaml");
    put(disk, &file, episode_yaml(&episode, SCHEMA).as_bytes())?;
    if let Some(path) = audio.filter(|_| arguments.move_audio) {
        disk.remove(&path).map_err(failed("remove", &path))?;
    }
    let path = episode.folder.join("episode.yaml").map_or_else(|_| file.to_string(), |path: ShowPath| path.to_string());
    let text = match session.global.format {
        Format::Json => format!("{:#}\n", describe(&episode, &path)),
        _ => format!("{path}\n"),
    };
    session.print(&text)?;
    Ok(Exit::Fine)
}

fn describe(episode: &Episode, path: &str) -> serde_json::Value {
    json!({
        "path": path,
        "episode": episode.slug.as_str(),
        "guid": episode.guid.as_str(),
        "title": episode.title.as_str(),
        "date": episode.date.rfc_3339(),
        "season": episode.season,
        "number": episode.number,
        "draft": episode.draft,
    })
}

fn look_into(disk: &dyn Disk, path: &Utf8Path) -> Result<Recording, Error> {
    let file = disk.open(path).map_err(|source| Error::Disk { step: "read", path: path.to_owned(), source })?;
    let found = probe(file.as_ref(), path.extension(), Depth::NoLoudness, &|_| {}).map_err(|error| Error::Usage {
        message: format!("`{path}` cannot be an episode: {error}"),
        help: "name an .mp3 or .m4a file".to_owned(),
    })?;
    Ok(Recording { stem: path.file_stem().unwrap_or_default().to_owned(), found })
}

fn text_of(disk: &dyn Disk, path: &Utf8Path) -> Result<String, Error> {
    let failed = |source| Error::Disk { step: "read", path: path.to_owned(), source };
    let bytes = read_whole(disk, path, NOTES_MAX).map_err(failed)?;
    String::from_utf8(bytes).map_err(|_| failed(io::Error::new(io::ErrorKind::InvalidData, "the file is not UTF-8 text")))
}

/// Copies the recording into the episode's folder, and the transcript that stands beside it.
fn bring_in(disk: &dyn Disk, audio: &Utf8Path, folder: &Utf8Path) -> Result<(), Error> {
    let failed = |step, path: &Utf8Path| {
        let path = path.to_owned();
        move |source| Error::Disk { step, path, source }
    };
    let ending = audio.extension().unwrap_or("mp3").to_ascii_lowercase();
    let to = folder.join(format!("audio.{ending}"));
    atomic::copy(disk, audio, &to).map_err(failed("write", &to))?;
    for ending in TRANSCRIPT_ENDINGS {
        let beside = audio.with_extension(ending);
        if disk.status(&beside).map_err(failed("read", &beside))?.is_some_and(|status| status.kind == FileKind::File) {
            let to = folder.join(format!("transcript.{ending}"));
            atomic::copy(disk, &beside, &to).map_err(failed("write", &to))?;
        }
    }
    Ok(())
}
