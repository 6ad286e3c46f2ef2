//! Podlove Simple Chapters 1.2 (<https://podlove.org/simple-chapters/>): alone, or inside a feed.

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;
use quick_xml::events::Event;

use super::{ChapterFileError, chapter, fault, link, picture, play_time};
use crate::media::chapter_file::file_chapter::FileChapter;
use crate::model::wording::line_counter::LineCounter;

pub(super) fn parse(text: &str) -> Result<Vec<FileChapter>, ChapterFileError> {
    let mut reader = Reader::from_str(text);
    let mut chapters = Vec::new();
    let byte = |position: u64| usize::try_from(position).unwrap_or(usize::MAX);
    let mut lines = LineCounter::of(text);
    loop {
        let at = lines.at(byte(reader.buffer_position()));
        match reader.read_event() {
            Ok(Event::Eof) => return Ok(chapters),
            Ok(Event::Start(element) | Event::Empty(element)) if element.local_name().as_ref() == "chapter" => {
                // The position before an element is that of the text before it.
                let line = lines.at(byte(reader.buffer_position())).max(at);
                chapters.push(read(&element, line)?);
            }
            Ok(_) => {}
            // an error is placed before what was read
            Err(error) => {
                let line = LineCounter::of(text).at(byte(reader.error_position()));
                return Err(fault(line, format!("not XML: {error}")));
            }
        }
    }
}

fn read(element: &BytesStart<'_>, line: u32) -> Result<FileChapter, ChapterFileError> {
    let attribute = |name: &str| -> Result<Option<String>, ChapterFileError> {
        let found = element.try_get_attribute(name).map_err(|error| fault(line, format!("not XML: {error}")))?;
        let value = found.map(|found| found.normalized_value(XmlVersion::Implicit1_0));
        value
            .transpose()
            .map(|value| value.map(std::borrow::Cow::into_owned))
            .map_err(|error| fault(line, format!("not XML: {error}")))
    };
    let start = attribute("start")?.ok_or_else(|| fault(line, "the chapter has no `start`"))?;
    let start = play_time(&start).ok_or_else(|| fault(line, format!("`{start}` is not a time")))?;
    let title = attribute("title")?.ok_or_else(|| fault(line, "the chapter has no `title`"))?;
    let mut read = chapter(line, start, &title)?;
    read.chapter.url = link(line, attribute("href")?.as_deref())?;
    read.picture = picture(line, attribute("image")?.as_deref())?;
    Ok(read)
}

#[cfg(test)]
mod tests {
    use crate::media::chapter_file::ChapterFileKind::Psc;
    use crate::media::chapter_file::tests::{refused, told};

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
}
