//! Tags in WAV and AIFF: an ID3v2 tag in a chunk of its own, RIFF's `INFO` list, AIFF's texts, and the cue points of WAV as chapters
//! (Multimedia Programming Interface and Data Specifications 1.0, "Waveform Audio File Format"; Audio Interchange File Format 1.3).

use std::collections::BTreeMap;
use std::io;
use std::ops::Range;

use crate::media::bytes::numbers::le32;
use crate::media::bytes::window::Window;
use crate::media::container::riff::Endian;
use crate::media::container::riff::chunks_in;
use crate::media::container::riff::chunks_of;
use crate::media::tags::found_tags::CHAPTERS_MAX;
use crate::media::tags::found_tags::FoundTags;
use crate::media::tags::found_tags::id3v2;
use crate::media::tags::id3v2::text::decode;
use crate::model::files::byte_source::ByteSource;
use crate::model::media::chapter::FoundChapter;
use crate::model::time::timestamp::Timestamp;

/// Names for entries of an `INFO` list; others go by their four letters.
const NAMES: [(&[u8; 4], &str); 11] = [
    (b"INAM", "title"),
    (b"IPRD", "album"),
    (b"IART", "artist"),
    (b"ICRD", "date"),
    (b"IGNR", "genre"),
    (b"ICMT", "comment"),
    (b"ISFT", "encoder"),
    (b"ICOP", "copyright"),
    (b"ILNG", "language"),
    (b"IPRT", "track"),
    (b"ITRK", "track"),
];

/// Names for the texts of AIFF.
const AIFF_NAMES: [(&[u8; 4], &str); 4] = [(b"NAME", "title"), (b"AUTH", "artist"), (b"(c) ", "copyright"), (b"ANNO", "comment")];

/// Length of a cue point: its number, its place among the samples played, the chunk, where that and its block begin, and the sample in it.
const CUE_POINT: usize = 24;

/// The tags of a file, added to what was found already. Where several kinds say the same, ID3v2 counts.
pub(crate) fn read(source: &dyn ByteSource, found: &mut FoundTags) -> io::Result<()> {
    let mut window = Window::new(source);
    let (endian, chunks) = chunks_of(&mut window, source)?;
    let mut own = FoundTags::default();
    let mut cues = Cues::default();
    for (name, content) in chunks {
        let content = content.start..content.end.min(source.len());
        match &name {
            b"id3 " | b"ID3 " => {
                id3v2::read(source, content.start, found)?;
            }
            b"LIST" if window.at(content.start, 4)? == b"INFO" => {
                for (name, content) in chunks_in(&mut window, content.start + 4..content.end, endian)? {
                    let letters = String::from_utf8_lossy(&name).into_owned();
                    let known = NAMES.iter().find(|(id, _)| **id == name).map_or(letters.as_str(), |(_, name)| name);
                    own.add(known, &text(&mut window, &content)?);
                }
            }
            b"LIST" if window.at(content.start, 4)? == b"adtl" => {
                cues.read_labels(&mut window, content.start + 4..content.end, endian)?;
            }
            b"fmt " => cues.sample_rate = le32(window.at(content.start, 8)?, 4).unwrap_or(0),
            b"cue " => cues.read_points(&mut window, &content)?,
            _ if endian == Endian::Big => {
                if let Some((_, known)) = AIFF_NAMES.iter().find(|(id, _)| **id == name) {
                    own.add(known, &text(&mut window, &content)?);
                }
            }
            _ => {}
        }
    }
    for chapter in cues.chapters() {
        own.add_chapter(chapter);
    }
    found.merge(own);
    Ok(())
}

/// A text that ends at a zero, or with its chunk.
fn text(window: &mut Window<'_>, content: &Range<u64>) -> io::Result<String> {
    let length = usize::try_from(content.end.saturating_sub(content.start)).unwrap_or(usize::MAX);
    let bytes = window.at(content.start, length)?;
    Ok(decode(bytes.split(|byte| *byte == 0).next().unwrap_or_default(), 3).unwrap_or_default())
}

