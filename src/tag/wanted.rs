//! What a file's tag shall say, taken from the show and the episode alone.

use std::collections::BTreeMap;

use crate::layout::output::Output;
use crate::model::episode::Episode;
use crate::model::files::show_path::ShowPath;
use crate::model::identity::digest::Sha256;
use crate::model::media::audio_length::AudioLength;
use crate::model::media::chapter::{Chapter, ChapterFile};
use crate::model::settings::tag_version::TagVersion;
use crate::model::show::Show;
use crate::tag::picture::TagPicture;

/// Counts up whenever the same wanted values come to be written as other bytes, so that the lock knows old tags as stale.
const TAGGER: u32 = 1;

/// What a file's tag shall say.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Wanted {
    /// Which version of ID3v2 is written; of no meaning for MP4.
    pub version: TagVersion,
    /// The episode's title.
    pub title: String,
    /// The show's title.
    pub album: String,
    /// The show's author, as artist and album artist.
    pub artist: String,
    /// The episode's number.
    pub track: Option<u32>,
    /// The season.
    pub disc: Option<u32>,
    /// The day on which it comes out, by the clock of the show: `2022-07-04`.
    pub date: String,
    /// The summary: our comment, and the podcast description; empty where there is none.
    pub summary: String,
    /// The language: three letters of ISO 639-2.
    pub language: String,
    /// The front cover.
    pub cover: Option<TagPicture>,
    /// The chapters, by time.
    pub chapters: Vec<WantedChapter>,
    /// The episode's guid.
    pub guid: String,
    /// The address of the feed; ASCII.
    pub feed_url: String,
    /// The show's first category.
    pub category: String,
}

/// A chapter with its end.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct WantedChapter {
    /// When it starts (milliseconds).
    pub start: u32,
    /// When it ends (milliseconds).
    pub end: u32,
    /// What it is called.
    pub title: String,
    /// A page about it; ASCII.
    pub url: Option<String>,
    /// A picture for it.
    pub picture: Option<TagPicture>,
}

/// Chapters that the published recording lends stand in its tags already, perhaps with more than we would write: they stay as they are. Those of
/// another recording are written. A folder with several says by `audio` which is published.
fn own_chapters(episode: &Episode) -> &[Chapter] {
    match &episode.chapters.file {
        Some(ChapterFile::Recording(path)) if episode.audio.as_ref().is_none_or(|audio| audio == path) => &[],
        _ => &episode.chapters.list,
    }
}

impl Wanted {
    /// The tag of an episode. The last chapter ends with the sound, at `chapters_end`; a chapter's picture is looked up by its path
    /// in `chapter_pictures`, and left out where it is not there.
    pub fn new(
        show: &Show,
        episode: &Episode,
        chapters_end: AudioLength,
        cover: Option<TagPicture>,
        chapter_pictures: &BTreeMap<ShowPath, TagPicture>,
    ) -> Self {
        Self {
            version: show.id3,
            title: one_line(episode.title.as_str()),
            album: one_line(show.title.as_str()),
            artist: one_line(show.author.as_str()),
            track: episode.number.filter(|number| *number > 0),
            disc: episode.season.filter(|season| *season > 0),
            date: episode.date.as_date_time().format("%Y-%m-%d").to_string(),
            summary: episode.summary.as_ref().map(ToString::to_string).unwrap_or_default(),
            language: show.language.three_letters().to_owned(),
            cover,
            chapters: chapters(own_chapters(episode), chapters_end, chapter_pictures),
            guid: episode.guid.as_str().to_owned(),
            feed_url: Output::feed(show).url(show).as_str().to_owned(),
            category: show.categories.first().map(|category| category.name().to_owned()).unwrap_or_default(),
        }
    }

    /// A sum over everything wanted, and over how this version of podwright writes it. The lock keeps it: as long as it and the
    /// file's sum stay the same, the tag need not be looked at.
    pub fn digest(&self) -> Sha256 {
        let Self {
            version,
            title,
            album,
            artist,
            track,
            disc,
            date,
            summary,
            language,
            cover,
            chapters,
            guid,
            feed_url,
            category,
        } = self;
        let mut sum = HashInput::default();
        sum.number(Some(TAGGER));
        for text in [version.as_str(), title, album, artist, date, summary, language, guid, feed_url, category] {
            sum.bytes(text.as_bytes());
        }
        sum.number(*track);
        sum.number(*disc);
        sum.picture(cover.as_ref());
        for WantedChapter { start, end, title, url, picture } in chapters {
            sum.number(Some(*start));
            sum.number(Some(*end));
            sum.bytes(title.as_bytes());
            sum.bytes(url.as_deref().unwrap_or_default().as_bytes());
            sum.picture(picture.as_ref());
        }
        Sha256::of(&sum.0)
    }
}

