//! `podwright init [DIR]`: a new show.

use camino::{Utf8Path, Utf8PathBuf};

use crate::cli::session::Session;
use crate::display::near::nearest;
use crate::error::{Error, Exit};
use crate::model::artwork::Artwork;
use crate::model::category::{Category, CategoryError};
use crate::model::check_settings::CheckSettings;
use crate::model::episode::Episode;
use crate::model::episode_kind::EpisodeKind;
use crate::model::extras::{EpisodeExtras, ShowExtras};
use crate::model::guid::ShowGuid;
use crate::model::http_url::BaseUrl;
use crate::model::language::Language;
use crate::model::moment::Moment;
use crate::model::show::{EmailAddress, FEED_FILE, Owner, Show};
use crate::model::show_type::ShowType;
use crate::model::tag_version::TagVersion;
use crate::model::text::Text;
use crate::publish::apply::put;
use crate::source::scaffold::{episode_yaml, show_yaml};
use crate::source::schema;
use crate::world::disk::Disk;
use crate::world::identity::fresh_guid;

/// What git must not keep: what can be built again, and audio copies.
const GITIGNORE: &str = "/feed/\n/.podwright/*\n!/.podwright/*.schema.json\n";
/// Recordings belong into Git LFS: git itself keeps every version of every file for ever.
const GITATTRIBUTES: &str = "*.mp3 filter=lfs diff=lfs merge=lfs -text\n*.m4a filter=lfs diff=lfs merge=lfs -text\n";
/// Publishes the show from CI.
const WORKFLOW: &str = include_str!("init/feed.yml");
/// The folder of the first episode.
const FIRST: &str = "first-episode";

/// Arguments of `init`. What is not given is asked for on a terminal.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  podwright init my-show\n  podwright init my-show --title \"My show\" --url https://example.org/my-show/ --language en-GB --category \"Society & Culture\""
)]
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
}

/// Runs `init`.
pub(super) fn run(session: &mut Session, arguments: &Arguments) -> Result<Exit, Error> {
    let here = session.world.environment.folder.clone();
    let root = arguments.folder.as_ref().map_or_else(|| here.clone(), |folder| here.join(folder));
    let there = |path: &str| session.world.disk.status(&root.join(path)).ok().flatten().is_some();
    if there("podcast.yaml") {
        return Err(Error::Usage {
            message: format!("there is already a show in `{root}`"),
            help: "name another folder: `podwright init DIR`".to_owned(),
        });
    }
    let show = show(session, arguments)?;
    let episode = first_episode(session.now()?);
    let mut written = Vec::new();
    for (path, text) in files(&show, &episode) {
        if write_new(session.world.disk.as_ref(), &root, path, &text)? {
            written.push(path);
        }
    }
    session.print(&format!("{}\n", written.join("\n")))?;
    session.say("now bring what only you have: a cover as `episodes/cover.jpg`, square, 1400 to 3000 pixels; a recording in");
    session.say("`episodes/first-episode/`, and its transcript; then `podwright check` says what is missing");
    Ok(Exit::Fine)
}

/// Every file of a new show; podcast.yaml, which makes it one, comes last.
fn files(show: &Show, episode: &Episode) -> Vec<(&'static str, String)> {
    vec![
        (".gitignore", GITIGNORE.to_owned()),
        (".gitattributes", GITATTRIBUTES.to_owned()),
        (".github/workflows/feed.yml", WORKFLOW.to_owned()),
        (".podwright/show.schema.json", format!("{:#}\n", schema::show_schema())),
        (".podwright/episode.schema.json", format!("{:#}\n", schema::episode_schema())),
        ("episodes/first-episode/episode.yaml", episode_yaml(episode, "../../.podwright/episode.schema.json")),
        ("podcast.yaml", show_yaml(show, ".podwright/show.schema.json")),
    ]
}

/// Writes a file that is not there yet; whether it did.
fn write_new(disk: &dyn Disk, root: &Utf8Path, path: &str, text: &str) -> Result<bool, Error> {
    let full = root.join(path);
    let failed = |source| Error::Disk { step: "read", path: full.clone(), source };
    if disk.status(&full).map_err(failed)?.is_some() {
        return Ok(false);
    }
    put(disk, &full, text.as_bytes())?;
    Ok(true)
}

