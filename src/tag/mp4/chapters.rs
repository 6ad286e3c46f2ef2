//! Our chapters in an MP4 file, twice: as a track of text that the sound's track points to, which Apple's players read (the chapter lists of
//! the `QuickTime` file format), and as a list `chpl` of version 1 (Nero's, undocumented), which AntennaPod and MediaInfo
//! read. mp4ameta writes version 0 of the list, which these two misread, and a track that always begins at zero; so both are our own.

use crate::media::tags::mp4::atom::{Atom, Holds};
use crate::media::tags::mp4::chapters::OUR_CHAPTERS;
use crate::tag::error::TagError;
use crate::tag::id3v2::ours::CHAPTERS_MAX;
use crate::tag::mp4::movie::Movie;
use crate::tag::wanted::{Wanted, WantedChapter};

/// The name of our chapter track, by which it is told from those of others.
pub(in crate::tag) const HANDLER: &str = OUR_CHAPTERS;

/// Bytes of a title in the list: its length is one byte.
const LIST_TITLE_MAX: usize = 255;

/// Bytes of a title in the track: its length is two bytes, of which other readers take one for a sign.
const TRACK_TITLE_MAX: usize = 32_000;

/// Units of the list in a millisecond: it counts in 100 ns.
const LIST_UNITS: u64 = 10_000;

/// Ticks a second of the track.
const TIMESCALE: u32 = 1000;

/// Our chapters, ready to be put in.
pub(in crate::tag) struct NewChapters {
    /// The track; where its samples are is told by [`set_place`](Self::set_place).
    pub trak: Atom,
    /// The list.
    pub list: Atom,
    /// The samples of the track, in a box of their own.
    pub samples: Atom,
}

impl NewChapters {
    /// The chapters of the wanted tag, in a track of this id.
    ///
    /// # Errors
    /// Where there are more than the list can hold, or the recording is too long for it.
    pub(in crate::tag) fn new(wanted: &Wanted, track_id: u32, movie: Movie) -> Result<Self, TagError> {
        let chapters = &wanted.chapters;
        if chapters.len() > CHAPTERS_MAX {
            return Err(TagError::TooMuch { what: "chapters", found: chapters.len() as u64, limit: CHAPTERS_MAX as u64 });
        }
        let samples: Vec<Vec<u8>> = chapters.iter().map(sample).collect();
        Ok(Self {
            trak: track(wanted, track_id, movie, &samples)?,
            list: list(chapters),
            samples: Atom::of_bytes(b"mdat", samples.concat()),
        })
    }

    /// Tells the track where its samples begin, from the start of the file (bytes).
    ///
    /// # Errors
    /// Where that is past 4 GiB.
    pub(in crate::tag) fn set_place(&mut self, place: u64) -> Result<(), TagError> {
        let place = narrow(place, "bytes before the chapters")?;
        let table = self.trak.find_mut(&[b"mdia", b"minf", b"stbl", b"stco"]);
        if let Some(table) = table {
            table.holds = Holds::Bytes(words(&[0, 1, place]));
        }
        Ok(())
    }
}

/// The longest address of a link: its length is one byte.
pub(in crate::tag) const LINK_MAX: usize = 255;

/// A sample: the length of the title, the title, a box that says that it is UTF-8, and one with the link: the letters that it is on, its address,
/// and no other text for it.
fn sample(chapter: &WantedChapter) -> Vec<u8> {
    let title = cut(&chapter.title, TRACK_TITLE_MAX);
    let length = u16::try_from(title.len()).unwrap_or(0);
    let mut sample = [length.to_be_bytes().as_slice(), title.as_bytes(), b"\0\0\0\x0cencd\0\0\x01\0"].concat();
    if let Some(url) = chapter.url.as_ref().filter(|url| url.len() <= LINK_MAX) {
        let address = u8::try_from(url.len()).unwrap_or(0);
        let letters = u16::try_from(title.chars().count()).unwrap_or(u16::MAX);
        sample.extend((8 + 6 + u32::from(address)).to_be_bytes());
        sample.extend([b"href\0\0".as_slice(), &letters.to_be_bytes(), &[address], url.as_bytes(), &[0]].concat());
    }
    sample
}

