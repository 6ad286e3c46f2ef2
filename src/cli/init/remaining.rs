//! What a new show still lacks, as `check` sees it.

use crate::check::report::Report;
use crate::check::rule::Rule;
use crate::check::rule::audio::AudioRule;
use crate::check::rule::show::ShowRule;
use crate::check::rule::transcript::TranscriptRule;
use crate::model::settings::level::Level;

/// Notes that tell of something which only the producer has.
const OF_THE_PRODUCER: [Rule; 3] = [
    Rule::Audio(AudioRule::MissingAudio),
    Rule::Transcript(TranscriptRule::MissingTranscript),
    Rule::Show(ShowRule::PlaceholderText),
];

/// What the producer must still bring, a line each: where, what, and how.
pub(super) fn remaining(report: &Report) -> Vec<String> {
    let wanted = report.findings.iter().filter(|one| one.level != Level::Note || OF_THE_PRODUCER.contains(&one.rule));
    wanted.map(|one| format!("{}: {}: {}", one.place.file, one.message, one.help)).collect()
}
