//! Watching the files of a show.

use std::error::Error as StdError;
use std::path::Path;
use std::sync::mpsc::Sender;
use std::time::Duration;

use camino::{Utf8Path, Utf8PathBuf};
use notify::event::{AccessKind, AccessMode};
use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use crate::model::files::show_files::{DOWNLOADS_FILE, EPISODES_FOLDER, IMPACT_FILE, LOCK_FILE, SHOW_FILE, TEMPLATES_FOLDER};

/// How often files are checked if the system does not report changes.
const POLL_INTERVAL: Duration = Duration::from_secs(2);

/// Something has changed in a show.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Changed;

/// Why files cannot be watched.
pub type WatchError = Box<dyn StdError + Send + Sync>;

/// Watches the files of shows.
pub trait FileWatcher: Send + Sync {
    /// Sends a message for each change to podcast.yaml and the files beside it.
    ///
    /// # Errors
    /// If the folder cannot be watched at all.
    fn watch(&self, root: &Utf8Path, changes: Sender<Changed>) -> Result<Box<dyn FileWatch>, WatchError>;
}

/// A show that is watched until this is dropped.
pub trait FileWatch: Send {
    /// Watches these folders of the show as well, with everything in them, if they exist. Called again, it finds new ones.
    fn follow(&mut self, folders: &[&str]);

    /// Whether files are checked at intervals, because the system does not report changes.
    fn is_polling(&self) -> bool;
}

/// Asks the system to report changes; checks the files at intervals if it cannot.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemFileWatcher;

impl FileWatcher for SystemFileWatcher {
    fn watch(&self, root: &Utf8Path, changes: Sender<Changed>) -> Result<Box<dyn FileWatch>, WatchError> {
        let native = RecommendedWatcher::new(reporter(root, changes.clone()), Config::default()).and_then(|mut watcher| {
            watcher.watch(root.as_std_path(), RecursiveMode::NonRecursive)?;
            Ok(watcher)
        });
        if let Ok(watcher) = native {
            return Ok(Box::new(NotifyWatch { watcher: Box::new(watcher), root: root.to_owned(), is_polling: false }));
        }
        // A network disk, or more files than the system watches for one user.
        Ok(poll(root, changes, POLL_INTERVAL)?)
    }
}

/// Checks the files at intervals.
fn poll(root: &Utf8Path, changes: Sender<Changed>, every: Duration) -> notify::Result<Box<dyn FileWatch>> {
    let mut watcher = PollWatcher::new(reporter(root, changes), Config::default().with_poll_interval(every))?;
    watcher.watch(root.as_std_path(), RecursiveMode::NonRecursive)?;
    Ok(Box::new(NotifyWatch { watcher: Box::new(watcher), root: root.to_owned(), is_polling: true }))
}

struct NotifyWatch {
    watcher: Box<dyn Watcher + Send>,
    root: Utf8PathBuf,
    is_polling: bool,
}

impl FileWatch for NotifyWatch {
    fn follow(&mut self, folders: &[&str]) {
        for path in folders.iter().map(|folder| self.root.join(folder)).filter(|path| path.as_std_path().is_dir()) {
            // A folder that has just been removed was reported, and is followed again after the next build.
            let _gone = self.watcher.watch(path.as_std_path(), RecursiveMode::Recursive);
        }
    }

    fn is_polling(&self) -> bool {
        self.is_polling
    }
}

/// Turns the events of `notify` into messages.
fn reporter(root: &Utf8Path, changes: Sender<Changed>) -> impl Fn(notify::Result<Event>) + Send + 'static {
    let root = root.to_owned();
    move |event| {
        let matters = match event {
            Ok(event) => {
                let is_change = !matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write));
                is_change && (event.need_rescan() || event.paths.iter().any(|path| is_of_show(&root, path)))
            }
            // Events were lost: one build too many is better than one too few.
            Err(_) => true,
        };
        if matters {
            let _nobody_listens = changes.send(Changed);
        }
    }
}

