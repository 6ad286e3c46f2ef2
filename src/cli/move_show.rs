//! `podwright move`: the show at another address. Every guid stays, and whoever asks at the old address is sent on.

use std::fmt::Write as _;

use camino::{Utf8Path, Utf8PathBuf};

use crate::check::rule::history::HistoryRule;
use crate::cli::session::Session;
use crate::display::count::Count;
use crate::engine::{exclude_others, read_lock, read_yaml, write_lock};
use crate::error::{Error, Exit};
use crate::layout::output::Output;
use crate::lock::{Accepted, Lock, Move};
use crate::model::files::byte_count::ByteCount;
use crate::model::files::show_files::{LOCK_FILE, SHOW_FILE};
use crate::model::show::Show;
use crate::model::web::feed_file::FeedFile;
use crate::model::web::http_url::{BaseUrl, HttpUrl};
use crate::model::web::placeholder_address::is_placeholder;
use crate::output::apply::put;
use crate::output::redirects::{Deadline, MARK, deadlines, files, folder};
use crate::source::reading::value::base_url;
use crate::source::show::read_show;
use crate::source::yaml::with_key::with_key;
use crate::world::disk::{Disk, read_whole};

/// Where the rules go, in the show.
const FOLDER: &str = "moved";
/// The longest file that is looked into before it is written over.
const OURS_MAX: ByteCount = ByteCount::mebibytes(1);

/// Arguments of `move`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  podwright move https://podcasts.example.org/my-show/ --dry-run\n  podwright move https://podcasts.example.org/my-show/"
)]
pub(super) struct Arguments {
    /// The address that feed/ will be served from; it ends in a slash
    #[arg(value_name = "NEW_URL")]
    url: String,
    /// Say what would happen, and do nothing
    #[arg(long)]
    dry_run: bool,
}

/// Runs `move`.
pub(super) fn run(session: &mut Session, arguments: &Arguments) -> Result<Exit, Error> {
    let root = session.show_folder()?;
    let today = session.now()?.as_date_time().to_utc().date_naive();
    let _exclusion = if arguments.dry_run { None } else { Some(exclude_others(session.world.disk.as_ref(), &root)?) };
    let to = base_url(&arguments.url).map_err(|advice| usage(&advice.problem, &advice.help))?;
    let disk = session.world.disk.as_ref();
    let yaml = read_yaml(disk, &root)?;
    let show = yaml.show.ok_or_else(|| usage("podcast.yaml has faults", "run `podwright check` and mend them first"))?;
    let (lock, _) = read_lock(disk, &root)?.ok_or_else(|| {
        usage("the show was not built yet, so nobody knows its address", &format!("write `url: {to}` in podcast.yaml"))
    })?;
    let from = old_address(&lock, &show.feed_file)?;
    if from == to {
        return Err(usage(&format!("the show is at `{to}` already"), "name the address that it moves to"));
    }
    let kind = MoveKind::of(&from, &to);
    let feed = Output::feed(&show).url_below(&to);
    // Directories follow `new_feed_url`: nobody can have the address that a placeholder was, but one of an earlier move is kept right.
    let new_feed_url = (kind == MoveKind::OfSubscribers || show.new_feed_url.is_some()).then_some(feed);
    let text = moved_yaml(disk, &root, &show, &to, new_feed_url.as_ref())?;
    let lock = moved_lock(lock, Move { date: today, from: from.clone(), to: to.clone() }, kind, &show);
    let steps: Vec<Redirects> = lock
        .moves
        .iter()
        .filter(|earlier| earlier.from != to)
        .map(|earlier| Redirects::of(earlier, &to, &show.feed_file))
        .collect::<Result<_, _>>()?;
    refuse_foreign(disk, &root, &steps)?;
    session.print(&told(&from, &to, new_feed_url.as_ref(), &show, &lock, &steps))?;
    if arguments.dry_run {
        session.say("nothing was changed");
        return Ok(Exit::Fine);
    }
    let disk = session.world.disk.as_ref();
    for (path, text) in steps.iter().flat_map(|step| &step.files) {
        put(disk, &root.join(path), text.as_bytes())?;
    }
    put(disk, &root.join(SHOW_FILE), text.as_bytes())?;
    write_lock(disk, &root, &lock, None)?;
    let (rules, last) = match steps.as_slice() {
        [] => (String::new(), "and serve feed/ at the new address"),
        [..] => (format!(", and wrote {FOLDER}/"), "serve feed/ at the new address, then put the rules in place at the old one"),
    };
    session.say(&format!("changed {SHOW_FILE} and {LOCK_FILE}{rules}; now run `podwright build`, {last}"));
    Ok(Exit::Fine)
}

/// What a move means for subscribers.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum MoveKind {
    /// They have the old address, and are sent on.
    OfSubscribers,
    /// The old address was a placeholder, which nobody can have.
    OfPlaceholder,
}

impl MoveKind {
    fn of(from: &BaseUrl, to: &BaseUrl) -> Self {
        if is_placeholder(from.as_url()) && !is_placeholder(to.as_url()) { Self::OfPlaceholder } else { Self::OfSubscribers }
    }
}

/// What sends on whoever asks at an address that the show has left.
struct Redirects {
    step: Move,
    /// Files by their path in the show.
    files: Vec<(Utf8PathBuf, String)>,
}

