//! `podwright init [DIR]`: a new show.

mod cover;
mod questions;
mod remaining;

use camino::{Utf8Path, Utf8PathBuf};
use serde_json::json;

use crate::cli::arguments::options::OutputFormat;
use crate::cli::new::{self, New};
use crate::cli::session::Session;
use crate::engine::Consent;
use crate::error::{Error, Exit};
use crate::model::episode::Episode;
use crate::model::files::show_files::{
    EPISODE_FILE, EPISODE_SCHEMA_FILE, IGNORE_FILE, NEW_COVER_FILE, SHOW_FILE, SHOW_SCHEMA_FILE,
};
use crate::model::show::Show;
use crate::output::apply::put;
use crate::source::scaffold::show_yaml;
use crate::source::schema;
use crate::world::disk::Disk;

/// What git must not keep: what can be built again, and audio copies.
const GITIGNORE: &str = "/feed/\n/.podwright/*\n!/.podwright/*.schema.json\n";
/// Recordings belong into Git LFS: git itself keeps every version of every file for ever. Of the lock, git keeps the entries of both branches.
/// Lines end alike on every system, or sums of texts would differ.
const GITATTRIBUTES: &str = "* text=auto eol=lf\n*.mp3 filter=lfs diff=lfs merge=lfs -text\n*.m4a filter=lfs diff=lfs merge=lfs -text\npodcast.lock merge=union\n";
/// Publishes the show from CI.
const WORKFLOW: &str = include_str!("init/feed.yml");
/// The folder of the first episode, where no recording gives it another name.
const FIRST: &str = "first-episode";

/// Arguments of `init`. What is not given is asked for on a terminal.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  podwright init my-show
  podwright init my-show --audio ~/recordings/hello.mp3
  podwright init my-show --title \"My show\" --url https://example.org/my-show/ --language en-GB --category \"Society & Culture\"")]
pub(super) struct Arguments {
    /// The folder of the show; else this one
    #[arg(value_name = "DIR")]
    folder: Option<Utf8PathBuf>,
    /// The show's name
    #[arg(long)]
    title: Option<String>,
    /// The address that feed/ will be served at
    #[arg(long)]
    url: Option<String>,
    /// The language it is spoken in, such as en-GB
    #[arg(long)]
    language: Option<String>,
    /// One of Apple's categories, such as `Education > How To`; may be given several times
    #[arg(long)]
    category: Vec<String>,
    /// Who makes it; else the show's name
    #[arg(long)]
    author: Option<String>,
    /// What it is about
    #[arg(long)]
    description: Option<String>,
    /// Whom directories can write to; it is public in the feed
    #[arg(long)]
    email: Option<String>,
    /// It has content that is not for children
    #[arg(long)]
    explicit: bool,
    /// Episodes build on each other: listeners should begin with the first
    #[arg(long)]
    serial: bool,
    /// The zone of dates without an offset, such as Europe/London
    #[arg(long, value_name = "ZONE")]
    time_zone: Option<chrono_tz::Tz>,
    /// The recording of the first episode, which is copied into the show: an .mp3 or .m4a file, or any that `podwright master` can make one of
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    audio: Option<Utf8PathBuf>,
    /// The title of the first episode; else the one in the recording's tags
    #[arg(long, value_name = "TITLE", requires = "audio")]
    episode: Option<String>,
    /// What the first episode is about, in one or two sentences; else the description in the recording's tags
    #[arg(long, value_name = "TEXT", requires = "audio")]
    summary: Option<String>,
    /// Do not ask before adding to a folder that has files in it
    #[arg(long, short)]
    yes: bool,
}

/// Runs `init`.
pub(super) fn run(session: &mut Session, arguments: &Arguments) -> Result<Exit, Error> {
    let here = session.world.environment.folder.clone();
    let root = arguments.folder.as_ref().map_or_else(|| here.clone(), |folder| here.join(folder));
    let there = names_in(session.world.disk.as_ref(), &root)?;
    if there.iter().any(|name| name == SHOW_FILE) {
        return Err(Error::Usage {
            message: format!("there is already a show in `{root}`"),
            help: "name another folder: `podwright init DIR`".to_owned(),
        });
    }
    let show = questions::show(session, arguments)?;
    let first = first_episode(session, arguments, &show)?;
    let first_state = first_state(session.world.disk.as_ref(), &root, &first.episode)?;
    let files = files(&show);
    if !there.is_empty() && !may_add(session, arguments, &root, &files, (&first.episode, first_state))? {
        session.say("nothing was written");
        return Ok(Exit::Fine);
    }
    let made = session.world.disk.create_folders(&root);
    made.map_err(|source| Error::Disk { step: "make the folder", path: root.clone(), source })?;
    session.enter(&root)?;
    let written = write(session, &root, &files, (&first, first_state))?;
    let checked = session.open(&root)?.check(&Consent::default(), session.time()?);
    new::say_what_is_missing(session, &checked, &first);
    let remaining = remaining::remaining(checked.report());
    let text = match session.global.format {
        OutputFormat::Json => format!("{:#}\n", json!({"folder": root, "written": written, "missing": remaining})),
        _ => format!("{}\n", written.join("\n")),
    };
    session.print(&text)?;
    session.say("\nStill to do:");
    for line in remaining {
        session.say(&format!("- {line}"));
    }
    session.say("Run `podwright check` to see this list again, with line numbers");
    Ok(Exit::Fine)
}

/// What is in the folder; nothing where it is not there yet.
fn names_in(disk: &dyn Disk, root: &Utf8Path) -> Result<Vec<String>, Error> {
    let failed = |source| Error::Disk { step: "read", path: root.to_owned(), source };
    if disk.status(root).map_err(failed)?.is_none() {
        return Ok(Vec::new());
    }
    disk.list(root).map_err(failed)
}

