//! What became of recordings that were mastered, for people and for programs.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::display::count::Count;
use crate::display::sanitized::Sanitized;
use crate::model::media::audio_facts::DUAL_MONO;
use crate::model::media::audio_length::AudioLength;
use crate::model::media::loudness::{Decibels, Loudness, TruePeak};
use crate::model::time::timestamp::Timestamp;
use crate::report::paint::Paint;
use crate::studio::limiter::HighPeak;
use crate::studio::mastered::{MasterPlan, Mastered};

/// Places that are named one by one.
const PLACES: usize = 3;
/// The width of the column of names. // columns
const NAMES: usize = 8;

/// What was found out about a recording.
pub(crate) enum MasterResult {
    /// A dry run: what would be done, and where the result would be.
    Planned(Box<MasterPlan>, String),
    /// It was done.
    Made(Box<Mastered>),
    /// It could not be done, in words.
    Failed(String),
}

/// A recording.
pub(crate) struct MasterOutcome {
    /// The path, as it was given.
    pub(crate) path: String,
    /// What became of it.
    pub(crate) result: MasterResult,
    /// Other files that were written for it.
    pub(crate) beside: Vec<String>,
}

/// A block for each recording, in the order given.
pub(crate) fn human(outcomes: &[MasterOutcome], paint: Paint) -> String {
    let block = |outcome: &MasterOutcome| {
        let mut block = String::new();
        let (plan, output) = match &outcome.result {
            MasterResult::Failed(_) => return None,
            MasterResult::Planned(plan, output) => (plan.as_ref(), output.clone()),
            MasterResult::Made(mastered) => (&mastered.plan, mastered.path.to_string()),
        };
        let title = format!("{} -> {}", Sanitized(&outcome.path), Sanitized(&output));
        let _infallible = writeln!(block, "{}", paint.bold(&title));
        let mut row = |name: &str, text: String| {
            let _infallible = writeln!(block, "  {name:NAMES$}{text}");
        };
        row("before", before(plan));
        let limiter = if plan.held_back > Decibels::new(0.01) {
            format!("; the limiter holds back up to {:.1} dB", plan.held_back)
        } else {
            String::new()
        };
        row("gain", format!("{:+.1} dB{limiter}", plan.gain));
        if let MasterResult::Made(mastered) = &outcome.result {
            row("after", after(mastered));
        }
        if plan.cut != (0, 0) {
            row("cut", cut(plan));
        }
        for file in &outcome.beside {
            row("wrote", Sanitized(file).to_string());
        }
        for warning in warnings(plan) {
            row("warning", warning);
        }
        Some(block)
    };
    outcomes.iter().filter_map(block).collect::<Vec<_>>().join("\n")
}

fn clock(length: AudioLength) -> Timestamp {
    Timestamp::from_millis(length.millis())
}

fn channels(count: usize) -> String {
    match count {
        1 => "mono".to_owned(),
        2 => "stereo".to_owned(),
        more => format!("{more} channels"),
    }
}

/// As it is heard on two loudspeakers; and as a meter shows it, where that is another number.
fn loudness(by_meter: Loudness, channels: usize) -> String {
    if channels == 1 {
        format!("{:.1} as heard on two loudspeakers ({by_meter:.1} by the meter)", by_meter + DUAL_MONO)
    } else {
        format!("{by_meter:.1}")
    }
}

fn peak(peak: Option<TruePeak>) -> String {
    peak.map_or_else(|| "no peak".to_owned(), |peak| format!("true peak {peak:.1}"))
}

fn before(plan: &MasterPlan) -> String {
    let before = &plan.before;
    let folded = if plan.is_folded { ", both channels the same" } else { "" };
    format!(
        "{}, {} at {} Hz{folded}, {}, {}",
        clock(before.length),
        channels(before.channels),
        before.length.sample_rate,
        loudness(before.loudness, plan.channels),
        peak(before.peak)
    )
}

fn after(mastered: &Mastered) -> String {
    let facts = &mastered.after.facts;
    let heard = facts.loudness.as_ref();
    let by_meter = heard.and_then(|heard| heard.integrated);
    format!(
        "{}, {} at {} Hz, {}, {}, {}",
        clock(facts.length),
        channels(usize::from(facts.channels)),
        facts.length.sample_rate,
        by_meter.map_or_else(|| "silent".to_owned(), |by_meter| loudness(by_meter, usize::from(facts.channels))),
        peak(heard.and_then(|heard| heard.true_peak)),
        facts.bytes,
    )
}

fn cut(plan: &MasterPlan) -> String {
    let seconds = |samples: u64| AudioLength { samples, sample_rate: plan.sample_rate }.seconds();
    let (start, end) = (seconds(plan.cut.0), seconds(plan.cut.1));
    let shift = if plan.cut.0 > 0 { format!(": chapters and transcripts come {start:.3} s earlier") } else { String::new() };
    format!("{start:.3} s of silence at the start and {end:.3} s at the end{shift}")
}

