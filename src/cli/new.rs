//! `podwright new`: a new episode folder with its guid, filled from the recording's own tags where it has them.

mod draft;
mod material;
mod numbering;
mod write;

use camino::{Utf8Path, Utf8PathBuf};
use chrono_tz::Tz;
use serde_json::json;

use crate::check::rule::Rule;
use crate::check::rule::audio::AudioRule;
use crate::check::rule::show::ShowRule;
use crate::cli::arguments::options::OutputFormat;
use crate::cli::new::draft::draft;
use crate::cli::new::material::Material;
use crate::cli::session::Session;
use crate::engine::{CheckedShow, Consent, Progress, Step, read_yaml};
use crate::error::{Error, Exit};
use crate::model::episode::Episode;
use crate::model::files::byte_count::ByteCount;
use crate::model::files::lfs_pointer::begins_as_pointer;
use crate::model::files::show_files::EPISODE_FILE;
use crate::model::identity::guid::Guid;
use crate::model::identity::slug::Slug;
use crate::model::kind::episode_kind::EpisodeKind;
use crate::model::wording::language::Language;
use crate::world::disk::{Disk, read_whole};
use crate::world::editor::edit;
use crate::world::identities::Identities;

/// The longest notes that are read.
const NOTES_MAX: ByteCount = ByteCount::mebibytes(1);
/// How often a guid is made before podwright gives up; one that is known already is either a copied episode's or a broken source of randomness.
const GUID_ATTEMPTS: usize = 10;
/// The language of titles in a show that cannot be read.
const FALLBACK: &str = "en";

/// Arguments of `new`.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(after_help = "Examples:
  podwright new \"Who decides?\"
  podwright new --audio ~/recordings/s1e5.mp3 --edit
  podwright new \"Who decides?\" --audio take.mp3 --date \"2026-03-02 07:00\" --format json
  podwright new \"Who decides?\" --notes - < notes.md")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own on the command line")]
pub(super) struct Arguments {
    /// The title; else the one in the recording's tags
    pub(super) title: Option<String>,
    /// The recording, which is copied into the show: an .mp3 or .m4a file, or any that `podwright master` can make one of
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    pub(super) audio: Option<Utf8PathBuf>,
    /// Move the recording into the show instead of copying it
    #[arg(long = "move", requires = "audio")]
    pub(super) move_audio: bool,
    /// When it comes out: with an offset, or in the show's time zone
    #[arg(long, value_name = "DATE")]
    pub(super) date: Option<String>,
    /// The season; else that of the file's name or of the last episode
    #[arg(long)]
    pub(super) season: Option<u32>,
    /// The number; else that of the file's name, or the next one
    #[arg(long)]
    pub(super) number: Option<u32>,
    /// full, trailer or bonus
    #[arg(long, default_value_t = EpisodeKind::Full)]
    pub(super) kind: EpisodeKind,
    /// One or two sentences; else the description in the recording's tags
    #[arg(long)]
    pub(super) summary: Option<String>,
    /// A file with the show notes, in Markdown; `-` reads them from standard input
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    pub(super) notes: Option<Utf8PathBuf>,
    /// The transcript: a .vtt, .srt or .json file; else the one beside the recording
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    pub(super) transcript: Option<Utf8PathBuf>,
    /// A cover of its own: a square .jpg or .png file; else the one in the recording's tags
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    pub(super) cover: Option<Utf8PathBuf>,
    /// What the cover shows, in a sentence
    #[arg(long, value_name = "TEXT")]
    pub(super) alt: Option<String>,
    /// Who is heard, as `NAME` or `NAME: ROLE`; may be given several times
    #[arg(long, value_name = "NAME")]
    pub(super) person: Vec<String>,
    /// What is spoken of that may hurt
    #[arg(long, value_name = "TEXT")]
    pub(super) content_note: Option<String>,
    /// It has content that is not for children
    #[arg(long)]
    pub(super) explicit: bool,
    /// Keep it on this machine until `draft: true` is taken out
    #[arg(long)]
    pub(super) draft: bool,
    /// The folder's name; else made of the title
    #[arg(long)]
    pub(super) slug: Option<Slug>,
    /// The guid that apps know it by already, from another host; else a new one
    #[arg(long)]
    pub(super) guid: Option<Guid>,
    /// Open the new file in your editor ($VISUAL, else $EDITOR)
    #[arg(long)]
    pub(super) edit: bool,
}

/// Runs `new`.
pub(super) fn run(session: &mut Session, arguments: &Arguments) -> Result<Exit, Error> {
    let root = session.show_folder()?;
    let yaml = read_yaml(session.world.disk.as_ref(), &root)?;
    let zone = yaml.show.as_ref().map_or(chrono_tz::UTC, |show| show.time_zone);
    let language = yaml.show.as_ref().map_or_else(|| FALLBACK.parse().expect("a language"), |show| show.language.clone());
    let editor = editor(session, arguments)?;
    let new = prepare(session, arguments, (zone, &language), &yaml.episodes)?;
    bring(session, &root, &new)?;
    // A show that cannot be loaded is for other commands to report: the episode is made.
    if new.is_held_back
        && let Ok(show) = session.open(&root)
    {
        let checked = show.check(&Consent::default(), session.time()?);
        say_what_is_missing(session, &checked, &new);
    }
    let path = new.episode.folder.file(EPISODE_FILE).into_string();
    let text = match session.global.format {
        OutputFormat::Json => format!("{:#}\n", describe(&new.episode, &path)),
        _ => format!("{path}\n"),
    };
    session.print(&text)?;
    if let Some(editor) = editor {
        let (processes, disk) = (session.world.processes.as_ref(), session.world.disk.as_ref());
        edit(processes, disk, &editor, &root.join(&path)).map_err(|source| Error::Editor {
            path: path.into(),
            editor,
            source,
        })?;
    }
    Ok(Exit::Fine)
}

