//! The pictures that a recording carries in its tags: the front cover, and those of chapters.

use std::io;
use std::io::BufReader;

use mp4ameta::ReadConfig;

use crate::media::bytes::window::Window;
use crate::media::container::riff::chunks_of;
use crate::media::sound::decode::guard::guarded;
use crate::media::sound::decode::media_source::PartReader;
use crate::media::tags::id3v2::chapters::ChapterFrame;
use crate::media::tags::id3v2::content::FRONT_COVER;
use crate::media::tags::id3v2::content::PictureFrame;
use crate::media::tags::id3v2::read::Id3Tags;
use crate::media::tags::id3v2::read::tags_at;
use crate::media::tags::id3v2::tag::SHORT_PICTURE;
use crate::model::files::byte_source::ByteSource;
use crate::model::identity::digest::Sha256;
use crate::model::media::container::Container;

/// Larger pictures are passed over. // bytes; covers have up to 3 MB
const COVER_MAX: u64 = 12 * 1024 * 1024;

/// The bytes of the front cover, else of the first picture; `None` where there is none that can be read.
pub fn embedded_cover(source: &dyn ByteSource, container: Container) -> Option<Vec<u8>> {
    let found = match container {
        Container::Mp4 => guarded(|| of_mp4(source)).ok().flatten(),
        _ => of_id3v2(&id3v2_of(source, container).ok()?),
    };
    found.filter(|bytes| !bytes.is_empty() && bytes.len() as u64 <= COVER_MAX)
}

/// The bytes of a chapter's picture, by the hash that was found; `None` where it is no longer there.
pub fn chapter_picture(source: &dyn ByteSource, container: Container, sha256: Sha256) -> Option<Vec<u8>> {
    let tags = id3v2_of(source, container).ok()?.tags;
    let chapters = tags.iter().flat_map(|tag| tag.frames().map(move |frame| (frame, tag.version)));
    let pictures = chapters
        .filter(|(frame, _)| frame.id == *b"CHAP")
        .filter_map(|(frame, version)| ChapterFrame::parse(&frame.body, version)?.picture);
    pictures.map(|(_, data)| data).find(|data| Sha256::of(data) == sha256)
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
    for frame in tags.tags.iter().flat_map(|tag| tag.frames()) {
        let picture = match frame.id {
            SHORT_PICTURE => PictureFrame::parse_short(&frame.body),
            id if id == *b"APIC" => PictureFrame::parse(&frame.body),
            _ => None,
        };
        match picture {
            Some(picture) if picture.kind == FRONT_COVER => return Some(picture.data.to_vec()),
            Some(picture) if first.is_none() => first = Some(picture.data.to_vec()),
            _ => {}
        }
    }
    first
}

fn of_mp4(source: &dyn ByteSource) -> Option<Vec<u8>> {
    let config =
        ReadConfig { read_chapter_list: false, read_chapter_track: false, read_audio_info: false, ..ReadConfig::DEFAULT };
    let tag = mp4ameta::Tag::read_with(&mut BufReader::new(PartReader::whole(source)), &config).ok()?;
    let image = tag.artwork()?;
    Some(image.data.to_vec())
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
