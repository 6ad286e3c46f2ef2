//! Facts as a table for people, a block a file.

use std::fmt::Write;

use crate::display::count::Count;
use crate::display::sanitized::Sanitized;
use crate::media::probe::audio_probe::{AudioProbe, EncoderChecksum};
use crate::model::media::audio_facts::{AudioFacts, LoudnessFacts};
use crate::model::media::chapter::FoundChapter;
use crate::model::media::found_picture::FoundPicture;
use crate::model::time::timestamp::Timestamp;
use crate::report::paint::Paint;
use crate::report::probe::ProbeOutcome;
use crate::report::probe::judgement::judgement;

/// The width of the column of names. // columns
const NAMES: usize = 12;

/// A block for each file, in the order given. Text from files is made safe for a terminal.
pub fn human(outcomes: &[ProbeOutcome], paint: Paint) -> String {
    let mut blocks = Vec::new();
    for outcome in outcomes {
        let mut block = format!("{}\n", paint.bold(&Sanitized(&outcome.path).to_string()));
        match &outcome.found {
            Ok(probe) => rows(&mut block, probe, paint),
            Err(error) => row(&mut block, "error", &Sanitized(&error.to_string()).to_string(), paint),
        }
        blocks.push(block);
    }
    blocks.join("\n")
}

fn rows(block: &mut String, probe: &AudioProbe, paint: Paint) {
    let facts = &probe.facts;
    row(block, "format", &format(facts), paint);
    row(block, "length", &format!("{} ({:.3} s)", Timestamp::from_millis(facts.length.millis()), facts.length.seconds()), paint);
    row(block, "size", &facts.bytes.to_string(), paint);
    match &facts.loudness {
        Some(heard) => {
            loudness(block, facts, heard, paint);
            for (index, sentence) in judgement(facts, heard).iter().enumerate() {
                row(block, if index == 0 { "judgement" } else { "" }, sentence, paint);
            }
        }
        None => row(block, "loudness", "not measured", paint),
    }
    match probe.encoder_checksum {
        EncoderChecksum::Matches => row(block, "checksum", "matches: the sound is bit for bit what the encoder wrote", paint),
        // a fault tells of it
        EncoderChecksum::Differs | EncoderChecksum::None => {}
    }
    row(block, "sha256", &facts.sha256.to_string(), paint);
    row(block, "audio sha256", &facts.audio_sha256.to_string(), paint);
    for (name, value) in &probe.tags {
        row(block, "tag", &format!("{}: {}", Sanitized(name), Sanitized(value)), paint);
    }
    for chapter in &probe.chapters {
        row(block, "chapter", &chapter_line(chapter), paint);
    }
    for note in &probe.tag_notes {
        row(block, "note", &Sanitized(note).to_string(), paint);
    }
    for fault in &probe.faults {
        let place = fault.offset.map(|offset| format!(" (byte {offset})")).unwrap_or_default();
        row(block, "fault", &format!("{}: {}{place}", fault.kind.as_str(), Sanitized(&fault.message)), paint);
    }
}

fn chapter_line(chapter: &FoundChapter) -> String {
    let FoundChapter { start, end: _, title, url, picture, hidden } = chapter;
    let mut line = format!("{start} {}", Sanitized(title)).trim_end().to_owned();
    if let Some(url) = url {
        line = format!("{line} <{}>", Sanitized(url));
    }
    if let Some(FoundPicture { media_type, bytes, sha256: _ }) = picture {
        line = format!("{line} ({}, {bytes})", Sanitized(media_type));
    }
    line + if *hidden { " (hidden)" } else { "" }
}

fn format(facts: &AudioFacts) -> String {
    let wrapped =
        if facts.container.as_str() == facts.codec.as_str() { String::new() } else { format!(" in {}", facts.container) };
    let channels = match facts.channels {
        1 => "mono".to_owned(),
        2 => "stereo".to_owned(),
        more => format!("{more} channels"),
    };
    format!(
        "{}{wrapped}, {} Hz, {channels}, {} kbit/s {}",
        facts.codec,
        facts.length.sample_rate,
        (facts.bitrate.saturating_add(500)) / 1000,
        facts.bitrate_mode
    )
}

fn loudness(block: &mut String, facts: &AudioFacts, heard: &LoudnessFacts, paint: Paint) {
    let level = match (heard.integrated, facts.heard_loudness()) {
        (Some(single), Some(heard)) if facts.channels == 1 => {
            format!("{heard:.1} as dual mono, heard on two loudspeakers ({single:.1} as one channel)")
        }
        (Some(level), _) => format!("{level:.1}"),
        (None, _) => "silent".to_owned(),
    };
    row(block, "loudness", &level, paint);
    if let Some(range) = heard.range {
        row(block, "range", &format!("{range:.1} LU"), paint);
    }
    if let Some(peak) = heard.true_peak {
        row(block, "true peak", &format!("{peak:.1}"), paint);
    }
    row(
        block,
        "silence",
        &format!(
            "{:.1} s at the start, {:.1} s at the end, {:.1} s at most inside",
            heard.leading_silence, heard.trailing_silence, heard.longest_silence
        ),
        paint,
    );
    if heard.clipped_samples > 0 {
        row(block, "clipped", &Count(usize::try_from(heard.clipped_samples).unwrap_or(usize::MAX), "sample").to_string(), paint);
    }
}

fn row(block: &mut String, name: &str, value: &str, paint: Paint) {
    let label = paint.faint(&format!("{name:<NAMES$}"));
    let mut lines = paint.wrap(value, NAMES + 4).into_iter();
    let _ = writeln!(block, "  {label}  {}", lines.next().unwrap_or_default());
    for line in lines {
        let _ = writeln!(block, "  {:NAMES$}  {line}", "");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::probe::testing::three;

    #[test]
    fn prints_a_block_a_file() {
        let [first, _, last] = three();
        let expected = "\
a.mp3
  format        mp3, 44100 Hz, mono, 96 kbit/s cbr
  length        3:07.874 (187.874 s)
  size          2255412 bytes
  loudness      -16.0 LUFS as dual mono, heard on two loudspeakers (-19.0 LUFS as one channel)
  range         1.6 LU
  silence       0.6 s at the start, 0.6 s at the end, 1.0 s at most inside
  judgement     right for podcasts: neither too loud nor too quiet
  checksum      matches: the sound is bit for bit what the encoder wrote
  sha256        FILE
  audio sha256  AUDIO
  tag           title: What\\u{1b}[2J?
  chapter       0:16.413 Making
  fault         garbage-in-audio: 37 bytes are no frame (byte 150204)

c.mp3
  error         the file is empty: it has no bytes at all
";
        let sum = |bytes: &[u8]| crate::model::identity::digest::Sha256::of(bytes).to_string();
        let expected = expected.replace("FILE", &sum(b"file")).replace("AUDIO", &sum(b"audio"));
        assert_eq!(human(&[first, last], Paint::PLAIN), expected);
    }

    #[test]
    fn says_what_was_not_measured() {
        let printed = human(&three()[1..2], Paint::PLAIN);
        assert!(printed.contains("  loudness      not measured\n"), "{printed}");
    }
}