/// An episode that is not on the disk yet.
pub(super) struct New {
    /// What episode.yaml will say.
    pub(super) episode: Episode,
    material: Material,
    moves: bool,
    /// Whether it became a draft although the producer did not ask for one.
    is_held_back: bool,
}

/// Looks into everything that the new episode is made of. Nothing is written.
pub(super) fn prepare(
    session: &Session,
    arguments: &Arguments,
    spoken: (Tz, &Language),
    others: &[Episode],
) -> Result<New, Error> {
    let disk = session.world.disk.as_ref();
    let here = &session.world.environment.folder;
    let material = Material::find(disk, here, arguments)?;
    let notes = match &arguments.notes {
        Some(path) if path == "-" => Some(session.world.console.input(NOTES_MAX).and_then(utf_8).map_err(Error::Input)?),
        Some(path) => Some(text_of(disk, &here.join(path))?),
        None => None,
    };
    let guid = match &arguments.guid {
        Some(guid) => guid.clone(),
        None => fresh_guid(session.world.identities.as_ref(), others)?,
    };
    let episode = draft(arguments, guid, &material, notes.as_deref(), spoken, others, session.now()?)?;
    let is_held_back = episode.draft && !arguments.draft;
    Ok(New { episode, material, moves: arguments.move_audio, is_held_back })
}

/// A guid that no other episode has.
fn fresh_guid(identities: &dyn Identities, others: &[Episode]) -> Result<Guid, Error> {
    let owner = |guid: &Guid| others.iter().find(|other| other.guid == *guid);
    let mut guid = identities.fresh_guid();
    for _ in 1..GUID_ATTEMPTS {
        if owner(&guid).is_none() {
            break;
        }
        guid = identities.fresh_guid();
    }
    match owner(&guid) {
        None => Ok(guid),
        Some(other) => Err(Error::Guid { slug: other.slug.clone() }),
    }
}

/// Says what keeps a new episode back that was to be no draft, as the check of the show has it.
pub(super) fn say_what_is_missing(session: &mut Session, checked: &CheckedShow, new: &New) {
    let is_found = |rule: Rule| {
        let mut findings = checked.report().findings.iter();
        findings.any(|finding| finding.rule == rule && finding.episode.as_ref() == Some(&new.episode.slug))
    };
    let steps = [
        (Rule::Audio(AudioRule::MissingAudio), "put the recording into its folder"),
        (Rule::Show(ShowRule::PlaceholderText), "write its summary"),
    ];
    let missing: Vec<&str> = steps.into_iter().filter(|(rule, _)| is_found(*rule)).map(|(_, step)| step).collect();
    if new.is_held_back && !missing.is_empty() {
        let (folder, steps) = (&new.episode.folder, missing.join(", "));
        session.say(&format!("`{folder}` is a draft, which stays on this machine: {steps}, and take `draft: true` out"));
    }
}

/// Writes the new episode's folder, and says on standard error what came along.
pub(super) fn bring(session: &mut Session, root: &Utf8Path, new: &New) -> Result<(), Error> {
    let folder = root.join(new.episode.folder.as_path());
    let there = session.world.disk.status(&folder);
    if there.map_err(|source| Error::Disk { step: "read", path: folder.clone(), source })?.is_some() {
        return Err(Error::Usage {
            message: format!("there is already a folder `{}`", new.episode.folder),
            help: "choose another title, or name the folder with `--slug`".to_owned(),
        });
    }
    let progress = session.progress();
    let step = progress.begin(Step::Copy);
    write::write(session.world.disk.as_ref(), &folder, &new.episode, &new.material, new.moves, step.as_ref())?;
    drop(step);
    for line in new.material.told(new.moves) {
        session.say(&line);
    }
    if let Some(offer) = new.material.recording.as_ref().and_then(|recording| recording.offer(&new.episode)) {
        session.say(&offer);
    }
    Ok(())
}

/// The editor's command, where the file is to be opened.
fn editor(session: &Session, arguments: &Arguments) -> Result<Option<String>, Error> {
    if !arguments.edit {
        return Ok(None);
    }
    session.world.environment.editor.clone().map(Some).ok_or_else(|| Error::Usage {
        message: "no editor is named".to_owned(),
        help: "set the variable `EDITOR`, such as `export EDITOR=nano`".to_owned(),
    })
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
        "kind": episode.kind.to_string(),
        "draft": episode.draft,
    })
}

fn text_of(disk: &dyn Disk, path: &Utf8Path) -> Result<String, Error> {
    let failed = |source| Error::Disk { step: "read", path: path.to_owned(), source };
    let text = read_whole(disk, path, NOTES_MAX).and_then(utf_8).map_err(failed)?;
    refuse_pointer(path, text.as_bytes())?;
    Ok(text)
}

/// Refuses a Git LFS pointer in the place of a file that is to be taken into the show.
fn refuse_pointer(path: &Utf8Path, bytes: &[u8]) -> Result<(), Error> {
    if begins_as_pointer(bytes) {
        return Err(Error::Usage {
            message: format!("`{path}` is a Git LFS pointer, not the file itself"),
            help: "run `git lfs pull` where it comes from".to_owned(),
        });
    }
    Ok(())
}

fn utf_8(bytes: Vec<u8>) -> std::io::Result<String> {
    String::from_utf8(bytes).map_err(|_| std::io::Error::new(std::io::ErrorKind::InvalidData, "it is not UTF-8 text"))
}
