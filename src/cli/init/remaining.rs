//! What a new show still lacks, as `check` sees it.

use camino::Utf8Path;

use crate::check::consent::Consent;
use crate::check::rule::Rule;
use crate::check::rules::audio::AudioRule;
use crate::check::rules::show::ShowRule;
use crate::check::rules::transcript::TranscriptRule;
use crate::cli::session::Session;
use crate::error::Error;
use crate::model::level::Level;

/// Notes that tell of something which only the producer has.
const OF_THE_PRODUCER: [Rule; 3] = [
    Rule::Audio(AudioRule::MissingAudio),
    Rule::Transcript(TranscriptRule::MissingTranscript),
    Rule::Show(ShowRule::PlaceholderText),
];

/// What the producer must still bring, a line each: where, what, and how.
pub(super) fn remaining(session: &Session, root: &Utf8Path) -> Result<Vec<String>, Error> {
    let checked = session.open(root)?.check(&Consent::default(), session.now()?);
    let report = checked.report();
    let wanted = report.findings.iter().filter(|one| one.level != Level::Note || OF_THE_PRODUCER.contains(&one.rule));
    Ok(wanted.map(|one| format!("{}: {}: {}", one.place.file, one.message, one.help)).collect())
}
