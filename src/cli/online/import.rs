//! `podwright import FEED [DIR]`: a show moves in from another host.

mod answering;

use std::num::NonZeroUsize;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use serde_json::Value;

use crate::cli::arguments::options::OutputFormat;
use crate::cli::init::{drawn_cover, files_beside};
use crate::cli::online::import::answering::{answered, time_zone};
use crate::cli::session::Session;
use crate::engine::import::gathering::Fetching;
use crate::engine::import::origin_note::OriginNote;
use crate::engine::import::reading::{FoundFeed, read_feed};
use crate::engine::import::writing::{Gathering, add_episodes, write_show};
use crate::engine::import::{Proved, proved};
use crate::engine::{Lock, exclude_others, read_lock, read_yaml};
use crate::error::{Error, Exit};
use crate::feed::published::names::Vocabulary::{ITunes, Rss};
use crate::import::answers::{ImportAnswers, SlugSource};
use crate::import::hosts::{NewAddress, redirect};
use crate::import::known_episodes::KnownEpisodes;
use crate::import::old_feed::OldFeed;
use crate::import::plan::ImportPlan;
use crate::layout::output::Output;
use crate::model::files::show_files::{IMPORT_REPORT_FILE, IMPORT_REPORT_JSON_FILE, SHOW_FILE};
use crate::model::identity::guid::Guid;
use crate::model::kind::category::Category;
use crate::model::web::http_url::BaseUrl;
use crate::model::wording::language::Language;
use crate::model::wording::text::Text;
use crate::output::apply::put;
use crate::report::import::{ImportProof, ImportReport, json, markdown};
use crate::world::disk::Disk;

/// Arguments of `import`. What the feed lacks is asked for on a terminal.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  podwright import https://feeds.example.com/my-show.rss my-show
  podwright import old-feed.xml my-show --url https://example.org/my-show/ --dry-run
  podwright import https://feeds.example.com/my-show.rss my-show --i-own-this-show --category \"Society & Culture\"")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own on the command line")]
pub(in crate::cli) struct Arguments {
    /// The old feed: its address, that of a page that names it, or a file
    #[arg(value_name = "FEED")]
    feed: String,
    /// The new show's folder [default: this folder]
    #[arg(value_name = "DIR")]
    folder: Option<Utf8PathBuf>,
    /// The address that feed/ will be served at [default: a placeholder that you replace later]
    #[arg(long)]
    url: Option<BaseUrl>,
    /// Leave the network alone: what the feed names stays where it is
    #[arg(long)]
    offline: bool,
    /// What becomes of recordings and of pictures of episodes
    #[arg(long, value_enum, default_value_t = MediaChoice::Keep)]
    media: MediaChoice,
    /// Fetch the pictures of episodes, though the recordings stay where they are
    #[arg(long, conflicts_with = "offline")]
    pictures: bool,
    /// Take the newest N episodes alone, to try it out; a later run adds the others
    #[arg(long, value_name = "N")]
    only: Option<NonZeroUsize>,
    /// Write notes as Markdown where that has the same words and links; the others stay HTML
    #[arg(long)]
    markdown: bool,
    /// What the folders of episodes are named after
    #[arg(long, value_enum, default_value_t = SlugChoice::Title)]
    slug: SlugChoice,
    /// How many files are fetched at once; one server never gets more than two requests
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u8).range(1..=64))]
    jobs: u8,
    /// Report everything, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// The show is your own, though its feed is locked
    #[arg(long)]
    i_own_this_show: bool,
    /// Take the owner's mail address along; everybody can read it in the feed
    #[arg(long)]
    owner: bool,
    /// The show's name, where the feed has none
    #[arg(long)]
    title: Option<Text>,
    /// Who makes it, where the feed does not say
    #[arg(long)]
    author: Option<Text>,
    /// What it is about, where the feed does not say
    #[arg(long)]
    description: Option<Text>,
    /// The language it is spoken in, where the feed does not say, such as en-GB
    #[arg(long)]
    language: Option<Language>,
    /// One of Apple's categories, where the feed has none of them; may be given several times
    #[arg(long)]
    category: Vec<Category>,
    /// The zone of dates that name none, such as Europe/London
    #[arg(long, value_name = "ZONE", value_parser = time_zone)]
    time_zone: Option<chrono_tz::Tz>,
    /// The address that subscribers have, where the feed is a file that does not say it
    #[arg(long, value_name = "URL")]
    feed_address: Option<String>,
    /// Another guid for a further item that has the guid OLD too; may be given several times
    #[arg(long, value_name = "OLD=NEW", value_parser = new_guid)]
    guid: Vec<(String, Guid)>,
    /// Of the items with this guid, take the first alone; may be given several times
    #[arg(long, value_name = "GUID")]
    drop: Vec<String>,
}

