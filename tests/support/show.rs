//! A show in a temporary folder.

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use serde_json::Value;
use tempfile::TempDir;

use super::run::Run;

/// What of the repository is the show.
const PARTS: [&str; 7] = ["podcast.yaml", "impact.yaml", "podcast.lock", "episodes", "feed", ".gitignore", ".gitattributes"];

/// The repository.
pub(crate) const REPOSITORY: &str = env!("CARGO_MANIFEST_DIR");

/// The words that begin a show.
pub(crate) const INIT: [&str; 9] = [
    "init",
    "--title",
    "My show",
    "--url",
    "https://example.org/my-show/",
    "--language",
    "en-GB",
    "--category",
    "Education > How To",
];

/// A show in a folder that goes away with it.
pub(crate) struct TestShow {
    /// Holds the show's folder, and the home of whoever runs the program.
    around: TempDir,
    root: PathBuf,
}

impl TestShow {
    /// The series of this repository, as a fresh clone has it: what git knows, and nothing that a build left beside it.
    pub(crate) fn series() -> Self {
        Self::series_in("show")
    }

    /// The same in a folder of this name.
    pub(crate) fn series_in(name: &str) -> Self {
        let show = Self::empty_in(name);
        let listed = Command::new("git").args(["ls-files", "-z", "--"]).args(PARTS).current_dir(REPOSITORY).output().unwrap();
        assert!(listed.status.success(), "{}", String::from_utf8_lossy(&listed.stderr));
        for path in String::from_utf8(listed.stdout).unwrap().split_terminator('\0') {
            let from = Path::new(REPOSITORY).join(path);
            if from.exists() {
                show.write(path, fs::read(from).unwrap());
            }
        }
        show
    }

    /// A folder without anything in it.
    pub(crate) fn empty() -> Self {
        Self::empty_in("show")
    }

    /// An empty folder in memory, where syncing costs nothing, for a test that builds a thousand times; on disk where there is no such place.
    pub(crate) fn empty_in_memory() -> Self {
        Self::around(tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap(), "show")
    }

    fn empty_in(name: &str) -> Self {
        Self::around(tempfile::tempdir().unwrap(), name)
    }

    fn around(around: TempDir, name: &str) -> Self {
        let root = around.path().join(name);
        fs::create_dir(&root).unwrap();
        fs::create_dir(around.path().join("home")).unwrap();
        Self { around, root }
    }

    /// The folder that stands for the home of whoever runs the program.
    pub(crate) fn home(&self) -> PathBuf {
        self.around.path().join("home")
    }

    /// The show's folder, or a path in it.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    pub(crate) fn exists(&self, path: &str) -> bool {
        self.path(path).exists()
    }

    pub(crate) fn read(&self, path: &str) -> Vec<u8> {
        fs::read(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub(crate) fn text(&self, path: &str) -> String {
        String::from_utf8(self.read(path)).unwrap()
    }

    /// A YAML file as it is, read by nothing of ours.
    pub(crate) fn yaml(&self, path: &str) -> Value {
        serde_yaml::from_str(&self.text(path)).unwrap()
    }

    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    /// Puts other words in the place of words that stand there exactly once.
    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) -> &Self {
        let text = self.text(path);
        assert_eq!(text.matches(from).count(), 1, "`{from}` in {path}");
        self.write(path, text.replacen(from, to, 1))
    }

    pub(crate) fn remove(&self, path: &str) -> &Self {
        let path = self.path(path);
        if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }.unwrap();
        self
    }

    /// Every file but git's and the cache, with its bytes.
    pub(crate) fn files(&self) -> BTreeMap<String, Vec<u8>> {
        files_in(&self.root)
    }

    /// The files below a folder.
    pub(crate) fn files_below(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let mut found = BTreeMap::new();
        walk(&self.root, &self.path(folder), &mut found);
        found
    }

    /// When a file or folder of the show was last changed.
    pub(crate) fn last_change(&self) -> SystemTime {
        last_change(&self.root)
    }

    /// Runs git in the show, with no settings but its own, and gives what it prints.
    #[track_caller]
    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        let output = Command::new("git")
            .args(["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "init.defaultBranch=main"])
            .args(arguments)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_SYSTEM", "/dev/null")
            .current_dir(&self.root)
            .output()
            .unwrap();
        assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Makes a repository of the show with everything committed that is not ignored.
    pub(crate) fn commit(&self) -> &Self {
        self.git(&["init", "--quiet"]);
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", "the show"]);
        self
    }

    /// The program with these words after its name, in the show's folder.
    pub(crate) fn podwright(&self, arguments: &[&str]) -> Run {
        Run::new(self, arguments)
    }
}

/// A cover of one colour, which is quickly scaled and packed.
pub(crate) fn plain_cover() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image::RgbImage::new(1400, 1400).write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

/// Every file of a show in this folder, but git's and the cache.
pub(crate) fn files_in(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    walk(root, root, &mut found);
    found
}

fn walk(root: &Path, folder: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
        if name == ".git" || name == ".podwright" {
            continue;
        }
        if path.is_dir() {
            walk(root, &path, found);
        } else {
            found.insert(name, fs::read(&path).unwrap());
        }
    }
}

fn last_change(path: &Path) -> SystemTime {
    let own = fs::symlink_metadata(path).unwrap();
    let below =
        own.is_dir().then(|| fs::read_dir(path).unwrap().map(|entry| last_change(&entry.unwrap().path())).max()).flatten();
    below.into_iter().fold(own.modified().unwrap(), SystemTime::max)
}

/// Says which files differ, not what is in them.
#[track_caller]
pub(crate) fn assert_same_files(before: &BTreeMap<String, Vec<u8>>, after: &BTreeMap<String, Vec<u8>>) {
    let names = before.keys().chain(after.keys());
    let mut changed: Vec<&String> = names.filter(|name| before.get(*name) != after.get(*name)).collect();
    changed.dedup();
    changed.sort();
    changed.dedup();
    assert!(changed.is_empty(), "these files changed: {changed:?}");
}
