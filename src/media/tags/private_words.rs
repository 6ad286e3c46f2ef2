//! What the programs of an editor leave in the tags of a recording, and what tells everybody whose computer it was: paths with the name of a person, and
//! e-mail addresses.

use std::io;

use crate::media::tags::early_form::is_our_comment;
use crate::media::tags::id3v2::read::tags_at;
use crate::media::tags::id3v2::tag::Id3Tag;
use crate::media::tags::id3v2::tag::OpenFrame;
use crate::media::tags::id3v2::tag::SHORT_PICTURE;
use crate::media::tags::mp4::atom::Atom;
use crate::media::tags::mp4::moov::tags_of;
use crate::model::files::byte_source::ByteSource;
use crate::model::media::container::Container;
use crate::model::wording::contact::emails;

/// Frames that say of the episode what everybody may read: an e-mail address in them stands there on purpose.
const OF_EPISODES: [&[u8; 4]; 16] = [
    b"TIT2", b"TIT3", b"TALB", b"TPE1", b"TPE2", b"TDES", b"TCOP", b"USLT", b"WFED", b"TPUB", b"COMM", b"WXXX", b"WOAF", b"WOAS",
    b"WORS", b"WPUB",
];
/// Their names in MP4.
const ITEMS_OF_EPISODES: [&[u8; 4]; 12] = [
    b"\xa9nam", b"\xa9alb", b"\xa9ART", b"aART", b"\xa9cmt", b"desc", b"ldes", b"purl", b"egid", b"cprt", b"\xa9lyr", b"\xa9pub",
];
/// A picture, whose own data `artwork-shows-place` knows.
const COVER: &[u8; 4] = b"covr";

/// Folders that have one for each person, in small letters.
const HOMES: [&str; 6] = ["/users/", "/home/", ":\\users\\", ":\\documents and settings\\", "/volumes/", "file:///"];
/// What stands there and is nobody's.
const SHARED: [&str; 4] = ["shared", "public", "default", "all users"];
/// How many letters of a path under Windows must follow its drive, so that no bytes look like one by chance.
const PATH_MIN: usize = 10;

/// Something that is nobody's business.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct PrivateWords {
    /// The frame or the item.
    pub(crate) name: String,
    /// What it has. The words themselves are not repeated: podcast.lock is public too.
    pub(crate) what: &'static str,
}

/// The first such words in the tags of a recording.
///
/// # Errors
/// Where the disk fails.
pub(crate) fn private_words(source: &dyn ByteSource, container: Container) -> io::Result<Option<PrivateWords>> {
    Ok(match container {
        Container::Mp3 => {
            let found = tags_at(source, 0)?;
            found.tags.iter().flat_map(Id3Tag::frames).find_map(|frame| of_frame(&frame))
        }
        Container::Mp4 => tags_of(source)?
            .and_then(|(moov, _)| moov.atoms().iter().filter(|atom| matches!(&atom.kind, b"udta" | b"meta")).find_map(of_atom)),
        _ => None,
    })
}

fn of_frame(frame: &OpenFrame<'_>) -> Option<PrivateWords> {
    if matches!(&frame.id, b"APIC" | b"CHAP" | b"CTOC" | &SHORT_PICTURE) || is_our_comment(frame) {
        return None;
    }
    let what = what(&frame.body, !OF_EPISODES.contains(&&frame.id))?;
    Some(PrivateWords { name: String::from_utf8_lossy(&frame.id).trim_end_matches('\0').to_owned(), what })
}

/// The atoms are those of one file that was read to a bounded depth.
fn of_atom(atom: &Atom) -> Option<PrivateWords> {
    if atom.kind == *COVER {
        return None;
    }
    let own = what(atom.bytes(), !ITEMS_OF_EPISODES.contains(&&atom.kind));
    let name = || atom.kind.iter().map(|byte| char::from(*byte)).filter(|c| !c.is_control()).collect();
    own.map(|what| PrivateWords { name: name(), what }).or_else(|| atom.atoms().iter().find_map(of_atom))
}