/// What becomes of recordings.
#[derive(Clone, Copy, Debug, Eq, PartialEq, clap::ValueEnum)]
enum MediaChoice {
    /// They stay where they are.
    Keep,
    /// They come into the show, and are published from where they are until `podwright switch-media`.
    Fetch,
}

/// What the folders of episodes are named after.
#[derive(Clone, Copy, Debug, Eq, PartialEq, clap::ValueEnum)]
enum SlugChoice {
    /// The title.
    Title,
    /// Season and number.
    Number,
    /// The date.
    Date,
    /// The last part of the episode's link.
    Link,
}

impl From<SlugChoice> for SlugSource {
    fn from(choice: SlugChoice) -> Self {
        match choice {
            SlugChoice::Title => Self::Title,
            SlugChoice::Number => Self::Number,
            SlugChoice::Date => Self::Date,
            SlugChoice::Link => Self::Link,
        }
    }
}

fn new_guid(text: &str) -> Result<(String, Guid), String> {
    // The new guid has no `=` in it, since many old ones have: addresses with a query.
    let (old, new) = text.rsplit_once('=').ok_or("write the old guid, `=`, and the new one")?;
    Ok((old.to_owned(), new.parse().map_err(|error: crate::model::identity::guid::GuidError| error.to_string())?))
}

/// What the folder is before the import.
enum Folder {
    /// Empty, or what an unfinished import left.
    New,
    /// A show that was imported from this feed earlier.
    Imported { lock: Box<Lock>, text: String },
}

/// Runs `import`.
pub(in crate::cli) fn run(session: &mut Session, arguments: &Arguments) -> Result<Exit, Error> {
    let here = session.world.environment.folder.clone();
    let root = arguments.folder.as_ref().map_or_else(|| here.clone(), |folder| here.join(folder));
    let network = Arc::clone(&session.world.network);
    let world = (network.as_ref(), &session.world.clock);
    let FoundFeed { feed, fetcher, mut notes } =
        read_feed(session.world.disk.as_ref(), world, (&here, &arguments.feed), usize::from(arguments.jobs))?;
    let mut answers = answers(arguments);
    let mut known = KnownEpisodes::default();
    let mut there = Vec::new();
    let folder = folder(session.world.disk.as_ref(), &root, arguments)?;
    if matches!(folder, Folder::Imported { .. }) {
        let yaml = read_yaml(session.world.disk.as_ref(), &root)?;
        for episode in &yaml.episodes {
            known.add(episode.guid.clone(), episode.slug.clone());
        }
        there = yaml.episodes;
        answers.url = yaml.show.map(|show| show.url).or(answers.url);
    }
    let mut plan = answered(session, &feed, answers, &known)?;
    if let Folder::Imported { lock, .. } = &folder
        && lock.guid != plan.show.guid
    {
        return Err(other_show(&root));
    }
    plan.episodes.retain(|planned| !known.by_guid.contains_key(&planned.episode.guid));
    notes.extend(cut_short(&feed));
    notes.extend(
        feed.fault.as_ref().map(|fault| format!("some apps cannot read the old feed, and it was read as others do: {fault}")),
    );
    if arguments.dry_run {
        return told(session, arguments, (&feed, &plan), &notes, (&ImportProof::DryRun, None));
    }
    let made = session.world.disk.create_folders(&root);
    made.map_err(|source| Error::Disk { step: "make the folder", path: root.clone(), source })?;
    session.enter(&root)?;
    let disk = Arc::clone(&session.world.disk);
    let _alone = exclude_others(disk.as_ref(), &root)?;
    let recordings = arguments.media == MediaChoice::Fetch && !arguments.offline;
    let fetching = match (arguments.offline, arguments.pictures || recordings) {
        (true, _) => Fetching::Nothing,
        (false, true) => Fetching::All,
        (false, false) => Fetching::Texts,
    };
    let gathering = Gathering { fetcher: &fetcher, fetching, recordings, drawn: &drawn_cover };
    match &folder {
        Folder::New => {
            let note = OriginNote { feed: arguments.feed.clone(), guid: plan.show.guid.to_string() };
            note.write(disk.as_ref(), &root)?;
            write_show(disk.as_ref(), &root, &mut plan, &feed.spot(), &files_beside(), &gathering)?;
        }
        Folder::Imported { lock, text } => add_episodes(disk.as_ref(), &root, &mut plan, (lock, text), there, &gathering)?,
    }
    let proved = proved(&disk, &root, (&feed, &mut plan), matches!(folder, Folder::New), session.time()?)?;
    let proof = match &proved {
        Proved::Compared(proof) => ImportProof::Compared(proof),
        Proved::Faulty { errors } => ImportProof::Faulty(*errors),
    };
    told(session, arguments, (&feed, &plan), &notes, (&proof, Some(&root)))
}

