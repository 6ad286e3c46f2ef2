//! What players show of a recording by its tags.

use std::io;

use crate::media::tags::found_tags::FoundTags;
use crate::media::tags::found_tags::id3v2;
use crate::media::tags::found_tags::mp4;
use crate::model::files::byte_source::ByteSource;
use crate::model::media::container::Container;

/// What players show of a recording.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct ShownTags {
    /// Its title.
    pub(crate) title: Option<String>,
    /// Whether it has a picture.
    pub(crate) has_picture: bool,
}

impl ShownTags {
    /// What the tags of an MP3 or M4A file say; nothing for another.
    ///
    /// # Errors
    /// Where the disk fails.
    pub(crate) fn of(source: &dyn ByteSource, container: Container) -> io::Result<Self> {
        let mut found = FoundTags::default();
        match container {
            Container::Mp3 => {
                id3v2::read(source, 0, &mut found)?;
            }
            Container::Mp4 => mp4::read(source, &mut found)?,
            _ => {}
        }
        Ok(Self { title: found.tags.remove("title"), has_picture: found.tags.contains_key("picture") })
    }

    /// What of it is not the episode's, in words: its title is `title`, and it has a cover where `has_cover`; `None` where all of it may be.
    pub(crate) fn old(&self, title: &str, has_cover: bool) -> Option<String> {
        let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let old = self.title.as_ref().filter(|shown| one_line(shown) != one_line(title));
        match (old, self.has_picture && has_cover) {
            (None, false) => None,
            (None, true) => Some("the picture in the file".to_owned()),
            (Some(shown), false) => Some(format!("the title `{shown}`")),
            (Some(shown), true) => Some(format!("the title `{shown}` and the picture in the file")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_is_what_is_not_the_episodes() {
        let shown = |title: Option<&str>, has_picture| ShownTags { title: title.map(str::to_owned), has_picture };
        assert_eq!(shown(None, false).old("New", true), None);
        assert_eq!(shown(Some("New  one"), true).old("New one", false), None);
        assert_eq!(shown(Some("New"), true).old("New", true).as_deref(), Some("the picture in the file"));
        assert_eq!(shown(Some("Old"), false).old("New", true).as_deref(), Some("the title `Old`"));
        assert!(shown(Some("Old"), true).old("New", true).unwrap().ends_with("and the picture in the file"));
    }

    #[test]
    fn a_damaged_tag_is_shown_all_the_same() {
        let cut = b"ID3\x03\0\0\0\0\0\x40TIT2\0\0\0\x04\0\0\0OldTALB\0\0\0\x7f\0\0\0cut".to_vec();
        assert_eq!(ShownTags::of(&cut, Container::Mp3).unwrap().title.as_deref(), Some("Old"));
        assert_eq!(ShownTags::of(&cut, Container::Wav).unwrap(), ShownTags::default());
    }
}