/// Pictures that a show may keep beside podcast.yaml.
const PICTURES: [&str; 3] = ["jpg", "jpeg", "png"];

/// What a show is made of, at its top. A preview writes no podcast.lock, so a change of it is somebody else's.
const INPUTS: [&str; 5] = [SHOW_FILE, IMPACT_FILE, LOCK_FILE, EPISODES_FOLDER, TEMPLATES_FOLDER];

/// Whether a file can be an input of a show. Any file can be beside podcast.yaml, even one that receives this program's own output; a build must
/// not cause the next one.
fn is_of_show(root: &Utf8Path, path: &Path) -> bool {
    let Some(below) = path.strip_prefix(root.as_std_path()).ok().and_then(Utf8Path::from_path) else { return false };
    let is_hidden = |name: &str| name.starts_with('.') || name.ends_with('~');
    let Some(first) = below.components().next() else { return false };
    let is_known = INPUTS.contains(&first.as_str()) || below == DOWNLOADS_FILE;
    let is_picture = below.as_str() == first.as_str() && below.extension().is_some_and(|extension| PICTURES.contains(&extension));
    (is_known || is_picture) && !below.components().any(|part| is_hidden(part.as_str()))
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[track_caller]
    fn case(path: &str, expected: bool) {
        assert_eq!(is_of_show("/show".into(), Path::new(path)), expected, "{path}");
    }

    #[test]
    fn files_of_podwright_and_leftovers_of_editors_are_no_change() {
        case("/show/podcast.yaml", true);
        case("/show/episodes/a/episode.yaml", true);
        case("/show/templates/page.html", true);
        case("/show/episodes/feed/episode.yaml", true);
        case("/show/cover.jpg", true);
        case("/show/podcast.lock", true);
        case("/show/impact.yaml", true);
        case("/show/impact/downloads.csv", true);
        case("/show/impact/access.log", false);
        case("/show/log.txt", false);
        case("/show/feed/feed.xml", false);
        case("/show/.podwright/busy", false);
        case("/show/.git/index", false);
        case("/show/episodes/a/.episode.yaml.swp", false);
        case("/show/episodes/a/episode.yaml~", false);
        case("/show", false);
        case("/elsewhere/podcast.yaml", false);
    }

    #[test]
    fn reports_a_file_and_a_folder_that_appears_later() {
        reports(|root, changes| SystemFileWatcher.watch(root, changes).unwrap());
    }

    #[test]
    fn reports_the_same_if_the_system_does_not() {
        reports(|root, changes| {
            let watch = poll(root, changes, Duration::from_millis(20)).unwrap();
            assert!(watch.is_polling(), "and says so");
            watch
        });
    }

    /// Longer than any report takes.
    const DEADLINE: Duration = Duration::from_mins(1);

    #[expect(clippy::disallowed_methods, reason = "a test changes files as an editor does")]
    fn reports(watch: impl Fn(&Utf8Path, Sender<Changed>) -> Box<dyn FileWatch>) {
        let folder = tempfile::tempdir().unwrap();
        let root = Utf8Path::from_path(folder.path()).unwrap().canonicalize_utf8().unwrap();
        let (sender, changes) = mpsc::channel();
        let mut watch = watch(&root, sender);
        watch.follow(&["templates"]);
        std::fs::write(root.join("podcast.yaml"), "title: A").unwrap();
        assert_eq!(changes.recv_timeout(DEADLINE), Ok(Changed));
        std::fs::create_dir_all(root.join("templates")).unwrap();
        while changes.recv_timeout(Duration::from_millis(200)).is_ok() {}
        watch.follow(&["templates"]);
        std::fs::write(root.join("templates/page.html"), "x").unwrap();
        assert_eq!(changes.recv_timeout(DEADLINE), Ok(Changed));
    }
}
