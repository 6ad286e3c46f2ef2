//! Frames of ID3v2.2 as ID3v2.3 writes them. The bodies are the same but for pictures and links.

use crate::media::tags::id3v2::names::long_name;
use crate::tag::error::TagError;
use crate::tag::id3v2::frame::RawFrame;

/// The frame as ID3v2.3 writes it.
///
/// # Errors
/// Where ID3v2.3 has no such frame.
pub fn upgrade(frame: RawFrame) -> Result<RawFrame, TagError> {
    let short: [u8; 3] = [frame.id[0], frame.id[1], frame.id[2]];
    if short == *b"PIC" {
        return picture(&frame);
    }
    match long_name(short) {
        Some(id) => Ok(RawFrame { id, flags: [0, 0], body: frame.body }),
        None => Err(TagError::CannotKeep { what: format!("a frame `{}` of ID3v2.2, which ID3v2.3 does not have", frame.name()) }),
    }
}

/// `PIC` has three letters for the format where `APIC` has a media type (ID3v2.2.0, section 4.15).
fn picture(frame: &RawFrame) -> Result<RawFrame, TagError> {
    let Some(([encoding, format @ ..], rest)) = frame.body.split_first_chunk::<4>() else {
        return Err(TagError::CannotKeep { what: "a picture of ID3v2.2 that is cut short".to_owned() });
    };
    let media_type = match format {
        b"JPG" => b"image/jpeg".to_vec(),
        b"PNG" => b"image/png".to_vec(),
        b"-->" => b"-->".to_vec(),
        other => [b"image/".as_slice(), &other.to_ascii_lowercase()].concat(),
    };
    let body = [&[*encoding], media_type.as_slice(), b"\0", rest].concat();
    Ok(RawFrame { id: *b"APIC", flags: [0, 0], body })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(id: [u8; 4], body: &[u8]) -> RawFrame {
        RawFrame { id, flags: [0, 0], body: body.to_vec() }
    }

    #[test]
    fn a_text_keeps_its_body() {
        assert_eq!(upgrade(frame(*b"TT2\0", b"\0ab")), Ok(frame(*b"TIT2", b"\0ab")));
        assert_eq!(upgrade(frame(*b"WAR\0", b"http://a")), Ok(frame(*b"WOAR", b"http://a")));
    }

    #[test]
    fn a_picture_gets_a_media_type() {
        assert_eq!(upgrade(frame(*b"PIC\0", b"\0JPG\x03\0\xff\xd8")), Ok(frame(*b"APIC", b"\0image/jpeg\0\x03\0\xff\xd8")));
        assert_eq!(upgrade(frame(*b"PIC\0", b"\0GIF\x00\0x")), Ok(frame(*b"APIC", b"\0image/gif\0\x00\0x")));
        assert!(upgrade(frame(*b"PIC\0", b"\0JP")).is_err());
    }

    #[test]
    fn refuses_a_frame_that_has_no_successor() {
        let refused = upgrade(frame(*b"CRM\0", b"x")).unwrap_err().to_string();
        assert!(refused.contains("`CRM` of ID3v2.2"), "{refused}");
    }
}
