//! Reads the XML of a feed, once, from front to back (RSS 2.0 <https://www.rssboard.org/rss-specification>).

use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::NsReader;

use crate::feed::published::channel::FeedBuilder;
use crate::feed::published::names::{FeedTag, Vocabulary, vocabulary};
use crate::feed::published::{Published, PublishedError};

/// Reads a feed.
pub(in crate::feed) fn read(text: &str) -> Result<Published, PublishedError> {
    let mut reader = NsReader::from_str(text);
    let mut lines = TextLines { text, at: 0, line: 1 };
    let mut builder = FeedBuilder::default();
    loop {
        // The position before an element is that of the text before it.
        let before = reader.buffer_position();
        let event = match reader.read_resolved_event() {
            Ok((resolved, event)) => (vocabulary(&resolved), event),
            Err(error) => return Err(lines.not_well_formed(reader.error_position(), &error.to_string())),
        };
        let end = reader.buffer_position();
        match event {
            (_, Event::Eof) => break,
            (vocabulary, Event::Start(start)) => {
                let element = element(vocabulary, &start).map_err(|reason| lines.not_well_formed(end, &reason))?;
                builder.open(element, lines.line_of(before))?;
            }
            (vocabulary, Event::Empty(start)) => {
                let element = element(vocabulary, &start).map_err(|reason| lines.not_well_formed(end, &reason))?;
                builder.open(element, lines.line_of(before))?;
                builder.close();
            }
            (_, Event::End(_)) => builder.close(),
            (_, Event::Text(text)) => builder.say(&text.xml10_content()),
            (_, Event::CData(text)) => builder.say(&text.xml10_content()),
            (_, Event::GeneralRef(entity)) => builder.say(&resolve(&entity)),
            _ => {}
        }
    }
    match builder.open_element() {
        Some(name) => Err(lines.not_well_formed(text.len() as u64, &format!("it ends before `</{name}>`"))),
        None => builder.finish(),
    }
}

fn element(vocabulary: Vocabulary, start: &BytesStart<'_>) -> Result<FeedTag, String> {
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| error.to_string())?;
        attributes.push((attribute.key.local_name().as_ref().to_owned(), value.into_owned()));
    }
    Ok(FeedTag { vocabulary, name: start.local_name().as_ref().to_ascii_lowercase(), attributes })
}

/// What an entity stands for. One that XML does not know is an entity of HTML, which is resolved with the HTML around it.
fn resolve(entity: &BytesRef<'_>) -> String {
    if let Ok(Some(character)) = entity.resolve_char_ref() {
        return character.to_string();
    }
    let name = entity.xml10_content();
    match name.as_ref() {
        "amp" => "&".to_owned(),
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "quot" => "\"".to_owned(),
        "apos" => "'".to_owned(),
        other => format!("&{other};"),
    }
}

/// Counts lines on the way through the text, so that the text is walked once.
struct TextLines<'a> {
    text: &'a str,
    at: usize,
    line: u64,
}

impl TextLines<'_> {
    /// The line in which the first thing that is no blank stands, from a byte on.
    fn line_of(&mut self, position: u64) -> u32 {
        let start = usize::try_from(position).unwrap_or(usize::MAX).min(self.text.len());
        let blanks = self.text.as_bytes()[start..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        u32::try_from(self.to(start + blanks)).unwrap_or(u32::MAX)
    }

    fn to(&mut self, end: usize) -> u64 {
        let end = end.min(self.text.len());
        if end > self.at {
            let breaks = self.text.as_bytes()[self.at..end].split(|byte| *byte == b'\n').count() - 1;
            (self.at, self.line) = (end, self.line + breaks as u64);
        }
        self.line
    }

    fn not_well_formed(&mut self, position: u64, reason: &str) -> PublishedError {
        let line = self.to(usize::try_from(position).unwrap_or(usize::MAX));
        PublishedError::NotWellFormed { line, reason: reason.to_owned() }
    }
}