fn what(bytes: &[u8], with_emails: bool) -> Option<&'static str> {
    // UTF-16 of most alphabets is ASCII with zeros between the letters
    let letters: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
    let text = String::from_utf8_lossy(&letters);
    let lower = text.to_ascii_lowercase();
    if has_home(&lower) || has_drive(lower.as_bytes()) {
        return Some("a path on somebody's computer");
    }
    (with_emails && emails(&text).next().is_some()).then_some("an e-mail address")
}

fn has_home(lower: &str) -> bool {
    HOMES.iter().any(|home| {
        lower.match_indices(home).any(|(at, _)| {
            let before = lower[..at].chars().next_back();
            // `https://example.org/users/ada` is a page
            let is_page =
                home.starts_with('/') && before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '/' | '~'));
            let owner = lower[at + home.len()..].split(['/', '\\']).next().unwrap_or_default();
            !is_page && owner.starts_with(char::is_alphanumeric) && !SHARED.contains(&owner)
        })
    })
}

/// `d:\aufnahmen\folge 3\schnitt.sesx`
fn has_drive(lower: &[u8]) -> bool {
    lower.windows(3 + PATH_MIN).enumerate().any(|(at, window)| {
        let is_drive = window[0].is_ascii_lowercase() && window[1..3] == *b":\\";
        let is_word = at.checked_sub(1).is_some_and(|before| lower[before].is_ascii_alphanumeric());
        is_drive && !is_word && window[3..].iter().all(|byte| (b' '..0x7F).contains(byte) || *byte >= 0xC2)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_id3(id: &[u8; 4], body: &[u8]) -> Option<&'static str> {
        of_frame(&OpenFrame { id: *id, body: body.into() }).map(|found| found.what)
    }

    #[test]
    fn finds_whose_computer_it_was() {
        let path = Some("a path on somebody's computer");
        let wide: Vec<u8> = "\u{FEFF}D:\\Aufnahmen\\Folge 3\\Schnitt.sesx".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for body in [
            b"XMP\0<stRef:filePath>/Users/ada.lovelace/Desktop/final.sesx</stRef:filePath>".as_slice(),
            b"\0PEAKFILE\0C:\\Users\\Ada\\AppData\\take.pkf",
            b"com.app\0file:///home/rees/podlediad/3.aup3",
            b"/Volumes/Bandes/entretien.wav",
            &wide,
        ] {
            assert_eq!(of_id3(b"PRIV", body), path, "{}", String::from_utf8_lossy(body));
            assert_eq!(of_id3(b"TIT2", body), path);
        }
        for body in [b"\0owner\0ada@web.de".as_slice(), b"siwan.rees@gmail.com"] {
            assert_eq!(of_id3(b"TXXX", body), Some("an e-mail address"));
            assert_eq!(of_id3(b"GEOB", body), Some("an e-mail address"));
            assert_eq!(of_id3(b"TDES", body), None);
        }
        assert_eq!(of_id3(b"COMM", b"\0eng\0hello@example.org"), None);
        assert_eq!(of_id3(b"COMM", b"\0eng\0From /Users/ada/a.wav"), path);
    }

    #[test]
    fn lets_other_frames_pass() {
        for body in [
            b"WM/Provider\0AMG".as_slice(),
            b"https://example.org/users/ada",
            b"http://www.example.org/home/index.html",
            b"/Users/Shared/a.wav",
            b"a:\\b",
            b"ratio 3:\\",
            b"TRAKTOR4\0\x00\x01:\\\xff\xfe",
            b"@ada@mastodon.social",
            b"",
        ] {
            assert_eq!(of_id3(b"PRIV", body), None, "{}", String::from_utf8_lossy(body));
        }
        assert_eq!(of_id3(b"APIC", b"/Users/ada/cover.png"), None);
    }
}
