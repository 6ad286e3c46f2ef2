//! The front cover that a recording carries in its tags.

use std::io::BufReader;

use mp4ameta::ReadConfig;

use crate::media::sound::decode::guard::guarded;
use crate::media::sound::decode::media_source::PartReader;
use crate::model::files::byte_source::ByteSource;
use crate::model::media::container::Container;

/// Longer tags and larger files of pictures are passed over. // bytes; covers have up to 3 MB
const COVER_MAX: u64 = 12 * 1024 * 1024;

/// The bytes of the front cover, else of the first picture; `None` where there is none that can be read.
pub fn embedded_cover(source: &dyn ByteSource, container: Container) -> Option<Vec<u8>> {
    let found = match container {
        Container::Mp3 => guarded(|| of_id3v2(source)),
        Container::Mp4 => guarded(|| of_mp4(source)),
        _ => return None,
    };
    found.ok().flatten().filter(|bytes| !bytes.is_empty() && bytes.len() as u64 <= COVER_MAX)
}

fn of_id3v2(source: &dyn ByteSource) -> Option<Vec<u8>> {
    let tag = id3::Tag::read_from2(PartReader::new(source, 0..source.len().min(COVER_MAX))).ok()?;
    let front = tag.pictures().find(|picture| picture.picture_type == id3::frame::PictureType::CoverFront);
    front.or_else(|| tag.pictures().next()).map(|picture| picture.data.clone())
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
        for length in 0..bytes.len() {
            assert_ne!(embedded_cover(&bytes[..length].to_vec(), Container::Mp3).as_deref(), Some(b"fro".as_slice()));
        }
        assert_eq!(embedded_cover(&bytes, Container::Wav), None);
    }
}
