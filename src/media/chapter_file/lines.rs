//! Lines: labels of Audacity (`start TAB end TAB title`, in seconds), the text of mp4chaps (`00:00:00.000 title`), Ogg's pairs
//! (`CHAPTER01=…`, `CHAPTER01NAME=…`), or a time and a title as one writes them by hand.

use super::{ChapterFileError, chapter, fault, link, play_time};
use crate::media::chapter_file::file_chapter::FileChapter;
use crate::model::time::timestamp::Timestamp;

pub(super) fn parse(text: &str) -> Result<Vec<FileChapter>, ChapterFileError> {
    let mut chapters: Vec<FileChapter> = Vec::new();
    let mut pending: Option<(u32, Timestamp)> = None;
    for (number, line) in (1..).zip(text.lines()) {
        // Tabs at the end part a label from the title that it lacks.
        let line = line.trim_end_matches([' ', '\r']);
        // A remark of mp4chaps, or the frequencies of a label of Audacity.
        if line.trim().is_empty() || line.starts_with('#') || line.starts_with("\\\t") {
            continue;
        }
        if let Some((key, value)) = line.split_once('=').filter(|(key, _)| key.starts_with("CHAPTER")) {
            ogg(number, key, value, &mut pending, &mut chapters)?;
        } else if let Some((start, title)) = label(line) {
            chapters.push(chapter(number, start, title)?);
        } else {
            chapters.push(timed(number, line)?);
        }
    }
    match pending {
        Some((number, _)) => Err(fault(number, "the chapter has no name")),
        None => Ok(chapters),
    }
}

/// One half of a pair of Ogg's.
fn ogg(
    number: u32,
    key: &str,
    value: &str,
    pending: &mut Option<(u32, Timestamp)>,
    chapters: &mut Vec<FileChapter>,
) -> Result<(), ChapterFileError> {
    if key.ends_with("NAME") {
        let (_, start) = pending.take().ok_or_else(|| fault(number, "the name has no time before it"))?;
        chapters.push(chapter(number, start, value)?);
    } else if key.ends_with("URL") {
        let last = chapters.last_mut().ok_or_else(|| fault(number, "the link has no chapter before it"))?;
        last.chapter.url = link(number, Some(value))?;
    } else if let Some((number, _)) = pending.replace((number, time(number, value)?)) {
        return Err(fault(number, "the chapter has no name"));
    }
    Ok(())
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
fn timed(number: u32, line: &str) -> Result<FileChapter, ChapterFileError> {
    let line = line.trim_start();
    let (clock, title) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let clock = clock.trim_matches(['(', ')', '[', ']']);
    if !clock.contains(':') {
        return Err(fault(number, format!("`{clock}` is not a time such as `1:23`")));
    }
    let title = title.trim_start().trim_start_matches(['-', '–', '—']).trim_start();
    let (title, address) = linked(title);
    let mut read = chapter(number, time(number, clock)?, title)?;
    read.chapter.url = link(number, address)?;
    Ok(read)
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
    play_time(text.trim()).ok_or_else(|| fault(number, format!("`{}` is not a time such as `1:23`", text.trim())))
}

#[cfg(test)]
mod tests {
    use crate::media::chapter_file::ChapterFileKind::Lines;
    use crate::media::chapter_file::tests::{refused, told};

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
        refused("CHAPTER01=00:00:00.000\nCHAPTER02=00:00:01.000", Lines, 1, "no name");
        refused("CHAPTER01NAME=A", Lines, 1, "no time");
        refused("\n\n", Lines, 0, "no chapters");
    }
}
