//! Paths that stay inside the show.

use std::fmt;
use std::str::FromStr;

use camino::{Utf8Path, Utf8PathBuf};

/// A relative path without `..`, with `/` between its parts: it cannot lead out of the folder that it is joined to. In
/// `podcast.yaml` paths are relative to the show, in `episode.yaml` to the episode's folder; after reading, a `ShowPath` is always
/// relative to the show.
#[derive(Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct ShowPath(Utf8PathBuf);

/// Why a path was refused.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum ShowPathError {
    /// Nothing there.
    #[error("the path is empty")]
    Empty,
    /// A path from the root of the disk, or with a drive letter.
    #[error("the path begins at the root of the disk, where one inside the show is needed")]
    Absolute,
    /// `..` in the path.
    #[error("the path has `..`, which leads out of the folder")]
    Parent,
    /// `\` in the path.
    #[error("the path has `\\`, where `/` is needed")]
    Backslash,
    /// A control character in the path.
    #[error("the path has a control character")]
    Control,
}

impl ShowPath {
    /// The path relative to the show.
    pub fn as_path(&self) -> &Utf8Path {
        &self.0
    }

    /// This path, taken as relative to `folder`.
    #[must_use]
    pub fn within(&self, folder: &ShowPath) -> Self {
        Self(folder.file(self.0.as_str()))
    }

    /// A file in this folder, with `/` before its name: `Utf8Path::join` writes `\` on Windows, and these paths stand in messages, in
    /// podcast.lock and in addresses.
    pub fn file(&self, name: &str) -> Utf8PathBuf {
        Utf8PathBuf::from(format!("{}/{name}", self.0))
    }

    /// A file or folder below this one.
    ///
    /// # Errors
    /// Where `name` leads out of this folder.
    pub fn join(&self, name: &str) -> Result<Self, ShowPathError> {
        Ok(name.parse::<Self>()?.within(self))
    }
}

impl FromStr for ShowPath {
    type Err = ShowPathError;

    fn from_str(input: &str) -> Result<Self, ShowPathError> {
        if input.is_empty() {
            return Err(ShowPathError::Empty);
        }
        if input.contains('\\') {
            return Err(ShowPathError::Backslash);
        }
        if input.chars().any(char::is_control) {
            return Err(ShowPathError::Control);
        }
        let drive = input.as_bytes().get(1) == Some(&b':') && input.as_bytes()[0].is_ascii_alphabetic();
        if input.starts_with('/') || drive {
            return Err(ShowPathError::Absolute);
        }
        let mut parts = Vec::new();
        for part in input.split('/') {
            match part {
                ".." => return Err(ShowPathError::Parent),
                "" | "." => {}
                part => parts.push(part),
            }
        }
        if parts.is_empty() { Err(ShowPathError::Empty) } else { Ok(Self(Utf8PathBuf::from(parts.join("/")))) }
    }
}

impl fmt::Display for ShowPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(input: &str, expected: Result<&str, ShowPathError>) {
        assert_eq!(input.parse::<ShowPath>().map(|path| path.to_string()), expected.map(str::to_owned));
    }

    #[test]
    fn has_the_same_letters_on_every_system() {
        let folder: ShowPath = "episodes/a".parse().unwrap();
        assert_eq!(folder.join("audio.mp3").unwrap().to_string(), "episodes/a/audio.mp3");
        assert_eq!(folder.file("episode.yaml").as_str(), "episodes/a/episode.yaml");
    }

    #[test]
    fn stays_inside_the_show() {
        case("a/b.mp3", Ok("a/b.mp3"));
        case("./a//b.mp3", Ok("a/b.mp3"));
        case("", Err(ShowPathError::Empty));
        case(".", Err(ShowPathError::Empty));
        case("../a", Err(ShowPathError::Parent));
        case("a/../../b", Err(ShowPathError::Parent));
        case("/etc/passwd", Err(ShowPathError::Absolute));
        case("C:/x", Err(ShowPathError::Absolute));
        case("a\\b", Err(ShowPathError::Backslash));
        case("a\nb", Err(ShowPathError::Control));
    }
}
