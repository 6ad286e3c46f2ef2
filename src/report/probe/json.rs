//! Facts as a JSON array, an object a file.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::media::probe::audio_probe::{AudioProbe, EncoderChecksum};
use crate::model::files::byte_count::ByteCount;
use crate::model::media::audio_facts::{AudioFacts, LoudnessFacts};
use crate::model::media::audio_fault::AudioFault;
use crate::model::media::chapter::FoundChapter;
use crate::model::media::found_picture::FoundPicture;
use crate::model::media::loudness::{Loudness, TruePeak};
use crate::report::probe::ProbeOutcome;

#[derive(Serialize)]
#[serde(untagged)]
enum FileJson<'a> {
    Facts(Box<FactsJson<'a>>),
    Failure { path: &'a str, error: String },
}

#[derive(Serialize)]
struct FactsJson<'a> {
    path: &'a str,
    bytes: ByteCount,
    sha256: String,
    audio_sha256: String,
    encoder_checksum: Option<&'static str>,
    container: &'static str,
    codec: &'static str,
    duration_seconds: f64,
    samples: u64,
    sample_rate_hz: u32,
    channels: u8,
    bitrate_bps: u32,
    bitrate_mode: &'static str,
    loudness_lufs: Option<f64>,
    loudness_dual_mono_lufs: Option<f64>,
    loudness_range_lu: Option<f64>,
    true_peak_dbtp: Option<f64>,
    leading_silence_seconds: Option<f64>,
    trailing_silence_seconds: Option<f64>,
    clipped_samples: Option<u64>,
    tags: &'a BTreeMap<String, String>,
    chapters: Vec<ChapterJson<'a>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tag_notes: &'a [String],
    faults: Vec<FaultJson<'a>>,
}

#[derive(Serialize)]
struct ChapterJson<'a> {
    start_seconds: f64,
    end_seconds: Option<f64>,
    title: &'a str,
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    picture: Option<PictureJson<'a>>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    hidden: bool,
}

#[derive(Serialize)]
struct PictureJson<'a> {
    media_type: &'a str,
    bytes: ByteCount,
    sha256: String,
}

#[derive(Serialize)]
struct FaultJson<'a> {
    rule: &'static str,
    message: &'a str,
    offset_bytes: Option<u64>,
}

/// An array with an object for each file, in the order given. Measures that do not exist are null. The loudness is that of the
/// channels as they are; of mono there is also that of dual mono, as two loudspeakers play it: 3.01 LU louder.
pub fn json(outcomes: &[ProbeOutcome]) -> String {
    let entries: Vec<FileJson<'_>> = outcomes.iter().map(entry).collect();
    crate::report::pretty(&entries)
}

fn entry(outcome: &ProbeOutcome) -> FileJson<'_> {
    match &outcome.found {
        Ok(probe) => FileJson::Facts(Box::new(facts(&outcome.path, probe))),
        Err(error) => FileJson::Failure { path: &outcome.path, error: error.to_string() },
    }
}

fn facts<'a>(path: &'a str, probe: &'a AudioProbe) -> FactsJson<'a> {
    let AudioProbe { facts, encoder_checksum, tags, chapters, tag_notes, timeline: _, levels: _, tenths: _, faults } = probe;
    let AudioFacts {
        bytes,
        sha256,
        audio_sha256,
        container,
        codec,
        length,
        channels,
        bitrate,
        bitrate_mode,
        seek_table: _,
        loudness,
    } = facts;
    let heard = loudness.as_ref();
    let measure =
        |pick: fn(&LoudnessFacts) -> Option<f64>| heard.and_then(pick).filter(|value| value.is_finite()).map(thousandths);
    FactsJson {
        path,
        bytes: *bytes,
        sha256: sha256.to_string(),
        audio_sha256: audio_sha256.to_string(),
        encoder_checksum: match encoder_checksum {
            EncoderChecksum::Matches => Some("matches"),
            EncoderChecksum::Differs => Some("differs"),
            EncoderChecksum::None => None,
        },
        container: container.as_str(),
        codec: codec.as_str(),
        duration_seconds: length.seconds(),
        samples: length.samples,
        sample_rate_hz: length.sample_rate.get(),
        channels: *channels,
        bitrate_bps: *bitrate,
        bitrate_mode: bitrate_mode.as_str(),
        loudness_lufs: measure(|heard| heard.integrated.map(Loudness::lufs)),
        loudness_dual_mono_lufs: facts.heard_loudness().filter(|_| *channels == 1).map(|heard| thousandths(heard.lufs())),
        loudness_range_lu: measure(|heard| heard.range),
        true_peak_dbtp: measure(|heard| heard.true_peak.map(TruePeak::dbtp)),
        leading_silence_seconds: measure(|heard| Some(heard.leading_silence)),
        trailing_silence_seconds: measure(|heard| Some(heard.trailing_silence)),
        clipped_samples: heard.map(|heard| heard.clipped_samples),
        tags,
        chapters: chapters.iter().map(chapter).collect(),
        tag_notes,
        faults: faults.iter().map(fault).collect(),
    }
}

