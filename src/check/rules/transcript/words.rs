//! The words of a transcript: whose they are, in which language, and whether two forms agree.

use std::collections::BTreeMap;

use camino::Utf8Path;

use crate::catalog::CatalogEpisode;
use crate::check::found::Found;
use crate::check::rules::transcript::{TranscriptRule, at_cue};
use crate::check::scope::{Scope, in_file};
use crate::display::count::Count;
use crate::model::media::transcript::Transcript;
use crate::model::place::FilePosition;

/// The commonest words of languages, such as hardly stand in another of these.
const COMMON: [(&str, &str, &[&str]); 10] = [
    ("cy", "Welsh", &["yn", "yr", "mae", "ar", "ei", "wedi", "sydd", "hefyd", "gyda", "ydy", "bod", "cael"]),
    ("de", "German", &["und", "der", "die", "das", "nicht", "ist", "ich", "wir", "ein", "eine", "auch", "mit"]),
    ("en", "English", &["the", "and", "of", "to", "is", "that", "you", "it", "what", "with", "this", "are"]),
    ("es", "Spanish", &["que", "el", "los", "las", "una", "por", "para", "con", "pero", "como", "muy", "está"]),
    ("fr", "French", &["et", "les", "des", "est", "vous", "nous", "une", "pour", "dans", "pas", "avec", "ce"]),
    ("it", "Italian", &["che", "di", "il", "è", "per", "una", "sono", "non", "della", "anche", "questo", "gli"]),
    ("nl", "Dutch", &["het", "een", "van", "niet", "ik", "dat", "zijn", "voor", "maar", "ook", "wij", "aan"]),
    ("pl", "Polish", &["nie", "się", "jest", "że", "na", "to", "jak", "ale", "tak", "czy", "dla", "przez"]),
    ("pt", "Portuguese", &["que", "não", "uma", "com", "você", "os", "mais", "mas", "são", "também", "muito", "ao"]),
    ("sv", "Swedish", &["och", "att", "det", "som", "är", "jag", "inte", "har", "för", "på", "också", "ett"]),
];
/// The fewest words of which a language can be told. // words
const WORDS_MIN: usize = 40;
/// How many words may differ between two forms. // percent; speakers' names and marks are written in different ways
const DIFFERENCE_MAX: usize = 2;

/// How many words there are.
pub(crate) fn count(transcript: &Transcript) -> usize {
    words(transcript).count()
}

/// Looks at the words of a transcript.
pub(crate) fn check(scope: &Scope<'_>, entry: &CatalogEpisode, file: &Utf8Path, transcript: &Transcript, found: &mut Found) {
    let speeches = || transcript.cues.iter().flat_map(|cue| &cue.speeches);
    if let Some(first) = transcript.cues.first().filter(|_| speeches().all(|speech| speech.speaker.is_none())) {
        found.add(
            TranscriptRule::NoSpeakerNames,
            at_cue(entry, file, first),
            "the transcript does not say who speaks",
            "write `<v Name>` before the words in WebVTT, `Name: ` in SubRip, `speaker` in JSON",
        );
    }
    if let Some(language) = other_language(transcript, &scope.show.language.primary()) {
        found.add(
            TranscriptRule::TranscriptWrongLanguage,
            in_file(entry, file, FilePosition::File),
            format!("the transcript reads like {language}, and the show's language is `{}`", scope.show.language),
            "put the transcript in the show's language there, or correct `language` in `podcast.yaml`",
        );
    }
    for other in &entry.other_transcripts {
        let Ok(second) = &other.found else { continue };
        let differing = difference(transcript, &second.transcript);
        if differing * 100 > count(transcript) * DIFFERENCE_MAX {
            found.add(
                TranscriptRule::TranscriptsDiffer,
                in_file(entry, other.path.as_path(), FilePosition::File),
                format!(
                    "{} from `{}`",
                    Count(differing, "word").with("of this transcript differs", "of this transcript differ"),
                    file.file_name().unwrap_or(file.as_str())
                ),
                "delete the one that is out of date; podwright makes the other form itself",
            );
        }
    }
}

fn words(transcript: &Transcript) -> impl Iterator<Item = String> {
    transcript
        .cues
        .iter()
        .flat_map(|cue| &cue.speeches)
        .flat_map(|speech| speech.text.split(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

/// Another language than the show's in which the words are far likelier; `None` where that cannot be told.
fn other_language(transcript: &Transcript, own: &str) -> Option<&'static str> {
    if !COMMON.iter().any(|(code, ..)| *code == own) || count(transcript) < WORDS_MIN {
        return None;
    }
    let mut hits = [0usize; COMMON.len()];
    for word in words(transcript) {
        for (hit, (_, _, common)) in hits.iter_mut().zip(&COMMON) {
            *hit += usize::from(common.contains(&word.as_str()));
        }
    }
    let named = || COMMON.iter().zip(hits);
    let ours = named().find(|((code, ..), _)| *code == own).map_or(0, |(_, hit)| hit);
    let ((_, name, _), most) = named().max_by_key(|(_, hit)| *hit)?;
    (most > ours.saturating_mul(3) && most * 20 > count(transcript)).then_some(*name)
}

/// How many words stand in one and not in the other, at most once for each place.
fn difference(one: &Transcript, other: &Transcript) -> usize {
    let mut balance: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    words(one).for_each(|word| balance.entry(word).or_default().0 += 1);
    words(other).for_each(|word| balance.entry(word).or_default().1 += 1);
    let missing: usize = balance.values().map(|(one, other)| one.saturating_sub(*other)).sum();
    let added: usize = balance.values().map(|(one, other)| other.saturating_sub(*one)).sum();
    missing.max(added)
}
