//! What a program that recognises speech, or that makes subtitles, leaves in a transcript that nobody read.

use std::collections::BTreeMap;

use camino::Utf8Path;

use crate::catalog::CatalogEpisode;
use crate::check::found::Found;
use crate::check::rule::reading::ReadingRule;
use crate::check::rules::transcript::cues::first_of;
use crate::check::rules::transcript::{TranscriptRule, at_cue, speakers};
use crate::check::scope::Scope;
use crate::model::media::transcript::{Cue, Transcript};
use crate::model::time::timestamp::Timestamp;
use crate::model::wording::slip::{TextRole, slips_of_file};

/// The longest cue with words. // milliseconds; even an announcement is read in parts
const CUE_MAX: u64 = 60_000;
/// The longest sentence of which a loop is looked for. // words
const LOOP_WORDS: usize = 12;
/// So few letters are no matter of capitals. // letters
const LETTERS_MIN: usize = 60;
/// Among so many cues, one after the other, [`UNHEARD_MAX`] may be marked as not understood.
const UNHEARD_CUES: usize = 10;
/// See [`UNHEARD_CUES`].
const UNHEARD_MAX: usize = 2;

/// How makers of subtitles sign, wherever it stands in a cue. Programs have learnt it from films, and write it where nobody speaks.
const CREDITS: [&str; 15] = [
    "amara.org",
    "opensubtitles",
    "castingwords",
    "subtitles by",
    "subtitled by",
    "subtitles made by",
    "captions by",
    "captioned by",
    "captioning by",
    "transcribed by otter",
    "untertitel von",
    "sous-titres par",
    "subtítulos por",
    "sottotitoli di",
    "isdeitlau gan",
];

/// Words with which such a credit begins, and that people say of subtitles too: credits where they begin a cue.
const CREDITS_AT_START: [&str; 9] = [
    "closed captioning",
    "untertitel der",
    "untertitel im auftrag",
    "untertitelung",
    "sous-titrage",
    "sous-titres réalisés",
    "subtítulos realizados",
    "sottotitoli",
    "napisy stworzone",
];

/// How those who transcribe mark what they did not understand.
const UNHEARD: [&str; 13] = [
    "inaudible",
    "unintelligible",
    "indistinct",
    "unclear",
    "unverständlich",
    "unv.",
    "inaudibile",
    "incompréhensible",
    "ininteligible",
    "inintelligible",
    "niezrozumiałe",
    "annealladwy",
    "aneglur",
];

/// Looks at everything a machine leaves.
pub(crate) fn check(scope: &Scope<'_>, entry: &CatalogEpisode, file: &Utf8Path, transcript: &Transcript, found: &mut Found) {
    let cues = transcript.cues.as_slice();
    let mut tell = |rule, cue: &Cue, message: String, help: &str| found.add(rule, at_cue(entry, file, cue), message, help);
    first_of(cues.iter().filter(|cue| !has_words(cue)), |cue, rest| {
        tell(
            TranscriptRule::EmptyCues,
            cue,
            format!("the cue has no words{rest}"),
            "delete it, or write what is heard, as in `[music]`",
        );
    });
    first_of(cues.iter().filter(|cue| length(cue) > CUE_MAX && has_speech(cue)), |cue, rest| {
        let shown = Timestamp::from_millis(length(cue));
        let message = format!("the cue is shown for {shown}{rest}");
        tell(
            TranscriptRule::LongCue,
            cue,
            message,
            "split it where one would breathe; one or two lines at a time can be followed",
        );
    });
    first_of(cues.iter().filter_map(|cue| Some((cue, credit(cue)?))), |(cue, credit), rest| {
        let message = format!("`{credit}` is a subtitler's credit; speech recognition invents it where nobody speaks{rest}");
        tell(TranscriptRule::SubtitleCredits, cue, message, "listen there, and write what is said; or delete the cue");
    });
    first_of(cues.iter().filter(|cue| texts(cue).any(|text| text.contains("{\\"))), |cue, rest| {
        let message = format!("the text contains subtitle codes, such as `{{\\an8}}`{rest}");
        tell(TranscriptRule::SubtitleMarkup, cue, message, "delete the braces and everything inside them");
    });
    if let Some(cue) = unheard(cues) {
        let message = format!("more than {UNHEARD_MAX} places within {UNHEARD_CUES} cues are marked as not understood");
        tell(
            TranscriptRule::UnheardWords,
            cue,
            message,
            "listen to it again, best with the person who spoke; readers have no other way to know",
        );
    }
    if let Some((cue, sentence, times)) = repetition(cues) {
        let message = format!("`{sentence}` is repeated {times} times in a row here");
        tell(
            TranscriptRule::RepeatedWords,
            cue,
            message,
            "listen there, and write what is said: speech recognition gets caught in loops",
        );
    }
    if let Some(cue) = cues.first().filter(|_| is_in_capitals(cues)) {
        let help = "use lower case; most editors can convert it";
        tell(
            TranscriptRule::TranscriptInCapitals,
            cue,
            "the transcript is written in capitals, which are hard to read".to_owned(),
            help,
        );
    }
    words(entry, file, cues, found);
    speakers::check(scope, entry, file, cues, found);
}

