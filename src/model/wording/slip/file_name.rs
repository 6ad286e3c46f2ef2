//! The name that a camera, a telephone or a program gave to a file, where a title should be.

use crate::model::fault::FaultKind;
use crate::model::wording::slip::{Slip, TextRole};

/// The endings of files that a show is made of.
const ENDINGS: [&str; 22] = [
    ".mp3", ".m4a", ".wav", ".aif", ".aiff", ".flac", ".ogg", ".opus", ".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".tif",
    ".vtt", ".srt", ".docx", ".pdf", ".mp4", ".mov", ".aup3",
];

/// What cameras, telephones and programs call their files.
const DEVICES: [&str; 7] = ["img", "dsc", "dscn", "dscf", "pxl", "mvi", "screenshot"];

/// The same where the name is a word too: a blank behind it makes a title of it.
const WORD_DEVICES: [&str; 6] = ["vid", "rec", "zoom", "aud", "voice", "memo"];

/// How programs begin the names of files that go on with a date, in some languages.
const DATED: [&str; 14] = [
    "screenshot",
    "screen shot",
    "bildschirmfoto",
    "capture d’écran",
    "capture d'écran",
    "captura de pantalla",
    "captura de ecrã",
    "schermata",
    "schermafbeelding",
    "zrzut ekranu",
    "whatsapp image",
    "whatsapp audio",
    "whatsapp ptt",
    "whatsapp video",
];

/// The name of a file in place of a title.
pub(super) fn file_name(text: &str, role: TextRole) -> Option<Slip> {
    let name = text.trim();
    if role != TextRole::Title || name.is_empty() || name.contains('\n') {
        return None;
    }
    let lower = name.to_lowercase();
    let is_named = |stem: &str| stem.ends_with(|c: char| !c.is_whitespace());
    let has_ending = ENDINGS.iter().any(|ending| lower.strip_suffix(ending).is_some_and(is_named));
    let is_numbered = |device: &str, between: &[char]| {
        let rest = lower.strip_prefix(device).map(|rest| rest.trim_start_matches(between));
        rest.is_some_and(|rest| {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            digits >= 3
                && rest[digits..].chars().all(|c| c.is_ascii_digit() || matches!(c, '_' | '-' | ' ' | '.' | ':' | '(' | ')'))
        })
    };
    let is_dated = |rest: &str| rest.trim_start_matches([' ', '-', '_']).bytes().take_while(u8::is_ascii_digit).count() >= 4;
    let is_device = DEVICES.iter().any(|device| is_numbered(device, &['_', '-', ' ']))
        || WORD_DEVICES.iter().any(|device| is_numbered(device, &['_', '-']))
        || DATED.iter().any(|start| lower.strip_prefix(start).is_some_and(is_dated));
    let is_joined = !name.contains(char::is_whitespace) && name.matches('_').count() >= 2;
    (has_ending || is_device || is_joined).then(|| Slip {
        kind: FaultKind::FileName,
        range: 0..text.len(),
        message: format!("`{name}` is the name of a file"),
        help: "write what people should see or hear there".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_names_of_files() {
        for text in [
            "IMG_20231104_101112",
            "DSC00412",
            "final_mix_v3",
            "episode-4.MP3",
            "Folge 3 Schnitt.wav",
            "Screenshot 2024-03-01",
            "WhatsApp Image 2024-03-01",
            "ZOOM0007",
            "recorte_final_2.m4a",
            "Screenshot 2024-05-01 at 10.22.31",
            "Bildschirmfoto 2024-05-01 um 10.22.31",
            "Capture d’écran 2024-05-01",
            "WhatsApp Audio 2024-01-02 at 11.00.00",
        ] {
            assert!(file_name(text, TextRole::Title).is_some(), "{text}");
        }
        for text in [
            "The door",
            "Zoom fatigue",
            "Rec room",
            "Memo 7",
            "What .mp3 means",
            "snake_case",
            "2024-03-01",
            "Img",
            "REC 12",
            "Why we love .mp3",
            "Memo 1968",
            "Zoom 2020",
            "Voice 1984",
            "Screenshot or it did not happen",
            "Bildschirmfoto einer Zeit",
        ] {
            assert!(file_name(text, TextRole::Title).is_none(), "{text}");
        }
        assert!(file_name("IMG_20231104_101112", TextRole::Prose).is_none());
    }
}
