//! The pictures that a recording carries in its tags: the front cover, and those of chapters.

use std::collections::BTreeMap;
use std::io;

use crate::media::bytes::window::Window;
use crate::media::container::riff::chunks_of;
use crate::media::tags::id3v2::chapters::ChapterFrame;
use crate::media::tags::id3v2::content::FRONT_COVER;
use crate::media::tags::id3v2::read::Id3Tags;
use crate::media::tags::id3v2::read::tags_at;
use crate::media::tags::id3v2::tag::Id3Tag;
use crate::media::tags::mp4::chapters::PICTURE_MAX;
use crate::media::tags::mp4::chapters::PICTURES_MAX;
use crate::media::tags::mp4::chapters::chapter_tracks;
use crate::media::tags::mp4::chapters::read;
use crate::media::tags::mp4::items::ItemValue;
use crate::media::tags::mp4::items::items;
use crate::media::tags::mp4::items::lists;
use crate::media::tags::mp4::moov::tags_of;
use crate::media::tags::mp4::samples::Sample;
use crate::model::files::byte_source::ByteSource;
use crate::model::identity::digest::Sha256;
use crate::model::media::container::Container;

/// The bytes of the front cover, else of the first picture; `None` where there is none that can be read.
pub fn embedded_cover(source: &dyn ByteSource, container: Container) -> Option<Vec<u8>> {
    let found = match container {
        Container::Mp4 => of_mp4(source).ok().flatten(),
        _ => of_id3v2(&id3v2_of(source, container).ok()?),
    };
    found.filter(|bytes| !bytes.is_empty() && bytes.len() as u64 <= PICTURE_MAX)
}

/// The pictures of chapters, each once, by their hashes. Together they are no longer than the longest tag.
///
/// # Errors
/// Where the disk fails.
pub fn chapter_pictures(source: &dyn ByteSource, container: Container) -> io::Result<BTreeMap<Sha256, Vec<u8>>> {
    if container == Container::Mp4 {
        return of_mp4_chapters(source);
    }
    let tags = id3v2_of(source, container)?.tags;
    let chapters = tags.iter().flat_map(|tag| tag.frames().map(move |frame| (frame, tag.version)));
    let pictures = chapters
        .filter(|(frame, _)| frame.id == *b"CHAP")
        .filter_map(|(frame, version)| ChapterFrame::parse(&frame.body, version)?.picture);
    Ok(pictures.map(|(_, data)| (Sha256::of(&data), data)).collect())
}

/// The tags of ID3v2 in a file, where it has any.
fn id3v2_of(source: &dyn ByteSource, container: Container) -> io::Result<Id3Tags> {
    match container {
        Container::Mp3 | Container::Adts | Container::Flac => tags_at(source, 0),
        Container::Wav | Container::Aiff => {
            let (_, chunks) = chunks_of(&mut Window::new(source), source)?;
            let chunk = chunks.into_iter().find(|(name, _)| name.eq_ignore_ascii_case(b"id3 "));
            chunk.map_or_else(|| Ok(Id3Tags::default()), |(_, content)| tags_at(source, content.start))
        }
        Container::Mp4 | Container::Ogg => Ok(Id3Tags::default()),
    }
}

fn of_id3v2(tags: &Id3Tags) -> Option<Vec<u8>> {
    let mut first = None;
    for frame in tags.tags.iter().flat_map(Id3Tag::frames) {
        match frame.picture() {
            Some(picture) if picture.kind == FRONT_COVER => return Some(picture.data.to_vec()),
            Some(picture) if first.is_none() => first = Some(picture.data.to_vec()),
            _ => {}
        }
    }
    first
}

/// The first picture of the items; the front cover has no other mark in MP4.
fn of_mp4(source: &dyn ByteSource) -> io::Result<Option<Vec<u8>>> {
    let Some((moov, _)) = tags_of(source)? else { return Ok(None) };
    let values = lists(&moov).flat_map(items).flat_map(|item| item.values);
    let mut pictures = values.filter_map(|value| if let ItemValue::Picture(bytes) = value { Some(bytes) } else { None });
    Ok(pictures.find(|bytes| !bytes.is_empty()))
}

fn of_mp4_chapters(source: &dyn ByteSource) -> io::Result<BTreeMap<Sha256, Vec<u8>>> {
    let Some((moov, _)) = tags_of(source)? else { return Ok(BTreeMap::new()) };
    let tracks = chapter_tracks(&moov);
    let samples = tracks.iter().filter(|track| !track.is_text).flat_map(|track| &track.samples);
    let mut sum = 0;
    let fits = |sample: &&Sample| {
        let length = sample.span.end - sample.span.start;
        sum = length.saturating_add(sum);
        length <= PICTURE_MAX && sum <= PICTURES_MAX
    };
    Ok(samples.filter(fits).map(|sample| read(source, sample, PICTURE_MAX)).map(|bytes| (Sha256::of(&bytes), bytes)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::media::container::Container;

    #[test]
    fn finds_the_front_cover_among_pictures() {
        use id3::TagLike;
        let picture = |picture_type, data: &[u8]| id3::frame::Picture {
            mime_type: "image/jpeg".to_owned(),
            picture_type,
            description: String::new(),
            data: data.to_vec(),
        };
        let mut tag = id3::Tag::new();
        tag.add_frame(picture(id3::frame::PictureType::Artist, b"artist"));
        tag.add_frame(picture(id3::frame::PictureType::CoverFront, b"front"));
        let mut bytes = Vec::new();
        tag.write_to(&mut bytes, id3::Version::Id3v23).unwrap();
        assert_eq!(embedded_cover(&bytes, Container::Mp3).as_deref(), Some(b"front".as_slice()));
        assert_eq!(embedded_cover(&bytes, Container::Wav), None);
        let wav = [b"RIFF\0\0\0\0WAVEid3 \xff\xff\xff\x7f".as_slice(), &bytes].concat();
        assert_eq!(embedded_cover(&wav, Container::Wav).as_deref(), Some(b"front".as_slice()));
    }
}