/// ```text
/// version 1, flags, reserved, 5 bytes   entries, 4 bytes   [start, 8 bytes   length of the title, 1 byte   title] ...
/// ```
fn list(chapters: &[WantedChapter]) -> Atom {
    let mut bytes = vec![1, 0, 0, 0, 0, 0, 0, 0, u8::try_from(chapters.len()).unwrap_or(u8::MAX)];
    for chapter in chapters {
        let title = cut(&chapter.title, LIST_TITLE_MAX);
        bytes.extend((u64::from(chapter.start) * LIST_UNITS).to_be_bytes());
        bytes.push(u8::try_from(title.len()).unwrap_or(0));
        bytes.extend(title.as_bytes());
    }
    Atom::of_bytes(b"chpl", bytes)
}

fn track(wanted: &Wanted, id: u32, movie: Movie, samples: &[Vec<u8>]) -> Result<Atom, TagError> {
    let start = wanted.chapters.first().map_or(0, |chapter| chapter.start);
    let end = wanted.chapters.last().map_or(0, |chapter| chapter.end);
    let whole = narrow(movie.ticks(end), "ticks of the recording")?;
    let mut boxes = vec![track_header(id, whole)];
    if start > 0 {
        // The track begins with its first chapter; an empty edit puts it in its place.
        let before = narrow(movie.ticks(start), "ticks of the recording")?;
        let edits = words(&[0, 2, before, u32::MAX, 0x1_0000, whole.saturating_sub(before), 0, 0x1_0000]);
        boxes.push(Atom::of_atoms(b"edts", vec![Atom::of_bytes(b"elst", edits)]));
    }
    let mut media_header = words(&[0, 0, 0, TIMESCALE, end - start]);
    media_header.extend(packed_language(&wanted.language));
    media_header.extend([0, 0]);
    let media = vec![Atom::of_bytes(b"mdhd", media_header), handler(), media_information(&wanted.chapters, samples)?];
    boxes.push(Atom::of_atoms(b"mdia", media));
    Ok(Atom::of_atoms(b"trak", boxes))
}

/// ISO/IEC 14496-12, section 8.3.2. The flag says "in the movie" and not "enabled": nobody is to show it over the sound.
fn track_header(id: u32, duration: u32) -> Atom {
    let mut header = words(&[2, 0, 0, id, 0, duration, 0, 0, 0, 0]);
    header.extend(words(&[0x1_0000, 0, 0, 0, 0x1_0000, 0, 0, 0, 0x4000_0000, 0, 0]));
    Atom::of_bytes(b"tkhd", header)
}

fn handler() -> Atom {
    let mut bytes = vec![0; 8];
    bytes.extend(b"text");
    bytes.extend([0; 12]);
    bytes.extend(HANDLER.as_bytes());
    bytes.push(0);
    Atom::of_bytes(b"hdlr", bytes)
}

fn media_information(chapters: &[WantedChapter], samples: &[Vec<u8>]) -> Result<Atom, TagError> {
    // "Base media information header atom": graphics mode "copy", a medium grey, no balance; then the text media's matrix.
    let graphics = Atom::of_bytes(b"gmin", [words(&[0, 0x0040_8000, 0x8000_8000]), vec![0; 4]].concat());
    let matrix = Atom::of_bytes(b"text", words(&[0x1_0000, 0, 0, 0, 0x1_0000, 0, 0, 0, 0x4000_0000]));
    let place = Atom::of_bytes(b"dref", [words(&[0, 1, 12]), b"url ".to_vec(), words(&[1])].concat());
    Ok(Atom::of_atoms(
        b"minf",
        vec![
            Atom::of_atoms(b"gmhd", vec![graphics, matrix]),
            Atom::of_atoms(b"dinf", vec![place]),
            Atom::of_atoms(b"stbl", sample_tables(chapters, samples)?),
        ],
    ))
}

