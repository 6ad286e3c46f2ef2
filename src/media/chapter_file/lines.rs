//! Lines: labels of Audacity (`start TAB end TAB title`, in seconds), the text of mp4chaps (`00:00:00.000 title`), Ogg's pairs
//! (`CHAPTER01=…`, `CHAPTER01NAME=…`), or a time and a title as one writes them by hand.

use super::{ChapterFileError, ChapterFileFaults, chapter, fault, link, no_time, play_time, title};
use crate::media::chapter_file::file_chapter::FileChapter;
use crate::model::time::timestamp::Timestamp;

pub(super) fn parse(text: &str, faults: &mut ChapterFileFaults) -> Vec<FileChapter> {
    let mut chapters: Vec<FileChapter> = Vec::new();
    let mut pairs = Pairs::default();
    for (number, line) in (1..).zip(text.lines()) {
        // Tabs at the end part a label from the title that it lacks.
        let line = line.trim_end_matches([' ', '\r']);
        // A remark of mp4chaps, or the frequencies of a label of Audacity.
        if line.trim().is_empty() || line.starts_with('#') || line.starts_with("\\\t") {
            continue;
        }
        if let Some((key, value)) = line.split_once('=').filter(|(key, _)| key.starts_with("CHAPTER")) {
            pairs.take(number, key, value, faults);
        } else if let Some((start, words)) = label(line) {
            chapters.extend(faults.keep(title(number, words)).map(|words| chapter(number, start, words)));
        } else {
            chapters.extend(timed(number, line, faults));
        }
    }
    chapters.extend(pairs.finish(faults));
    chapters
}

/// Chapters of Ogg, each a time and then a name.
#[derive(Debug, Default)]
struct Pairs {
    /// The time whose name is to come, with its line; without the time where that could not be read, which was told already.
    pending: Option<(u32, Option<Timestamp>)>,
    /// A chapter for each name; none where its time or its title could not be read.
    chapters: Vec<Option<FileChapter>>,
}

impl Pairs {
    /// One line of a chapter.
    fn take(&mut self, number: u32, key: &str, value: &str, faults: &mut ChapterFileFaults) {
        if key.ends_with("NAME") {
            let pending = self.pending.take().ok_or_else(|| fault(number, "the name has no time before it"));
            let start = faults.keep(pending).and_then(|(_, start)| start);
            let words = faults.keep(title(number, value));
            self.chapters.push(start.zip(words).map(|(start, words)| chapter(number, start, words)));
        } else if key.ends_with("URL") {
            let last = faults.keep(self.chapters.last_mut().ok_or_else(|| fault(number, "the link has no chapter before it")));
            let url = faults.keep(link(number, Some(value))).flatten();
            if let Some(Some(read)) = last {
                read.chapter.url = url;
            }
        } else {
            let start = faults.keep(time(number, value));
            self.nameless(faults);
            self.pending = Some((number, start));
        }
    }

    /// A time that nothing follows.
    fn nameless(&mut self, faults: &mut ChapterFileFaults) {
        if let Some((number, _)) = self.pending.take() {
            faults.add(fault(number, "the chapter has no name"));
        }
    }

    fn finish(mut self, faults: &mut ChapterFileFaults) -> impl Iterator<Item = FileChapter> {
        self.nameless(faults);
        self.chapters.into_iter().flatten()
    }
}

/// A label of Audacity.
fn label(line: &str) -> Option<(Timestamp, &str)> {
    let (start, rest) = line.split_once('\t')?;
    let (end, title) = rest.split_once('\t')?;
    // Audacity writes the comma of some languages.
    let seconds = |text: &str| play_time(&text.replace(',', "."));
    seconds(end)?;
    Some((seconds(start)?, title))
}

/// A time and a title, with a hyphen between them or none.
fn timed(number: u32, line: &str, faults: &mut ChapterFileFaults) -> Option<FileChapter> {
    let line = line.trim_start();
    let (clock, words) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let clock = clock.trim_matches(['(', ')', '[', ']']);
    if !clock.contains(':') {
        // The line is none of a chapter, so nothing else of it is judged.
        faults.add(no_time(number, clock));
        return None;
    }
    let start = faults.keep(time(number, clock));
    let words = words.trim_start().trim_start_matches(['-', '–', '—']).trim_start();
    let (words, address) = linked(words);
    let words = faults.keep(title(number, words));
    let url = faults.keep(link(number, address));
    let mut read = chapter(number, start?, words?);
    read.chapter.url = url?;
    Some(read)
}

