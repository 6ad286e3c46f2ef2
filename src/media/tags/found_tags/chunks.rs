//! Tags in WAV and AIFF: an ID3v2 tag in a chunk of its own, and RIFF's `INFO` list.

use std::io;

use crate::media::bytes::window::Window;
use crate::media::container::riff::chunks_in;
use crate::media::container::riff::chunks_of;
use crate::media::tags::found_tags::FoundTags;
use crate::media::tags::found_tags::id3v2;
use crate::model::files::byte_source::ByteSource;

/// Names for entries of an `INFO` list; others go by their four letters.
const NAMES: [(&[u8; 4], &str); 7] = [
    (b"INAM", "title"),
    (b"IPRD", "album"),
    (b"IART", "artist"),
    (b"ICRD", "date"),
    (b"IGNR", "genre"),
    (b"ICMT", "comment"),
    (b"ISFT", "encoder"),
];

/// The tags of a file, added to what was found already.
pub(crate) fn read(source: &dyn ByteSource, found: &mut FoundTags) -> io::Result<()> {
    let mut window = Window::new(source);
    let (endian, chunks) = chunks_of(&mut window, source)?;
    for (name, content) in chunks {
        let content = content.start..content.end.min(source.len());
        match &name {
            b"id3 " | b"ID3 " => id3v2::read(source, content, found),
            b"LIST" if window.at(content.start, 4)? == b"INFO" => {
                for (name, content) in chunks_in(&mut window, content.start + 4..content.end, endian)? {
                    let length = usize::try_from(content.end.saturating_sub(content.start)).unwrap_or(usize::MAX);
                    let value = String::from_utf8_lossy(window.at(content.start, length)?).into_owned();
                    let letters = String::from_utf8_lossy(&name).into_owned();
                    let known = NAMES.iter().find(|(id, _)| **id == name).map_or(letters.as_str(), |(_, name)| name);
                    found.add(known, value.split('\0').next().unwrap_or_default());
                }
            }
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_an_info_list() {
        let file = b"RIFF\0\0\0\0WAVELIST\x1A\0\0\0INFOINAM\x03\0\0\0Hi\0\0IXYZ\x02\0\0\0abdata\xFF\xFF\xFF\xFF".to_vec();
        let mut found = FoundTags::default();
        read(&file, &mut found).unwrap();
        let tags: Vec<_> = found.tags.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(tags, [("IXYZ", "ab"), ("title", "Hi")]);
    }
}
