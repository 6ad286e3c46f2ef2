//! Recordings that no other episode has: stretches of the series' own, cut at their frames.

use crate::support::TestShow;
use crate::support::recording::behind_tag;

/// The frames of an episode's MP3 file from one number up to another: some 26 ms each. The file has no header frame, which is fine at a constant bit rate.
pub(crate) fn frames(show: &TestShow, slug: &str, from: usize, to: usize) -> Vec<u8> {
    let bytes = show.read(&format!("episodes/{slug}/audio.mp3"));
    let mut at = bytes.len() - behind_tag(&bytes).len();
    let mut found = Vec::new();
    while let Some(header) = bytes.get(at..at + 4).filter(|header| header[0] == 0xFF && header[1] & 0xFE == 0xFA) {
        // MPEG 1, layer III: 96 kbit/s at 44.1 kHz, as ffmpeg made the whole series.
        assert_eq!((header[2] >> 4, header[2] >> 2 & 3), (7, 0), "{slug}");
        let length = 144 * 96_000 / 44_100 + usize::from(header[2] >> 1 & 1);
        found.push(&bytes[at..at + length]);
        at += length;
    }
    assert!(found.len() > to, "{slug} has {} frames", found.len());
    // The first frame is the header.
    found[(1 + from)..=to].concat()
}

/// Puts an episode with a recording of its own into the show.
pub(crate) fn add_episode(show: &TestShow, slug: &str, date: &str, number: u8) {
    let start = 700 * usize::from(number);
    show.write(&format!("episodes/{slug}/audio.mp3"), frames(show, "what-is-co-production", start, start + 600));
    let yaml = format!(
        "title: Added as {slug}\nguid: added-{slug}\ndate: {date}\nkind: bonus\nsummary: What {slug} is there for.\n\
         allow: [missing-transcript, missing-easy-read, title-with-number, derived-guid, loudness-off-target, reservoir-gap]\n"
    );
    show.write(&format!("episodes/{slug}/episode.yaml"), yaml);
}