/// What there is of the first episode before anything is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum FirstState {
    /// Nothing.
    Absent,
    /// All of it: an earlier `init` ended after it, since episode.yaml is the last file of its folder.
    There,
}

/// Whether the first episode is there already. A folder that is not an episode is refused: its files may be anything.
fn first_state(disk: &dyn Disk, root: &Utf8Path, first: &Episode) -> Result<FirstState, Error> {
    let is_there = |path: Utf8PathBuf| match disk.status(&path) {
        Ok(status) => Ok(status.is_some()),
        Err(source) => Err(Error::Disk { step: "read", path, source }),
    };
    if is_there(root.join(first.folder.file(EPISODE_FILE)))? {
        return Ok(FirstState::There);
    }
    if is_there(root.join(first.folder.as_path()))? {
        return Err(Error::Usage {
            message: format!("there is already a folder `{}`, and it has no {EPISODE_FILE}", first.folder),
            help: "move it elsewhere, and run `podwright init` again".to_owned(),
        });
    }
    Ok(FirstState::Absent)
}

/// Says what comes into a folder that has files in it; whether it may.
fn may_add(
    session: &mut Session,
    arguments: &Arguments,
    root: &Utf8Path,
    files: &[(&str, Vec<u8>)],
    (first, first_state): (&Episode, FirstState),
) -> Result<bool, Error> {
    let folder = first.folder.to_string();
    let (mut kept, mut added) = match first_state {
        FirstState::Absent => (Vec::new(), vec![folder.as_str()]),
        FirstState::There => (vec![folder.as_str()], Vec::new()),
    };
    for (path, _) in files {
        let full = root.join(path);
        let there = session.world.disk.status(&full).map_err(|source| Error::Disk { step: "read", path: full, source })?;
        if there.is_some() { kept.push(*path) } else { added.push(path) }
    }
    session.say(&format!("there are files in `{root}` already; podwright adds {}", added.join(", ")));
    if !kept.is_empty() {
        session.say(&format!("it leaves alone what is there: {}", kept.join(", ")));
    }
    if kept.contains(&".gitattributes") {
        session.say("for Git LFS, add to .gitattributes: *.mp3 filter=lfs diff=lfs merge=lfs -text, and the same for *.m4a");
    }
    if arguments.yes {
        return Ok(true);
    }
    // In a pipe nobody can answer, and nothing is overwritten.
    let answer = session.world.console.ask("Go ahead? (yes/no)").unwrap_or_else(|| "yes".to_owned());
    Ok(["yes", "y"].contains(&answer.trim().to_lowercase().as_str()))
}

/// The first episode: of the recording where there is one, else a draft to fill in, which never leaves the machine.
fn first_episode(session: &Session, arguments: &Arguments, show: &Show) -> Result<New, Error> {
    let wanted = new::Arguments {
        title: arguments.episode.clone().or_else(|| arguments.audio.is_none().then(|| "First episode".to_owned())),
        slug: arguments.audio.is_none().then(|| FIRST.parse().expect("a plain name")),
        audio: arguments.audio.clone(),
        summary: arguments.summary.clone(),
        ..new::Arguments::default()
    };
    let mut first = new::prepare(session, &wanted, (show.time_zone, &show.language), &[])?;
    if arguments.audio.is_none() {
        first.episode.number = None;
    }
    Ok(first)
}

/// Every file of a new show but its first episode; podcast.yaml, which makes it one, comes last.
fn files(show: &Show) -> Vec<(&'static str, Vec<u8>)> {
    let mut files = files_beside();
    files.push((NEW_COVER_FILE, drawn_cover(show.title.as_str())));
    files.push((SHOW_FILE, show_yaml(show, SHOW_SCHEMA_FILE).into_bytes()));
    files
}

/// A cover with the show's name, until there is a real one.
pub(super) fn drawn_cover(title: &str) -> Vec<u8> {
    cover::cover(title)
}

/// What git and editors need beside a show.
pub(super) fn files_beside() -> Vec<(&'static str, Vec<u8>)> {
    let schema = |value: &serde_json::Value| format!("{value:#}\n").into_bytes();
    vec![
        (IGNORE_FILE, GITIGNORE.into()),
        (".gitattributes", GITATTRIBUTES.into()),
        (".github/workflows/feed.yml", WORKFLOW.into()),
        (SHOW_SCHEMA_FILE, schema(&schema::show_schema())),
        (EPISODE_SCHEMA_FILE, schema(&schema::episode_schema())),
    ]
}

/// Writes the first episode and the files that are not there yet; the paths of what was written.
fn write(
    session: &mut Session,
    root: &Utf8Path,
    files: &[(&str, Vec<u8>)],
    (first, first_state): (&New, FirstState),
) -> Result<Vec<String>, Error> {
    if first_state == FirstState::Absent {
        new::bring(session, root, first)?;
    }
    let mut written = Vec::new();
    for (path, bytes) in files {
        if *path == SHOW_FILE && first_state == FirstState::Absent {
            written.push(first.episode.folder.file(EPISODE_FILE).into_string());
        }
        if write_new(session.world.disk.as_ref(), root, path, bytes)? {
            written.push((*path).to_owned());
        }
    }
    Ok(written)
}

/// Writes a file that is not there yet; whether it did.
fn write_new(disk: &dyn Disk, root: &Utf8Path, path: &str, bytes: &[u8]) -> Result<bool, Error> {
    let full = root.join(path);
    let failed = |source| Error::Disk { step: "read", path: full.clone(), source };
    if disk.status(&full).map_err(failed)?.is_some() {
        return Ok(false);
    }
    put(disk, &full, bytes)?;
    Ok(true)
}
