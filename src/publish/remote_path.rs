//! Where a file is on a target.

use std::fmt;

use crate::layout::MEDIA_FOLDER;
use crate::model::files::show_files::STATE_FOLDER;
use crate::model::files::show_path::ShowPath;

/// One of the two places that a show can be published to.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub enum RemotePlace {
    /// What `url` in podcast.yaml names.
    Site,
    /// What `media_url` names, where that is another.
    Media,
}

/// A file on a target: never one of podwright's own, and never outside the target's folder.
#[derive(Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct RemotePath {
    /// The place.
    pub place: RemotePlace,
    path: ShowPath,
}

impl RemotePath {
    /// A file at a place; `None` for what no build writes: podwright's own state, and names that begin with a dot.
    pub fn new(place: RemotePlace, path: ShowPath) -> Option<Self> {
        let is_hidden = path.as_path().components().any(|part| part.as_str().starts_with('.') || part.as_str() == STATE_FOLDER);
        (!is_hidden).then_some(Self { place, path })
    }

    /// Reads the path of a record, which can come from a stranger.
    pub fn parse(place: RemotePlace, text: &str) -> Option<Self> {
        let path: ShowPath = text.parse().ok()?;
        // one way of writing each path, so that none is there twice
        (path.as_path().as_str() == text).then(|| Self::new(place, path)).flatten()
    }

    /// Its path below the place.
    pub fn path(&self) -> &ShowPath {
        &self.path
    }

    /// Whether it is a recording.
    pub fn is_recording(&self) -> bool {
        self.place == RemotePlace::Media || self.path.as_path().starts_with(MEDIA_FOLDER)
    }
}

impl fmt::Display for RemotePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            RemotePlace::Site => write!(f, "{}", self.path),
            RemotePlace::Media => write!(f, "{MEDIA_FOLDER}: {}", self.path),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leads_to_what_podwright_did_not_publish() {
        for refused in [
            ".podwright/lease.json",
            "a/.podwright/x",
            "../a",
            "a/../b",
            "/a",
            "",
            ".",
            "./a",
            "a//b",
            "a\\b",
            "a\nb",
            ".git/config",
            "a/",
        ] {
            assert_eq!(RemotePath::parse(RemotePlace::Site, refused), None, "{refused}");
        }
        let recording = |place, text| RemotePath::parse(place, text).unwrap().is_recording();
        assert!(
            recording(RemotePlace::Site, "media/a.mp3")
                && recording(RemotePlace::Media, "a.mp3")
                && !recording(RemotePlace::Site, "media.html")
        );
    }
}