/// Values, each behind its length, so that no two lists of values give the same bytes.
#[derive(Default)]
struct HashInput(Vec<u8>);

impl HashInput {
    fn bytes(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(&(bytes.len() as u64).to_be_bytes());
        self.0.extend_from_slice(bytes);
    }

    fn number(&mut self, number: Option<u32>) {
        self.bytes(number.map(u32::to_be_bytes).as_ref().map_or(&[], |bytes| bytes.as_slice()));
    }

    fn picture(&mut self, picture: Option<&TagPicture>) {
        self.bytes(picture.map(TagPicture::sha256).as_ref().map_or(&[], |sum| sum.as_bytes().as_slice()));
    }
}

fn chapters(written: &[Chapter], end: AudioLength, pictures: &BTreeMap<ShowPath, TagPicture>) -> Vec<WantedChapter> {
    let mut sorted: Vec<&Chapter> = written.iter().collect();
    sorted.sort_by_key(|chapter| chapter.start);
    let ends = sorted.iter().skip(1).map(|next| next.start.as_millis()).chain(std::iter::once(end.millis()));
    sorted
        .iter()
        .zip(ends)
        .map(|(chapter, end)| {
            let start = in_32_bits(chapter.start.as_millis());
            WantedChapter {
                start,
                end: in_32_bits(end).max(start),
                title: one_line(chapter.title.as_str()),
                url: chapter.url.as_ref().map(|url| url.as_str().to_owned()),
                picture: chapter.image.as_ref().and_then(|path| pictures.get(path)).cloned(),
            }
        })
        .collect()
}

/// Players show one line of these; ID3v2.3 forbids line breaks in them (section 4.2).
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// 1193 hours fit; a `Timestamp` ends at 1000.
fn in_32_bits(millis: u64) -> u32 {
    u32::try_from(millis).unwrap_or(u32::MAX - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tag::testing::wanted;

    #[test]
    fn every_value_counts_in_the_digest() {
        let base = wanted();
        let first = &base.chapters[0];
        let others = [
            Wanted { version: TagVersion::V24, ..base.clone() },
            Wanted { title: "x".to_owned(), ..base.clone() },
            Wanted { album: "x".to_owned(), ..base.clone() },
            Wanted { artist: "x".to_owned(), ..base.clone() },
            Wanted { track: None, ..base.clone() },
            Wanted { disc: None, ..base.clone() },
            Wanted { track: base.disc, disc: base.track, ..base.clone() },
            Wanted { date: "x".to_owned(), ..base.clone() },
            Wanted { summary: "x".to_owned(), ..base.clone() },
            Wanted { language: "x".to_owned(), ..base.clone() },
            Wanted { cover: None, ..base.clone() },
            Wanted { chapters: Vec::new(), ..base.clone() },
            Wanted { chapters: vec![WantedChapter { end: 7, ..first.clone() }], ..base.clone() },
            Wanted { chapters: vec![WantedChapter { url: Some("x".to_owned()), ..first.clone() }], ..base.clone() },
            Wanted { guid: "x".to_owned(), ..base.clone() },
            Wanted { feed_url: "x".to_owned(), ..base.clone() },
            Wanted { category: "x".to_owned(), ..base.clone() },
        ];
        let mut digests: Vec<_> = others.iter().chain([&base]).map(Wanted::digest).collect();
        digests.sort_unstable();
        digests.dedup();
        assert_eq!(digests.len(), others.len() + 1);
    }

    #[test]
    fn a_chapter_ends_where_the_next_one_starts() {
        let chapter = |at: &str, title: &str| Chapter {
            start: at.parse().unwrap(),
            title: title.parse().unwrap(),
            url: None,
            image: None,
            alt: None,
        };
        let written = [chapter("1:00", "two\nlines"), chapter("0:00", "one")];
        let made = chapters(
            &written,
            AudioLength { samples: 44_100 * 90, sample_rate: 44_100_u32.try_into().unwrap() },
            &BTreeMap::new(),
        );
        let spans: Vec<_> = made.iter().map(|one| (one.start, one.end, one.title.as_str())).collect();
        assert_eq!(spans, [(0, 60_000, "one"), (60_000, 90_000, "two lines")]);
        let late = chapters(&written, AudioLength { samples: 1, sample_rate: 44_100_u32.try_into().unwrap() }, &BTreeMap::new());
        assert_eq!((late[1].start, late[1].end), (60_000, 60_000), "no chapter ends before it starts");
    }
}