/// Slips that any text can have: the first of each kind.
fn words(entry: &CatalogEpisode, file: &Utf8Path, cues: &[Cue], found: &mut Found) {
    let mut told = Vec::new();
    for cue in cues {
        for slip in texts(cue).flat_map(|text| slips_of_file(text, TextRole::Speech)) {
            if !told.contains(&slip.kind) {
                told.push(slip.kind);
                found.add(ReadingRule::of_fault(slip.kind), at_cue(entry, file, cue), slip.message, slip.help);
            }
        }
    }
}

fn texts(cue: &Cue) -> impl Iterator<Item = &str> {
    cue.speeches.iter().map(|speech| speech.text.as_str())
}

fn length(cue: &Cue) -> u64 {
    cue.end.as_millis().saturating_sub(cue.start.as_millis())
}

fn has_words(cue: &Cue) -> bool {
    texts(cue).any(|text| text.contains(|c: char| c.is_alphanumeric() || c == '♪' || c == '♫'))
}

/// Whether there is more than a sound in brackets.
fn has_speech(cue: &Cue) -> bool {
    texts(cue).any(|text| {
        let mut depth = 0usize;
        text.chars().any(|character| {
            match character {
                '[' | '(' => depth += 1,
                ']' | ')' => depth = depth.saturating_sub(1),
                _ => return depth == 0 && character.is_alphanumeric(),
            }
            false
        })
    })
}

fn credit(cue: &Cue) -> Option<&'static str> {
    texts(cue).find_map(|text| {
        let lower = text.to_lowercase();
        let start = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
        let at_start = CREDITS_AT_START.into_iter().find(|credit| start.starts_with(credit));
        at_start.or_else(|| CREDITS.into_iter().find(|credit| lower.contains(credit)))
    })
}

/// The first cue of a stretch that was hardly understood.
fn unheard(cues: &[Cue]) -> Option<&Cue> {
    let marks = |cue: &Cue| -> usize {
        let of = |text: &str| {
            let is_mark = |inside: &&str| UNHEARD.iter().any(|mark| inside.trim_start().starts_with(mark));
            text.to_lowercase().split(['[', '(']).skip(1).filter(is_mark).count()
        };
        texts(cue).map(of).sum()
    };
    // more than one in a cue count as often
    let marked: Vec<usize> =
        cues.iter().enumerate().flat_map(|(index, cue)| std::iter::repeat_n(index, marks(cue).min(UNHEARD_MAX + 1))).collect();
    let stretch = marked.windows(UNHEARD_MAX + 1).find(|some| some[UNHEARD_MAX] - some[0] < UNHEARD_CUES)?;
    cues.get(stretch[0])
}

/// The first sentence that is said again and again: where it begins, its words, and how often.
fn repetition(cues: &[Cue]) -> Option<(&Cue, String, usize)> {
    let spoken = cues.iter().filter(|cue| has_speech(cue)).flat_map(|cue| texts(cue).map(move |text| (cue, text)));
    let split = spoken
        .flat_map(|(cue, text)| text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').map(move |word| (cue, word)));
    // numbers stand for words, so that comparing is quick whatever the words are
    let mut known: BTreeMap<String, u32> = BTreeMap::new();
    let words: Vec<(&Cue, &str, u32)> = split
        .filter(|(_, word)| !word.is_empty())
        .map(|(cue, word)| {
            let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
            (cue, word, *known.entry(word.to_lowercase()).or_insert(next))
        })
        .collect();
    let mut first: Option<(usize, usize, usize)> = None;
    for length in 1..=LOOP_WORDS {
        let mut run = 0;
        for end in length..=words.len() {
            let repeats = words.get(end).is_some_and(|(_, _, word)| *word == words[end - length].2);
            if repeats {
                run += 1;
                continue;
            }
            let times = run / length + 1;
            let start = end - run - length;
            if times >= often(length) && first.is_none_or(|(earliest, ..)| start < earliest) {
                first = Some((start, length, times));
            }
            run = 0;
        }
    }
    let (start, length, times) = first?;
    let sentence = words[start..start + length].iter().map(|(_, word, _)| *word).collect::<Vec<_>>().join(" ");
    Some((words[start].0, sentence, times))
}

/// How often so many words are said by nobody: "no, no, no" is, and so is a refrain.
fn often(words: usize) -> usize {
    match words {
        1 => 12,
        2 => 8,
        3 => 6,
        _ => 4,
    }
}

fn is_in_capitals(cues: &[Cue]) -> bool {
    let letters = cues.iter().flat_map(texts).flat_map(str::chars);
    let (mut upper, mut lower) = (0usize, 0usize);
    for letter in letters {
        upper += usize::from(letter.is_uppercase());
        lower += usize::from(letter.is_lowercase());
    }
    upper + lower >= LETTERS_MIN && upper / 9 > lower
}