fn chapter(chapter: &FoundChapter) -> ChapterJson<'_> {
    let FoundChapter { start, end, title, url, picture, hidden } = chapter;
    ChapterJson {
        start_seconds: start.as_seconds(),
        end_seconds: end.map(crate::model::time::timestamp::Timestamp::as_seconds),
        title,
        url: url.as_deref(),
        picture: picture.as_ref().map(|FoundPicture { media_type, bytes, sha256 }| PictureJson {
            media_type,
            bytes: *bytes,
            sha256: sha256.to_string(),
        }),
        hidden: *hidden,
    }
}

fn fault(fault: &AudioFault) -> FaultJson<'_> {
    let AudioFault { kind, message, offset } = fault;
    FaultJson { rule: kind.as_str(), message, offset_bytes: *offset }
}

/// What lies behind the third place of a level or a silence is noise of the arithmetic.
fn thousandths(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json as expected};

    use super::*;
    use crate::report::probe::testing::three;

    #[test]
    fn gives_the_fields_of_the_contract_and_null_for_what_was_not_measured() {
        let read: Value = serde_json::from_str(&json(&three())).unwrap();
        let first = read[0].as_object().unwrap();
        assert_eq!((&first["loudness_lufs"], &first["loudness_dual_mono_lufs"]), (&expected!(-19.012), &expected!(-16.002)));
        assert_eq!(first["encoder_checksum"], expected!("matches"));
        assert_eq!(first["true_peak_dbtp"], Value::Null);
        assert_eq!(first["trailing_silence_seconds"], expected!(0.601));
        assert!((first["duration_seconds"].as_f64().unwrap() - 8_285_244.0 / 44_100.0).abs() < 1e-9);
        assert_eq!(
            first["chapters"],
            expected!([{"start_seconds": 16.413, "end_seconds": null, "title": "Making", "url": null}])
        );
        assert_eq!(
            first["faults"],
            expected!([{"rule": "garbage-in-audio", "message": "37 bytes are no frame", "offset_bytes": 150_204}])
        );
        let second = read[1].as_object().unwrap();
        assert!(first.keys().eq(second.keys()));
        for measure in
            ["loudness_lufs", "loudness_dual_mono_lufs", "loudness_range_lu", "leading_silence_seconds", "clipped_samples"]
        {
            assert_eq!(second[measure], Value::Null, "{measure}");
        }
        assert_eq!(read[2], expected!({"path": "c.mp3", "error": "the file is empty: it has no bytes at all"}));
    }

    #[test]
    fn the_fields_come_in_the_order_of_the_contract() {
        let text = json(&three()[..1]);
        let fields = [
            "path",
            "bytes",
            "sha256",
            "audio_sha256",
            "encoder_checksum",
            "container",
            "codec",
            "duration_seconds",
            "samples",
            "sample_rate_hz",
            "channels",
            "bitrate_bps",
            "bitrate_mode",
            "loudness_lufs",
            "loudness_dual_mono_lufs",
            "loudness_range_lu",
            "true_peak_dbtp",
            "leading_silence_seconds",
            "trailing_silence_seconds",
            "clipped_samples",
            "tags",
            "chapters",
            "faults",
        ];
        let places: Vec<_> = fields.iter().map(|field| text.find(&format!("\n    \"{field}\": "))).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}\n{text}");
    }
}
