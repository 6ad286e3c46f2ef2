//! Reads the XML of a feed, once, from front to back (RSS 2.0 <https://www.rssboard.org/rss-specification>).

use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::NsReader;

use crate::feed::published::PublishedError;
use crate::feed::published::names::{FeedTag, Vocabulary, vocabulary};
use crate::feed::published::sink::FeedSink;
use crate::model::wording::line_counter::LineCounter;

/// Reads a feed into whatever collects it.
pub(in crate::feed) fn read<S: FeedSink>(text: &str, mut builder: S) -> Result<S::Read, PublishedError> {
    let mut reader = NsReader::from_str(text);
    let mut lines = LineCounter::of(text);
    loop {
        // The position before an element is that of the text before it.
        let before = reader.buffer_position();
        let event = match reader.read_resolved_event() {
            Ok((resolved, event)) => (vocabulary(&resolved), event),
            Err(error) => return Err(not_well_formed(&mut lines, reader.error_position(), &error.to_string())),
        };
        let end = reader.buffer_position();
        match event {
            (_, Event::Eof) => break,
            (vocabulary, Event::Start(start)) => {
                let element = element(vocabulary, &start).map_err(|reason| not_well_formed(&mut lines, end, &reason))?;
                builder.open(element, line_of(&mut lines, text, before))?;
            }
            (vocabulary, Event::Empty(start)) => {
                let element = element(vocabulary, &start).map_err(|reason| not_well_formed(&mut lines, end, &reason))?;
                builder.open(element, line_of(&mut lines, text, before))?;
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
        Some(name) => Err(not_well_formed(&mut lines, text.len() as u64, &format!("it ends before `</{name}>`"))),
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
    let written = start.name().as_ref().to_owned();
    Ok(FeedTag { vocabulary, name: start.local_name().as_ref().to_ascii_lowercase(), written, attributes })
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

/// A byte that the reader names.
fn byte(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

/// The line in which the first thing that is no space stands, from a byte on.
fn line_of(lines: &mut LineCounter<'_>, text: &str, position: u64) -> u32 {
    let start = byte(position).min(text.len());
    let spaces = text.as_bytes()[start..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    lines.at(start + spaces)
}

fn not_well_formed(lines: &mut LineCounter<'_>, position: u64, reason: &str) -> PublishedError {
    PublishedError::NotWellFormed { line: u64::from(lines.at(byte(position))), reason: reason.to_owned() }
}