/// A title with the address that mp4chaps and Podlove's tools write behind it, as `Who decides? <https://example.org/>`.
fn linked(title: &str) -> (&str, Option<&str>) {
    let address = title.trim_end().strip_suffix('>').and_then(|title| title.rsplit_once('<'));
    let is_address = |address: &str| address.starts_with("https://") || address.starts_with("http://");
    match address.filter(|(before, address)| is_address(address) && !before.trim().is_empty()) {
        Some((title, address)) => (title.trim_end(), Some(address)),
        None => (title, None),
    }
}

fn time(number: u32, text: &str) -> Result<Timestamp, ChapterFileError> {
    play_time(text.trim()).ok_or_else(|| no_time(number, text.trim()))
}

#[cfg(test)]
mod tests {
    use crate::media::chapter_file::ChapterFileKind::Lines;
    use crate::media::chapter_file::tests::{all_refused, refused, told};

    #[test]
    fn reads_the_lines_of_many_programs() {
        let expected = ["0:00 Welcome", "0:12.500 Who decides?"];
        assert_eq!(told("0.000000\t12.500000\tWelcome\n\\\t100.0\t200.0\n12.500000\t41.4\tWho decides?\n", Lines), expected);
        assert_eq!(told("0,000000\t12,500000\tWelcome\r\n12,500000\t41,4\tWho decides?\r\n", Lines), expected);
        assert_eq!(told("## total-duration: 00:00:41.463\n00:00:00.000 Welcome\n00:00:12.500 Who decides?\n", Lines), expected);
        assert_eq!(told("0:00 Welcome\n\n0:12.5 - Who decides?", Lines), expected);
        assert_eq!(told("(0:00) Welcome\n[0:12.5] – Who decides?", Lines), expected);
        let linked = told("00:00:00.000 Welcome <to us>\n00:00:12.500 Who decides? <https://example.org/>\n", Lines);
        assert_eq!(linked, ["0:00 Welcome <to us>", "0:12.500 Who decides? <https://example.org/>"]);
        let ogg = "CHAPTER01=00:00:00.000\nCHAPTER01NAME=Welcome\nCHAPTER02=00:00:12.500\nCHAPTER02NAME=Who decides?\nCHAPTER02URL=https://example.org/";
        assert_eq!(told(ogg, Lines), ["0:00 Welcome", "0:12.500 Who decides? <https://example.org/>"]);
    }

    #[test]
    fn refuses_what_it_would_have_to_drop() {
        refused("0:00 Welcome\nWho decides?", Lines, 2, "not a time");
        refused("0:00 Welcome\n0:61 Who?", Lines, 2, "not a time");
        refused("0:00", Lines, 1, "the text is empty");
        refused("0.0\t1.0\t", Lines, 1, "the text is empty");
        refused("CHAPTER01=00:00:00.000\nCHAPTER02=00:00:01.000\nCHAPTER02NAME=A", Lines, 1, "no name");
        refused("CHAPTER01NAME=A", Lines, 1, "no time");
        refused("\n\n", Lines, 0, "no chapters");
    }
    #[test]
    fn every_fault_is_told_at_once_and_each_once() {
        all_refused(
            "0:00 Welcome\nWho decides?\n0:61\n1:00 End <https://exa mple.org/>\n2:00 Bye",
            Lines,
            &[(2, "`Who` is not a time"), (3, "not a time"), (3, "the text is empty"), (4, "the link cannot be used")],
        );
        all_refused(
            "CHAPTER01=soon\nCHAPTER01NAME=A\nCHAPTER01URL=https://example.org/\nCHAPTER02=00:01\nCHAPTER03=0:02\n\
             CHAPTER03NAME=C\nCHAPTER03URL=ftp://example.org/\nCHAPTER04NAME=D\nCHAPTER05=0:03",
            Lines,
            &[(1, "`soon`"), (4, "no name"), (7, "the link cannot be used"), (8, "no time"), (9, "no name")],
        );
        let faults = super::super::parse(&"words\n".repeat(25), Lines).unwrap_err();
        assert_eq!((faults.errors.len(), faults.more), (20, 5));
    }
}