fn sample_tables(chapters: &[WantedChapter], samples: &[Vec<u8>]) -> Result<Vec<Atom>, TagError> {
    let count = narrow(samples.len() as u64, "chapters")?;
    let starts = chapters.iter().map(|chapter| chapter.start);
    let ends = starts.clone().skip(1).chain(chapters.last().map(|last| last.end));
    let times: Vec<u32> = starts.zip(ends).flat_map(|(start, end)| [1, end.saturating_sub(start)]).collect();
    let sizes = samples.iter().map(|sample| narrow(sample.len() as u64, "bytes in a title")).collect::<Result<Vec<_>, _>>()?;
    // "Text sample description": no flags, left, white, no box, the system's font.
    let mut text = vec![0, 0, 0, 0, 0, 0, 0, 1];
    text.extend([0; 43]);
    let entry = [&words(&[0, 1, 8 + 51]), b"text".as_slice(), &text].concat();
    Ok(vec![
        Atom::of_bytes(b"stsd", entry),
        Atom::of_bytes(b"stts", words(&[[0, count].as_slice(), &times].concat())),
        Atom::of_bytes(b"stsc", words(&[0, 1, 1, count, 1])),
        Atom::of_bytes(b"stsz", words(&[[0, 0, count].as_slice(), &sizes].concat())),
        Atom::of_bytes(b"stco", words(&[0, 1, 0])),
    ])
}

/// Three letters of five bits each (ISO/IEC 14496-12, section 8.4.2).
pub(in crate::tag) fn packed_language(letters: &str) -> [u8; 2] {
    let known = letters.len() == 3 && letters.bytes().all(|byte| byte.is_ascii_lowercase());
    let letters = if known { letters } else { "und" };
    letters.bytes().fold(0u16, |packed, byte| packed << 5 | u16::from(byte - 0x60)).to_be_bytes()
}

/// The language of two such bytes.
pub(in crate::tag) fn unpacked_language(packed: [u8; 2]) -> String {
    let packed = u16::from_be_bytes(packed);
    [10, 5, 0]
        .into_iter()
        .filter_map(|shift| u8::try_from(packed >> shift & 0x1F).ok())
        .map(|letter| char::from(letter + 0x60))
        .collect()
}

/// The beginning of a text in at most so many bytes, whole letters.
fn cut(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_be_bytes()).collect()
}

fn narrow(number: u64, what: &'static str) -> Result<u32, TagError> {
    u32::try_from(number).map_err(|_| TagError::TooMuch { what, found: number, limit: u32::MAX.into() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tag::testing::wanted;

    #[test]
    fn a_language_is_packed_and_unpacked() {
        assert_eq!(packed_language("und"), [0x55, 0xC4], "the value that every muxer writes");
        assert_eq!(unpacked_language(packed_language("cym")), "cym");
        assert_eq!(packed_language("EN"), packed_language("und"));
    }

    #[test]
    fn the_list_is_of_version_1_and_titles_end_with_a_whole_letter() {
        let mut chapters = wanted().chapters;
        chapters[1].title = "ŵ".repeat(200);
        let bytes = list(&chapters).bytes().to_vec();
        assert_eq!(&bytes[..9], [1, 0, 0, 0, 0, 0, 0, 0, 2]);
        assert_eq!(&bytes[9..24], b"\0\0\0\0\0\0\0\0\x06Croeso");
        assert_eq!((&bytes[24..32], bytes[32], bytes.len()), (15_000_000u64.to_be_bytes().as_slice(), 254, 33 + 254));
    }

    #[test]
    fn refuses_more_chapters_than_the_list_holds() {
        let wanted = Wanted { chapters: vec![wanted().chapters[0].clone(); 256], ..wanted() };
        let answer = NewChapters::new(&wanted, 2, Movie { timescale: 1000 });
        assert!(matches!(answer, Err(TagError::TooMuch { found: 256, .. })));
    }
}
