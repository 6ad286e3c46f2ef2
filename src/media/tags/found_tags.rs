//! Tags and chapters as they stand in a file, by names that people know. All of it is hostile text: bounded here, sanitised where it is shown.

use std::collections::BTreeMap;

use crate::model::media::chapter::FoundChapter;

pub(crate) mod ape;
pub(crate) mod chunks;
pub(crate) mod flac;
pub(crate) mod id3v1;
pub(crate) mod id3v2;
pub(crate) mod mp4;
pub(crate) mod vorbis;

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct FoundTags {
    /// Values by name; several values of one name are joined by `; `.
    pub(crate) tags: BTreeMap<String, String>,
    /// Chapters; by their start once [`finish`](Self::finish) was called.
    pub(crate) chapters: Vec<FoundChapter>,
    /// What stands there and was not read, in sentences.
    pub(crate) notes: Vec<String>,
    /// What of the chapters cannot be carried over into an episode, in sentences.
    pub(crate) chapter_notes: Vec<String>,
    /// How many chapters were too many.
    left_out: usize,
}

/// Longer values are cut. // bytes; a transcript of a long episode fits
const VALUE_MAX: usize = 256 * 1024;
/// More names are left out.
const NAMES_MAX: usize = 500;
/// More chapters are left out.
pub(crate) const CHAPTERS_MAX: usize = 2000;

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

    /// Whether a further chapter is taken; one that is not is counted.
    pub(crate) fn has_room(&mut self) -> bool {
        let has_room = self.chapters.len() < CHAPTERS_MAX;
        self.left_out += usize::from(!has_room);
        has_room
    }

    /// Adds a chapter.
    pub(crate) fn add_chapter(&mut self, chapter: FoundChapter) {
        if self.has_room() {
            self.chapters.push(chapter);
        }
    }

    /// Adds what another tag of the same file says where this one says nothing: of several tags the first counts, as with other readers.
    pub(crate) fn merge(&mut self, later: Self) {
        let Self { tags, chapters, notes, chapter_notes, left_out } = later;
        for (name, value) in tags {
            self.tags.entry(name).or_insert(value);
        }
        if self.chapters.is_empty() {
            (self.chapters, self.chapter_notes, self.left_out) = (chapters, chapter_notes, left_out);
        }
        self.notes.extend(notes.into_iter().filter(|note| !self.notes.contains(note)).collect::<Vec<_>>());
    }

    /// What was not read, and what cannot be carried over.
    pub(crate) fn all_notes(&self) -> Vec<String> {
        self.notes.iter().chain(&self.chapter_notes).cloned().collect()
    }

    /// Puts the chapters in order, each once, and tells of those that are left out or hidden.
    pub(crate) fn finish(&mut self) {
        // stable, so that of two chapters at one time the first of the file comes first
        self.chapters.sort_by_key(|chapter| chapter.start);
        self.chapters.dedup_by(|later, earlier| later.start == earlier.start && later.title == earlier.title);
        let hidden: Vec<String> =
            self.chapters.iter().filter(|chapter| chapter.hidden).map(|chapter| chapter.start.to_string()).collect();
        if !hidden.is_empty() {
            let starts = hidden.join(", ");
            self.chapter_notes.push(format!(
                "the chapters at {starts} are hidden: they are in no table of contents, and apps show only their pictures; podwright has no hidden chapters, and an episode lists them like the others"
            ));
        }
        if self.left_out > 0 {
            self.chapter_notes.push(format!("there are {} more chapters; {CHAPTERS_MAX} are read at most", self.left_out));
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
    use crate::model::time::timestamp::Timestamp;

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

    fn chapter(seconds: u64, title: &str) -> FoundChapter {
        FoundChapter::new(Timestamp::from_millis(seconds * 1000), title)
    }

    #[test]
    fn chapters_are_in_order_and_never_doubled() {
        let mut found = FoundTags::default();
        for (seconds, title) in [(9, "c"), (1, "a"), (9, "c"), (1, "b"), (5, "")] {
            found.add_chapter(chapter(seconds, title));
        }
        found.finish();
        assert_eq!(found.chapters, [chapter(1, "a"), chapter(1, "b"), chapter(5, ""), chapter(9, "c")]);
        assert_eq!(found.all_notes(), [""; 0]);
    }

    #[test]
    fn of_several_tags_the_first_counts() {
        let (mut first, mut second) = (FoundTags::default(), FoundTags::default());
        first.add("title", "one");
        first.add_chapter(chapter(1, "a"));
        second.add("title", "two");
        second.add("album", "two");
        second.add_chapter(chapter(2, "b"));
        first.merge(second);
        assert_eq!((first.tags["title"].as_str(), first.tags["album"].as_str()), ("one", "two"));
        assert_eq!(first.chapters, [chapter(1, "a")]);
    }

    #[test]
    fn too_many_chapters_and_hidden_ones_are_told() {
        let mut found = FoundTags::default();
        found.add_chapter(FoundChapter { hidden: true, ..chapter(0, "") });
        for second in 0..CHAPTERS_MAX as u64 + 2 {
            found.add_chapter(chapter(second, "x"));
        }
        found.finish();
        let notes = found.all_notes();
        assert_eq!(notes.len(), 2);
        assert!(notes[0].starts_with("the chapters at 0:00 are hidden"), "{notes:?}");
        assert!(notes[1].starts_with("there are 3 more chapters"), "{notes:?}");
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