/// What the producer should know, in sentences.
fn warnings(plan: &MasterPlan) -> Vec<String> {
    let mut warnings = Vec::new();
    if !plan.high_peaks.is_empty() {
        let places: Vec<String> =
            deepest(plan).iter().map(|peak| format!("{} ({:.1} dB)", place(plan, peak), peak.held_back)).collect();
        let more = plan.high_peaks.len() - places.len();
        let more = if more > 0 { format!(" and {} more", Count(more, "place")) } else { String::new() };
        warnings.push(format!(
            "more than 6 dB are held back at {}{more}: turn these down by hand in an editor for a better sound",
            places.join(", ")
        ));
    }
    if plan.before.unreadable > 0 {
        let packets = Count(usize::try_from(plan.before.unreadable).unwrap_or(usize::MAX), "packet");
        warnings.push(format!("{packets} of the recording cannot be decoded, and are silent in the result"));
    }
    if plan.before.ended_early {
        warnings.push("the recording ends before its own end: `podwright probe` says where".to_owned());
    }
    warnings
}

/// The places at which most is held back, in the order of the recording.
fn deepest(plan: &MasterPlan) -> Vec<HighPeak> {
    let mut peaks = plan.high_peaks.clone();
    peaks.sort_by(|one, other| other.held_back.get().total_cmp(&one.held_back.get()));
    peaks.truncate(PLACES);
    peaks.sort_by_key(|peak| peak.sample);
    peaks
}

/// Where a peak is in the recording, before anything was cut.
fn place(plan: &MasterPlan, peak: &HighPeak) -> Timestamp {
    clock(AudioLength { samples: peak.sample + plan.cut.0, sample_rate: plan.sample_rate })
}

/// An array with an object for each recording, in the order given.
pub(crate) fn json(outcomes: &[MasterOutcome]) -> String {
    let objects: Vec<Value> = outcomes.iter().map(object).collect();
    format!("{:#}\n", Value::Array(objects))
}

fn rounded(value: f64, places: i32) -> f64 {
    let scale = 10f64.powi(places);
    // no minus before a zero
    (value * scale).round() / scale + 0.0
}

fn object(outcome: &MasterOutcome) -> Value {
    let (plan, output, mastered) = match &outcome.result {
        MasterResult::Failed(error) => return json!({"path": outcome.path, "error": error}),
        MasterResult::Planned(plan, output) => (plan.as_ref(), output.clone(), None),
        MasterResult::Made(mastered) => (&mastered.plan, mastered.path.to_string(), Some(mastered)),
    };
    let heard = |by_meter: Loudness, channels: usize| {
        let heard = if channels == 1 { by_meter + DUAL_MONO } else { by_meter };
        rounded(heard.lufs(), 2)
    };
    let seconds = |samples: u64| rounded(AudioLength { samples, sample_rate: plan.sample_rate }.seconds(), 6);
    let high =
        |peak: &HighPeak| json!({"seconds": seconds(peak.sample + plan.cut.0), "held_back_db": rounded(peak.held_back.get(), 2)});
    let after = mastered.map(|mastered| {
        let facts = &mastered.after.facts;
        let levels = facts.loudness.as_ref();
        let by_meter = levels.and_then(|levels| levels.integrated);
        json!({
            "bytes": facts.bytes.get(),
            "sha256": facts.sha256.to_string(),
            "duration_seconds": rounded(facts.length.seconds(), 6),
            "samples": facts.length.samples,
            "sample_rate_hz": facts.length.sample_rate,
            "channels": facts.channels,
            "bitrate_bps": facts.bitrate,
            "heard_lufs": by_meter.map(|by_meter| heard(by_meter, usize::from(facts.channels))),
            "loudness_lufs": by_meter.map(|by_meter| rounded(by_meter.lufs(), 2)),
            "true_peak_dbtp": levels.and_then(|levels| levels.true_peak).map(|peak| rounded(peak.dbtp(), 2)),
            "encoder": mastered.encoder,
            "rounds": mastered.rounds,
        })
    });
    json!({
        "path": outcome.path,
        "output": output,
        "before": {
            "duration_seconds": rounded(plan.before.length.seconds(), 6),
            "samples": plan.before.length.samples,
            "sample_rate_hz": plan.before.length.sample_rate,
            "channels": plan.before.channels,
            "heard_lufs": heard(plan.before.loudness, plan.channels),
            "loudness_lufs": rounded(plan.before.loudness.lufs(), 2),
            "true_peak_dbtp": plan.before.peak.map(|peak| rounded(peak.dbtp(), 2)),
        },
        "after": after,
        "gain_db": rounded(plan.gain.get(), 2),
        "held_back_db": rounded(plan.held_back.get(), 2),
        "cut_start_seconds": seconds(plan.cut.0),
        "cut_end_seconds": seconds(plan.cut.1),
        "shift_seconds": 0.0 - seconds(plan.cut.0),
        "high_peaks": plan.high_peaks.iter().map(high).collect::<Vec<_>>(),
        "warnings": warnings(plan),
        "wrote": outcome.beside,
    })
}
