//! Watching the files of a show.

use crate::model::show_files::{EPISODES_FOLDER, SHOW_FILE, TEMPLATES_FOLDER};
use std::path::Path;
use std::sync::mpsc::Sender;
use std::time::Duration;

use camino::{Utf8Path, Utf8PathBuf};
use notify::event::{AccessKind, AccessMode};
use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

/// How often files are looked at where the system tells nothing of its own accord.
const POLL: Duration = Duration::from_secs(2);

/// Something has changed in a show.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Changed;

/// Tells of changes to the files of a show, until it is dropped.
pub struct Watch {
    watcher: Box<dyn Watcher + Send>,
    root: Utf8PathBuf,
    /// Whether the files are looked at now and then, because the system does not tell of changes.
    pub polls: bool,
}

impl Watch {
    /// Watches podcast.yaml and what stands beside it.
    ///
    /// # Errors
    /// Where the folder can be watched in no way.
    pub fn begin(root: &Utf8Path, changes: Sender<Changed>) -> notify::Result<Self> {
        let told = {
            let (root, changes) = (root.to_owned(), changes.clone());
            move |event: notify::Result<Event>| tell(&root, event, &changes)
        };
        let native = RecommendedWatcher::new(told, Config::default()).and_then(|mut watcher| {
            watcher.watch(root.as_std_path(), RecursiveMode::NonRecursive)?;
            Ok(watcher)
        });
        if let Ok(watcher) = native {
            return Ok(Self { watcher: Box::new(watcher), root: root.to_owned(), polls: false });
        }
        // A network disk, or more files than the system watches for one user.
        Self::polling(root, changes, POLL)
    }

    /// Looks at the files now and then.
    fn polling(root: &Utf8Path, changes: Sender<Changed>, every: Duration) -> notify::Result<Self> {
        let told = {
            let root = root.to_owned();
            move |event: notify::Result<Event>| tell(&root, event, &changes)
        };
        let mut watcher = PollWatcher::new(told, Config::default().with_poll_interval(every))?;
        watcher.watch(root.as_std_path(), RecursiveMode::NonRecursive)?;
        Ok(Self { watcher: Box::new(watcher), root: root.to_owned(), polls: true })
    }

    /// Watches these folders below the show with all that is in them, where they are there. To ask again is to find what has come since.
    pub fn follow<'a>(&mut self, folders: impl IntoIterator<Item = &'a str>) {
        for path in folders.into_iter().map(|folder| self.root.join(folder)).filter(|path| path.as_std_path().is_dir()) {
            // A folder that went away meanwhile told of it, and is looked for after the next build.
            let _gone = self.watcher.watch(path.as_std_path(), RecursiveMode::Recursive);
        }
    }
}

fn tell(root: &Utf8Path, event: notify::Result<Event>, changes: &Sender<Changed>) {
    let matters = match event {
        Ok(event) => {
            let is_change = !matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write));
            is_change && (event.need_rescan() || event.paths.iter().any(|path| is_of_show(root, path)))
        }
        // Something was missed: better to look once too often.
        Err(_) => true,
    };
    if matters {
        let _nobody_waits = changes.send(Changed);
    }
}

/// Pictures that a show may keep beside podcast.yaml.
const PICTURES: [&str; 3] = ["jpg", "jpeg", "png"];

/// Whether a file can be part of what a show is made of. Beside podcast.yaml may stand anything, such as a file that takes what this very program
/// prints; a build must not bring about the next.
fn is_of_show(root: &Utf8Path, path: &Path) -> bool {
    let Some(below) = path.strip_prefix(root.as_std_path()).ok().and_then(Utf8Path::from_path) else { return false };
    let is_hidden = |name: &str| name.starts_with('.') || name.ends_with('~');
    let Some(first) = below.components().next() else { return false };
    let is_known = [SHOW_FILE, EPISODES_FOLDER, TEMPLATES_FOLDER].contains(&first.as_str());
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
    fn what_podwright_writes_and_what_editors_leave_is_no_change() {
        case("/show/podcast.yaml", true);
        case("/show/episodes/a/episode.yaml", true);
        case("/show/templates/page.html", true);
        case("/show/episodes/feed/episode.yaml", true);
        case("/show/cover.jpg", true);
        case("/show/podcast.lock", false);
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
    fn tells_of_a_file_and_of_a_folder_that_comes_later() {
        tells(|root, sender| Watch::begin(root, sender).unwrap());
    }

    #[test]
    fn tells_the_same_where_the_system_does_not() {
        tells(|root, sender| {
            let watch = Watch::polling(root, sender, Duration::from_millis(20)).unwrap();
            assert!(watch.polls, "and says so");
            watch
        });
    }

    #[expect(clippy::disallowed_methods, reason = "a test changes files as an editor does")]
    fn tells(begin: impl Fn(&Utf8Path, Sender<Changed>) -> Watch) {
        let folder = tempfile::tempdir().unwrap();
        let root = Utf8Path::from_path(folder.path()).unwrap().canonicalize_utf8().unwrap();
        let (sender, changes) = mpsc::channel();
        let mut watch = begin(&root, sender);
        watch.follow(["templates"]);
        std::fs::write(root.join("podcast.yaml"), "title: A").unwrap();
        assert_eq!(changes.recv(), Ok(Changed));
        std::fs::create_dir_all(root.join("templates")).unwrap();
        while changes.recv_timeout(Duration::from_millis(200)).is_ok() {}
        watch.follow(["templates"]);
        std::fs::write(root.join("templates/page.html"), "x").unwrap();
        assert_eq!(changes.recv(), Ok(Changed));
    }
}