/// Prints the report, and keeps it.
fn told(
    session: &mut Session,
    arguments: &Arguments,
    (feed, plan): (&OldFeed, &ImportPlan),
    notes: &[String],
    (proof, kept_in): (&ImportProof<'_>, Option<&Utf8Path>),
) -> Result<Exit, Error> {
    let new_feed = Output::feed(&plan.show).url(&plan.show);
    let old = feed.own_address().unwrap_or_else(|| arguments.feed.clone());
    let new = if plan.has_placeholder() { NewAddress::Placeholder } else { NewAddress::Real(new_feed.as_str()) };
    let redirect = redirect(&old, feed.channel.value(Rss, "generator"), &new);
    let is_fine = match proof {
        ImportProof::DryRun => true,
        ImportProof::Compared(proof) => proof.untold.is_empty(),
        ImportProof::Faulty(_) => false,
    };
    let report = ImportReport {
        feed: &arguments.feed,
        title: plan.show.title.as_str(),
        new_feed: new_feed.as_str(),
        items: feed.items.len(),
        episodes: (plan.episodes.len(), plan.episodes.iter().filter(|planned| planned.episode.draft).count()),
        notes,
        ledger: &plan.ledger,
        proof: *proof,
        redirect: &redirect,
    };
    let (text, value): (String, Value) = (markdown(&report), json(&report));
    let value = format!("{value:#}\n");
    if let Some(root) = kept_in {
        let disk = session.world.disk.as_ref();
        put(disk, &root.join(IMPORT_REPORT_FILE), text.as_bytes())?;
        put(disk, &root.join(IMPORT_REPORT_JSON_FILE), value.as_bytes())?;
    }
    session.print(if session.global.format == OutputFormat::Json { &value } else { &text })?;
    Ok(if is_fine { Exit::Fine } else { Exit::Faults })
}

/// Hosts cut feeds: a number that is higher than there are items tells.
fn cut_short(feed: &OldFeed) -> Option<String> {
    let has_seasons = feed.items.iter().any(|item| item.value(ITunes, "season").is_some_and(|season| season != "1"));
    let highest = feed.items.iter().filter_map(|item| item.value(ITunes, "episode")?.parse::<usize>().ok()).max()?;
    (!has_seasons && highest > feed.items.len() + 1).then(|| {
        let items = feed.items.len();
        format!(
            "the feed has {items} items and says number {highest}: older ones are missing; ask the old host for the whole feed"
        )
    })
}

fn folder(disk: &dyn Disk, root: &Utf8Path, arguments: &Arguments) -> Result<Folder, Error> {
    let file = root.join(SHOW_FILE);
    let is_there = disk.status(&file).map_err(|source| Error::Disk { step: "read", path: file.clone(), source })?.is_some();
    if let Some((lock, text)) = if is_there { read_lock(disk, root)? } else { None } {
        return Ok(Folder::Imported { lock: Box::new(lock), text });
    }
    if is_there && OriginNote::read(disk, root).is_none_or(|note| note.feed != arguments.feed) {
        return Err(other_show(root));
    }
    Ok(Folder::New)
}

fn other_show(root: &Utf8Path) -> Error {
    Error::Usage {
        message: format!("there is already another show in `{root}`"),
        help: "name another folder: `podwright import FEED DIR`".to_owned(),
    }
}

fn answers(arguments: &Arguments) -> ImportAnswers {
    ImportAnswers {
        title: arguments.title.clone(),
        author: arguments.author.clone(),
        description: arguments.description.clone(),
        language: arguments.language.clone(),
        categories: arguments.category.clone(),
        time_zone: arguments.time_zone,
        owns: arguments.i_own_this_show,
        feed_address: arguments.feed_address.clone(),
        url: arguments.url.clone(),
        guids: arguments.guid.clone(),
        drops: arguments.drop.clone(),
        keeps_owner: arguments.owner,
        slugs: arguments.slug.into(),
        only: arguments.only,
        markdown: arguments.markdown,
    }
}