impl Redirects {
    /// Whoever still has an address of long ago is sent to the newest one at once.
    fn of(earlier: &Move, to: &BaseUrl, feed: &FeedFile) -> Result<Self, Error> {
        let step = Move { to: to.clone(), ..earlier.clone() };
        let rules = files(&step, feed)
            .map_err(|endless| usage(&endless.to_string(), "choose an address that is not below the old one"))?;
        let folder = folder(&step.from);
        // `/` on every system, as git shows it.
        let path = |path: &str| Utf8PathBuf::from(format!("{FOLDER}/{folder}/{path}"));
        Ok(Self { files: rules.into_iter().map(|(name, text)| (path(name), text)).collect(), step })
    }
}

fn usage(message: &str, help: &str) -> Error {
    Error::Usage { message: message.to_owned(), help: help.to_owned() }
}

/// Where the feed was published.
fn old_address(lock: &Lock, feed: &FeedFile) -> Result<BaseUrl, Error> {
    let base = feed.base_of(lock.feed_url.as_str()).and_then(|base| base.parse().ok());
    base.ok_or_else(|| {
        usage(
            &format!("the feed was published at `{}`, which does not end in `feed_file: {feed}`", lock.feed_url),
            "a feed keeps its name when it moves, or nothing leads from the old one to the new: write the old name in podcast.yaml, move the \
             show, and give the feed another name later",
        )
    })
}

/// podcast.yaml with the new address, everything else as it was written.
fn moved_yaml(
    disk: &dyn Disk,
    root: &Utf8Path,
    show: &Show,
    to: &BaseUrl,
    new_feed_url: Option<&HttpUrl>,
) -> Result<String, Error> {
    let path = root.join(SHOW_FILE);
    let bytes = read_whole(disk, &path, OURS_MAX).map_err(|source| Error::Disk { step: "read", path: path.clone(), source })?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let by_hand = || {
        let wanted = match new_feed_url {
            Some(feed) => format!("`url: {to}` and `new_feed_url: {feed}` in it yourself, each on a line of its own,"),
            None => format!("`url: {to}` in it yourself, on a line of its own,"),
        };
        usage("podcast.yaml is written in a way that `move` cannot change", &format!("write {wanted} and try again"))
    };
    let text = with_key(&text, "url", to.as_url().as_str(), None).ok_or_else(by_hand)?;
    let text = match new_feed_url {
        Some(feed) => with_key(&text, "new_feed_url", feed.as_str(), Some("url")).ok_or_else(by_hand)?,
        None => text,
    };
    let mut wanted = show.clone();
    wanted.url = to.clone();
    wanted.new_feed_url = new_feed_url.cloned();
    // What was changed is read again: nothing else may have.
    if read_show(&text).value.as_ref() == Some(&wanted) { Ok(text) } else { Err(by_hand()) }
}

/// The lock with the new address: the feed's, and those of the recordings that stood below the old one.
fn moved_lock(mut lock: Lock, step: Move, kind: MoveKind, show: &Show) -> Lock {
    let feed_url = Output::feed(show).url_below(&step.to);
    if kind == MoveKind::OfSubscribers {
        let change = format!("the feed was published at `{}`, and is now at `{feed_url}`", lock.feed_url);
        let rule = HistoryRule::FeedUrlChanged.id().to_owned();
        lock.accepted.push(Accepted { date: step.date, rule, episode: None, change });
        lock.accepted.sort();
    }
    for episode in lock.episodes.values_mut() {
        let moved = episode.enclosure.url.as_str().strip_prefix(step.from.as_url().as_str()).map(|rest| step.to.join(rest));
        episode.enclosure.url = moved.unwrap_or_else(|| episode.enclosure.url.clone());
    }
    lock.feed_url = feed_url;
    lock.moves.retain(|earlier| earlier.from != step.from);
    if kind == MoveKind::OfSubscribers {
        lock.moves.push(step);
    }
    lock
}

/// Refuses to write over what somebody else has written.
fn refuse_foreign(disk: &dyn Disk, root: &Utf8Path, steps: &[Redirects]) -> Result<(), Error> {
    for (path, _) in steps.iter().flat_map(|step| &step.files) {
        match read_whole(disk, &root.join(path), OURS_MAX) {
            Ok(bytes) if !bytes.starts_with(MARK.as_bytes()) => {
                return Err(usage(
                    &format!("`{path}` was not written by podwright, and is not overwritten"),
                    "move it elsewhere, and try again",
                ));
            }
            _ => {}
        }
    }
    Ok(())
}

fn told(from: &BaseUrl, to: &BaseUrl, new_feed_url: Option<&HttpUrl>, show: &Show, lock: &Lock, steps: &[Redirects]) -> String {
    let mut text = format!(
        "from {from}\nto   {to}\n  the show's guid stays: {}\n  the guids of {} stay\n  {SHOW_FILE}: url: {to}\n",
        show.guid,
        Count(lock.episodes.len(), "episode"),
    );
    if let Some(feed) = new_feed_url {
        let _infallible = writeln!(text, "  {SHOW_FILE}: new_feed_url: {feed}");
    }
    for Redirects { step, files } in steps {
        for (path, _) in files {
            let _infallible = writeln!(text, "  {path}");
        }
        for Deadline { what, may_go, .. } in deadlines(step, &show.feed_file) {
            let _infallible = writeln!(text, "    {what}: may go {may_go}");
        }
    }
    text
}
