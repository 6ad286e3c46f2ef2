//! Frames of ID3v2.2 as ID3v2.3 writes them. The bodies are the same but for pictures and links.

use crate::tag::error::TagError;
use crate::tag::id3v2::frame::RawFrame;

/// Names of ID3v2.2 and of ID3v2.3, sorted (ID3v2.2.0 and ID3v2.3.0, section 4; the last letters of iTunes from what it writes).
const NAMES: [(&[u8; 3], &[u8; 4]); 71] = [
    (b"BUF", b"RBUF"),
    (b"CNT", b"PCNT"),
    (b"COM", b"COMM"),
    (b"CRA", b"AENC"),
    (b"EQU", b"EQUA"),
    (b"ETC", b"ETCO"),
    (b"GEO", b"GEOB"),
    (b"GP1", b"GRP1"),
    (b"IPL", b"IPLS"),
    (b"MCI", b"MCDI"),
    (b"MLL", b"MLLT"),
    (b"MVI", b"MVIN"),
    (b"MVN", b"MVNM"),
    (b"PCS", b"PCST"),
    (b"POP", b"POPM"),
    (b"REV", b"RVRB"),
    (b"RVA", b"RVAD"),
    (b"SLT", b"SYLT"),
    (b"STC", b"SYTC"),
    (b"TAL", b"TALB"),
    (b"TBP", b"TBPM"),
    (b"TCM", b"TCOM"),
    (b"TCO", b"TCON"),
    (b"TCP", b"TCMP"),
    (b"TCR", b"TCOP"),
    (b"TCT", b"TCAT"),
    (b"TDA", b"TDAT"),
    (b"TDR", b"TDRL"),
    (b"TDS", b"TDES"),
    (b"TDY", b"TDLY"),
    (b"TEN", b"TENC"),
    (b"TFT", b"TFLT"),
    (b"TID", b"TGID"),
    (b"TIM", b"TIME"),
    (b"TKE", b"TKEY"),
    (b"TKW", b"TKWD"),
    (b"TLA", b"TLAN"),
    (b"TLE", b"TLEN"),
    (b"TMT", b"TMED"),
    (b"TOA", b"TOPE"),
    (b"TOF", b"TOFN"),
    (b"TOL", b"TOLY"),
    (b"TOR", b"TORY"),
    (b"TOT", b"TOAL"),
    (b"TP1", b"TPE1"),
    (b"TP2", b"TPE2"),
    (b"TP3", b"TPE3"),
    (b"TP4", b"TPE4"),
    (b"TPA", b"TPOS"),
    (b"TPB", b"TPUB"),
    (b"TRC", b"TSRC"),
    (b"TRD", b"TRDA"),
    (b"TRK", b"TRCK"),
    (b"TS2", b"TSO2"),
    (b"TSA", b"TSOA"),
    (b"TSC", b"TSOC"),
    (b"TSI", b"TSIZ"),
    (b"TSP", b"TSOP"),
    (b"TSS", b"TSSE"),
    (b"TST", b"TSOT"),
    (b"TT1", b"TIT1"),
    (b"TT2", b"TIT2"),
    (b"TT3", b"TIT3"),
    (b"TXT", b"TEXT"),
    (b"TXX", b"TXXX"),
    (b"TYE", b"TYER"),
    (b"UFI", b"UFID"),
    (b"ULT", b"USLT"),
    (b"WAF", b"WOAF"),
    (b"WFD", b"WFED"),
    (b"WXX", b"WXXX"),
];

/// Links that fit no rule of thumb, beside those above.
const LINKS: [(&[u8; 3], &[u8; 4]); 5] =
    [(b"WAR", b"WOAR"), (b"WAS", b"WOAS"), (b"WCM", b"WCOM"), (b"WCP", b"WCOP"), (b"WPB", b"WPUB")];

/// The frame as ID3v2.3 writes it.
///
/// # Errors
/// Where ID3v2.3 has no such frame.
pub fn upgrade(frame: RawFrame) -> Result<RawFrame, TagError> {
    let short: [u8; 3] = [frame.id[0], frame.id[1], frame.id[2]];
    if short == *b"PIC" {
        return picture(&frame);
    }
    let long = NAMES.iter().chain(&LINKS).find(|(old, _)| **old == short).map(|(_, new)| **new);
    match long {
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
    fn names_are_sorted_and_single() {
        assert!(NAMES.windows(2).all(|pair| pair[0].0 < pair[1].0));
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