/// The cue points of a WAV file.
#[derive(Default)]
struct Cues {
    sample_rate: u32,
    /// Number and sample.
    points: Vec<(u32, u32)>,
    /// Labels by the numbers of their points.
    labels: BTreeMap<u32, String>,
}

impl Cues {
    fn read_points(&mut self, window: &mut Window<'_>, content: &Range<u64>) -> io::Result<()> {
        let count = le32(window.at(content.start, 4)?, 0).unwrap_or(0);
        for index in 0..u64::from(count).min(CHAPTERS_MAX as u64) {
            let at = content.start + 4 + index * CUE_POINT as u64;
            let point = window.at(at, CUE_POINT)?;
            let (Some(number), Some(sample)) = (le32(point, 0), le32(point, CUE_POINT - 4)) else { break };
            if at + CUE_POINT as u64 > content.end {
                break;
            }
            self.points.push((number, sample));
        }
        Ok(())
    }

    fn read_labels(&mut self, window: &mut Window<'_>, content: Range<u64>, endian: Endian) -> io::Result<()> {
        for (name, content) in chunks_in(window, content, endian)? {
            if &name == b"labl"
                && let Some(number) = le32(window.at(content.start, 4)?, 0)
            {
                let label = text(window, &(content.start + 4..content.end.max(content.start + 4)))?;
                self.labels.insert(number, label);
            }
        }
        Ok(())
    }

    fn chapters(&self) -> Vec<FoundChapter> {
        let Some(rate) = Some(u64::from(self.sample_rate)).filter(|rate| *rate > 0) else { return Vec::new() };
        let start = |sample: u32| Timestamp::from_millis(u64::from(sample) * 1000 / rate);
        let title = |number: &u32| self.labels.get(number).map_or("", String::as_str);
        self.points.iter().map(|(number, sample)| FoundChapter::new(start(*sample), title(number))).collect()
    }
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

    fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
        let mut bytes = [name.as_slice(), &u32::try_from(content.len()).unwrap().to_le_bytes(), content].concat();
        bytes.resize(bytes.len().next_multiple_of(2), 0);
        bytes
    }

    #[test]
    fn cue_points_are_chapters() {
        let point = |number: u32, sample: u32| [&number.to_le_bytes(), &[0; 16][..], &sample.to_le_bytes()].concat();
        let words = |words: &[u32]| words.iter().flat_map(|word| word.to_le_bytes()).collect::<Vec<u8>>();
        let points = [words(&[3]), point(1, 0), point(2, 24_000), point(7, 4_000)].concat();
        let labels = [b"adtl".to_vec(), chunk(b"labl", b"\x02\0\0\0Two\0"), chunk(b"note", b""), chunk(b"labl", b"")].concat();
        let chunks = [chunk(b"fmt ", &words(&[0x1_0001, 8000, 16_000])), chunk(b"cue ", &points), chunk(b"LIST", &labels)];
        let file = [b"RIFF\0\0\0\0WAVE".to_vec(), chunks.concat()].concat();
        let mut found = FoundTags::default();
        read(&file, &mut found).unwrap();
        found.finish();
        let told: Vec<_> = found.chapters.iter().map(|chapter| (chapter.start.as_millis(), chapter.title.as_str())).collect();
        assert_eq!(told, [(0, ""), (500, ""), (3000, "Two")]);
        for length in 0..file.len() {
            read(&file[..length].to_vec(), &mut FoundTags::default()).unwrap();
        }
    }

    #[test]
    fn texts_of_aiff_are_read() {
        let file = b"FORM\0\0\0\0AIFFNAME\0\0\0\x02HiAUTH\0\0\0\x03Ada\0SSND\0\0\0\0".to_vec();
        let mut found = FoundTags::default();
        read(&file, &mut found).unwrap();
        let tags: Vec<_> = found.tags.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(tags, [("artist", "Ada"), ("title", "Hi")]);
    }
}
