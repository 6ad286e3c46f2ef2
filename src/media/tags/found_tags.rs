//! Tags and chapters as they stand in a file, by names that people know. All of it is hostile text: bounded here, sanitised where it is shown.

use std::collections::BTreeMap;

use crate::model::media::chapter::FoundChapter;

pub(crate) mod chunks;
pub(crate) mod flac;
pub(crate) mod id3v2;
pub(crate) mod mp4;
pub(crate) mod vorbis;

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct FoundTags {
    /// Values by name; several values of one name are joined by `; `.
    pub(crate) tags: BTreeMap<String, String>,
    /// Chapters in the order of the file.
    pub(crate) chapters: Vec<FoundChapter>,
}

/// Longer values are cut. // bytes; a transcript of a long episode fits
const VALUE_MAX: usize = 256 * 1024;
/// More names are left out.
const NAMES_MAX: usize = 500;
/// More chapters are left out.
const CHAPTERS_MAX: usize = 2000;

impl FoundTags {
    /// Adds a value. Empty ones tell nothing and are left out.
    pub(crate) fn add(&mut self, name: &str, value: &str) {
        let value = cut(value.trim_matches(['\0', ' ', '\n', '\r']));
        if value.is_empty() || (self.tags.len() >= NAMES_MAX && !self.tags.contains_key(name)) {
            return;
        }
        let held = self.tags.entry(cut(name).to_owned()).or_default();
        if held.is_empty() {
            value.clone_into(held);
        } else if held != value && held.len() + value.len() < VALUE_MAX {
            held.push_str("; ");
            held.push_str(value);
        }
    }

    /// Adds a chapter.
    pub(crate) fn add_chapter(&mut self, chapter: FoundChapter) {
        if self.chapters.len() < CHAPTERS_MAX {
            self.chapters.push(chapter);
        }
    }
}

fn cut(value: &str) -> &str {
    let mut end = value.len().min(VALUE_MAX);
    while !value.is_char_boundary(end) {
        end -= 1;
    }
    &value[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_values_and_leaves_out_what_is_empty() {
        let mut found = FoundTags::default();
        found.add("artist", "First voice\0");
        found.add("artist", "Second voice");
        found.add("artist", "First voice");
        found.add("genre", " \0");
        assert_eq!(found.tags.get("artist").map(String::as_str), Some("First voice; Second voice; First voice"));
        assert_eq!(found.tags.len(), 1);
    }

    #[test]
    fn is_bounded() {
        let mut found = FoundTags::default();
        found.add("comment", &"é".repeat(VALUE_MAX));
        assert!(found.tags["comment"].len() <= VALUE_MAX);
        for n in 0..2 * NAMES_MAX {
            found.add(&n.to_string(), "x");
        }
        assert_eq!(found.tags.len(), NAMES_MAX);
    }
}
