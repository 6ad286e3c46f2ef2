//! The files of the real show.

use camino::Utf8PathBuf;
use podwright::media::image_facts::{ColourKind, ImageFormat, read};
use podwright::media::transcript::{TranscriptKind, parse};

fn episodes() -> Utf8PathBuf {
    Utf8PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/episodes"))
}

#[test]
fn every_transcript_of_the_series_is_read_whole() {
    for (slug, cues) in [
        ("coming-soon", 12),
        ("what-is-co-production", 51),
        ("driving-the-train", 58),
        ("how-to-start-well", 59),
        ("what-difference-does-it-make", 57),
        ("words-we-use", 22),
    ] {
        let text = std::fs::read_to_string(episodes().join(slug).join("transcript.vtt")).unwrap();
        let transcript = parse(&text, TranscriptKind::Vtt, &[]).unwrap().transcript;
        assert_eq!(transcript.cues.len(), cues, "{slug}");
        for cue in &transcript.cues {
            assert!(cue.end > cue.start && cue.speeches.len() == 1, "{slug} {cue:?}");
            let speaker = cue.speeches[0].speaker.as_deref();
            assert!(matches!(speaker, Some("First voice" | "Second voice")), "{slug} {speaker:?}");
            assert!(text.lines().nth(cue.line as usize - 1).unwrap().contains("-->"));
        }
    }
}

#[test]
fn the_covers_are_what_apple_wants() {
    for path in ["cover.jpg", "driving-the-train/cover.jpg"] {
        let facts = read(&std::fs::read(episodes().join(path)).unwrap()).unwrap();
        assert_eq!(
            (facts.format, facts.colour, facts.alpha, facts.orientation),
            (ImageFormat::Jpeg, ColourKind::Rgb, false, 1),
            "{path}"
        );
        assert_eq!((facts.width, facts.height), (3000, 3000), "{path}");
    }
}
