//! Podlove Simple Chapters 1.2 (<https://podlove.org/simple-chapters/>): alone, or inside a feed.

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;
use quick_xml::events::Event;

use super::{ChapterFileError, ChapterFileFaults, chapter, fault, link, no_time, picture, play_time, title};
use crate::media::chapter_file::file_chapter::FileChapter;
use crate::model::wording::line_counter::LineCounter;

pub(super) fn parse(text: &str, faults: &mut ChapterFileFaults) -> Vec<FileChapter> {
    let mut reader = Reader::from_str(text);
    let mut chapters = Vec::new();
    let byte = |position: u64| usize::try_from(position).unwrap_or(usize::MAX);
    let mut lines = LineCounter::of(text);
    loop {
        let at = lines.at(byte(reader.buffer_position()));
        match reader.read_event() {
            Ok(Event::Eof) => return chapters,
            Ok(Event::Start(element) | Event::Empty(element)) if element.local_name().as_ref() == "chapter" => {
                // The position before an element is that of the text before it.
                let line = lines.at(byte(reader.buffer_position())).max(at);
                chapters.extend(read(&element, line, faults));
            }
            Ok(_) => {}
            // an error is placed before what was read
            Err(error) => {
                let line = LineCounter::of(text).at(byte(reader.error_position()));
                // What follows a fault of XML cannot be told apart.
                faults.add(fault(line, format!("not XML: {error}")));
                return chapters;
            }
        }
    }
}

fn read(element: &BytesStart<'_>, line: u32, faults: &mut ChapterFileFaults) -> Option<FileChapter> {
    let attribute = |name: &str| -> Result<Option<String>, ChapterFileError> {
        let found = element.try_get_attribute(name).map_err(|error| fault(line, format!("not XML: {error}")))?;
        let value = found.map(|found| found.normalized_value(XmlVersion::Implicit1_0));
        value
            .transpose()
            .map(|value| value.map(std::borrow::Cow::into_owned))
            .map_err(|error| fault(line, format!("not XML: {error}")))
    };
    // An attribute that is no XML leaves the others unread: it is told once.
    if let Err(error) = attribute("") {
        faults.add(error);
        return None;
    }
    let needed = |name: &str| {
        let found = attribute(name)?;
        found.ok_or_else(|| fault(line, format!("the chapter has no `{name}`")))
    };
    let start = faults.keep(needed("start").and_then(|start| play_time(&start).ok_or_else(|| no_time(line, &start))));
    let named = faults.keep(needed("title").and_then(|text| title(line, &text)));
    let url = faults.keep(attribute("href").and_then(|url| link(line, url.as_deref())));
    let image = faults.keep(attribute("image").and_then(|image| picture(line, image.as_deref())));
    let mut read = chapter(line, start?, named?);
    (read.chapter.url, read.picture) = (url?, image?);
    Some(read)
}

#[cfg(test)]
mod tests {
    use crate::media::chapter_file::ChapterFileKind::Psc;
    use crate::media::chapter_file::tests::{all_refused, refused, told};

    #[test]
    fn reads_a_file_of_chapters() {
        let xml = "<?xml version=\"1.0\"?>\n<psc:chapters version=\"1.2\" xmlns:psc=\"http://podlove.org/simple-chapters\">\n\
                   <psc:chapter start=\"00:00:12.500\" title=\"Who &amp; what?\" href=\"https://example.org/?a&amp;b\"/>\n\
                   <psc:chapter start='0' title='Welcome'></psc:chapter>\n</psc:chapters>";
        assert_eq!(told(xml, Psc), ["0:00 Welcome", "0:12.500 Who & what? <https://example.org/?a&b>"]);
    }

    #[test]
    fn refuses_what_it_would_have_to_drop() {
        refused("<chapters>\n<chapter start='x' title='A'/></chapters>", Psc, 2, "not a time");
        refused("<chapters>\n<chapter title='A'/></chapters>", Psc, 2, "no `start`");
        refused("<chapters>\n<chapter start='0'/></chapters>", Psc, 2, "no `title`");
        refused("<chapters>\n\n</other>", Psc, 3, "not XML");
        refused("words", Psc, 0, "no chapters");
    }
    #[test]
    fn every_fault_is_told_at_once() {
        all_refused(
            "<chapters>\n<chapter start='x' title=''/>\n<chapter title='B' href='javascript:a()'/>\n<chapter start='1' title='C'/>\n\
             <chapter start='2' title='D' image='ftp://e.org/a.jpg'/>\n<chapter start=3 title='E'/>\n</other>",
            Psc,
            &[
                (2, "not a time"),
                (2, "the text is empty"),
                (3, "no `start`"),
                (3, "the link cannot be used"),
                (5, "the picture cannot be used"),
                (6, "not XML"),
                (7, "not XML"),
            ],
        );
    }
}