fn show(session: &mut Session, arguments: &Arguments) -> Result<Show, Error> {
    let title: Text = answer(session, arguments.title.as_deref(), "title", "What is the show called?", plain)?;
    let question = "At which address will it be served? It ends in a slash, such as https://example.org/my-show/";
    let url: BaseUrl = answer(session, arguments.url.as_deref(), "url", question, plain)?;
    let question = "In which language is it spoken? Such as en-GB";
    let language: Language = answer(session, arguments.language.as_deref(), "language", question, plain)?;
    let categories = if arguments.category.is_empty() {
        let question = "Which of Apple's categories fits best? Such as Education > How To";
        vec![answer(session, None, "category", question, category)?]
    } else {
        let given = arguments.category.iter().map(|text| category(text).map_err(|problem| refused("category", &problem)));
        given.collect::<Result<Vec<_>, _>>()?
    };
    let text = |given: &Option<String>, name| {
        given.as_deref().map(|text| plain::<Text>(text).map_err(|p| refused(name, &p))).transpose()
    };
    let author = text(&arguments.author, "author")?.unwrap_or_else(|| title.clone());
    let description = text(&arguments.description, "description")?
        .unwrap_or_else(|| "Say in a few sentences what the show is about.".parse().expect("it is not empty"));
    let email =
        arguments.email.as_deref().map(|text| plain::<EmailAddress>(text).map_err(|p| refused("email", &p))).transpose()?;
    let guid = ShowGuid::of_feed(url.join(FEED_FILE).as_str());
    Ok(Show {
        owner: email.map(|email| Owner { name: author.clone(), email }),
        artwork: Artwork { file: "episodes/cover.jpg".parse().expect("a plain path"), alt: None },
        show_type: if arguments.serial { ShowType::Serial } else { ShowType::Episodic },
        explicit: arguments.explicit,
        time_zone: arguments.time_zone.unwrap_or(chrono_tz::UTC),
        copyright: Some(author.clone()),
        link: None,
        license: None,
        locked: false,
        people: Vec::new(),
        funding: Vec::new(),
        id3: TagVersion::default(),
        checks: CheckSettings::default(),
        extras: ShowExtras::default(),
        title,
        url,
        guid,
        language,
        description,
        author,
        categories,
    })
}

/// The value of a flag; else what a person at a terminal answers, asked again until it can be used.
fn answer<T>(
    session: &mut Session,
    given: Option<&str>,
    flag: &str,
    question: &str,
    read: impl Fn(&str) -> Result<T, String>,
) -> Result<T, Error> {
    if let Some(text) = given {
        return read(text).map_err(|problem| refused(flag, &problem));
    }
    loop {
        let Some(text) = session.world.console.ask(question) else {
            return Err(Error::Usage {
                message: format!("the show needs `--{flag}`"),
                help: "`podwright init --help` shows an example; on a terminal, `podwright init` asks".to_owned(),
            });
        };
        match read(text.trim()) {
            Ok(value) => return Ok(value),
            Err(problem) => session.world.console.say(&problem),
        }
    }
}

fn refused(flag: &str, problem: &str) -> Error {
    Error::Usage {
        message: format!("`--{flag}` cannot be used: {problem}"),
        help: "`podwright init --help` shows an example".to_owned(),
    }
}

fn plain<T: std::str::FromStr<Err: std::fmt::Display>>(text: &str) -> Result<T, String> {
    text.parse().map_err(|error: T::Err| error.to_string())
}

fn category(text: &str) -> Result<Category, String> {
    text.parse().map_err(|error: CategoryError| {
        let known: Vec<String> = Category::all().map(|category| category.to_string()).collect();
        match nearest(text, known.iter().map(String::as_str)) {
            Some(near) => format!("{error}; did you mean `{near}`?"),
            None => format!("{error}; such as `Education > How To` or `Society & Culture`"),
        }
    })
}

/// A draft to fill in: it never leaves the machine.
fn first_episode(now: Moment) -> Episode {
    let text = |words: &str| -> Text { words.parse().expect("it is not empty") };
    Episode {
        slug: FIRST.parse().expect("a plain name"),
        folder: format!("episodes/{FIRST}").parse().expect("a plain path"),
        title: text("First episode"),
        guid: fresh_guid(),
        date: now,
        draft: true,
        season: None,
        number: None,
        kind: EpisodeKind::Full,
        summary: text("Say in one or two sentences what the episode is about."),
        notes: None,
        chapters: Vec::new(),
        audio: None,
        transcript: None,
        people: Vec::new(),
        content_note: None,
        easy_read: None,
        artwork: None,
        explicit: None,
        allow: Vec::new(),
        extras: EpisodeExtras::default(),
    }
}
