//! The names of those who speak in a transcript.

use std::collections::BTreeMap;

use camino::Utf8Path;

use crate::catalog::CatalogEpisode;
use crate::check::found::Found;
use crate::check::rules::transcript::{TranscriptRule, at_cue};
use crate::check::scope::Scope;
use crate::model::media::transcript::Cue;
use crate::model::wording::latin::in_ascii;

/// What programs call those whom they cannot know, before a number or a letter.
const NUMBERED: &[&str] = &[
    "speaker",
    "spk",
    "unknown speaker",
    "unidentified speaker",
    "voice",
    "participant",
    "sprecher",
    "sprecherin",
    "locuteur",
    "intervenant",
    "hablante",
    "orador",
    "parlante",
    "siaradwr",
    "person",
    "persona",
    "personne",
    "osoba",
    "teilnehmer",
    "teilnehmerin",
    "participante",
    "interlocuteur",
    "falante",
    "spreker",
    "talare",
    "taler",
    "mluvčí",
    "mówca",
    "спикер",
    "говорящий",
    "متحدث",
    "المتحدث",
    "דובר",
    "話者",
    "话者",
    "发言人",
    "發言人",
    "说话人",
    "화자",
];

/// What programs call those whom they cannot even number.
const UNKNOWN: [&str; 12] = [
    "unknown",
    "unknown speaker",
    "unbekannt",
    "unbekannter sprecher",
    "inconnu",
    "desconocido",
    "desconhecido",
    "sconosciuto",
    "onbekend",
    "nieznany",
    "anhysbys",
    "غير معروف",
];

/// What stands before a name and is none of it, in small letters without accents.
const TITLES: [&str; 27] = [
    "dr",
    "drs",
    "prof",
    "professor",
    "professorin",
    "doctor",
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "sir",
    "dame",
    "rev",
    "revd",
    "herr",
    "frau",
    "m",
    "mme",
    "mlle",
    "dra",
    "sr",
    "sra",
    "don",
    "dona",
    "sig",
    "ing",
];

/// The same behind names of China, Japan and Korea.
const HONORIFICS: [&str; 14] =
    ["さん", "さま", "様", "氏", "先生", "教授", "博士", "老师", "老師", "医生", "女士", "씨", "선생님", "교수"];

/// So many names are compared with each other; a transcript with more has no names for speakers.
const NAMES_MAX: usize = 60;

/// How like each other two spellings of a name are (Jaro-Winkler, 0 to 1): `Jon Smith` and `John Smith` are, `Ann` and `Dan` are not.
const ALIKE: f64 = 0.94;

/// The shortest name that can be misspelt by a letter and still be known. // characters
const NAME_MIN: usize = 5;

/// Looks at the names of speakers.
pub(super) fn check(scope: &Scope<'_>, entry: &CatalogEpisode, file: &Utf8Path, cues: &[Cue], found: &mut Found) {
    let mut names: BTreeMap<&str, (&Cue, usize)> = BTreeMap::new();
    for cue in cues {
        for name in cue.speeches.iter().filter_map(|speech| speech.speaker.as_deref()) {
            names.entry(name).or_insert((cue, 0)).1 += 1;
        }
    }
    if let Some((name, (cue, _))) = names.iter().filter(|(name, _)| is_numbered(name)).min_by_key(|(_, (cue, _))| cue.line) {
        found.add(
            TranscriptRule::NumberedSpeakers,
            at_cue(entry, file, cue),
            format!("`{name}` is a label from a program, not a speaker's name"),
            "write the name, or what the person is, such as `A mother`, where the name must not be known",
        );
    }
    if names.len() > NAMES_MAX {
        return;
    }
    let people: Vec<&str> = entry.episode.people.beside(&scope.show.people).map(|person| person.name.as_str()).collect();
    let heard: Vec<(&str, &Cue, usize)> = names.iter().map(|(name, (cue, times))| (*name, *cue, *times)).collect();
    for (index, (name, cue, times)) in heard.iter().enumerate() {
        if people.contains(name) || is_numbered(name) {
            continue;
        }
        let others = heard.iter().enumerate().filter(|(other, _)| *other != index);
        // of two spellings in the transcript, the rarer is the slip; a name among `people` is right
        let better = others.filter(|(other, (word, _, often))| {
            (people.contains(word) || (*often, index) > (*times, *other)) && is_other_spelling(name, word)
        });
        let right = better.map(|(_, (word, ..))| *word).next();
        if let Some(right) = right.or_else(|| people.iter().copied().find(|person| is_other_spelling(name, person))) {
            found.add(
                TranscriptRule::SpeakerSpeltTwice,
                at_cue(entry, file, cue),
                format!("`{name}` is probably `{right}`, as it is spelt elsewhere"),
                "write the name in one way; if these are two people, tell them apart",
            );
            return;
        }
    }
}

/// Whether a name is what a program calls a voice.
pub(in crate::check::rules) fn is_numbered(name: &str) -> bool {
    let lower = name.trim().to_lowercase();
    if UNKNOWN.contains(&lower.as_str()) {
        return true;
    }
    let is_number = |text: &str| (1..=3).contains(&text.chars().count()) && text.chars().all(char::is_numeric);
    let is_numbered = NUMBERED.iter().filter_map(|known| lower.strip_prefix(known)).any(|rest| {
        let bare = rest.trim_start_matches([' ', '_', '-', '#']);
        let is_letter = bare.len() == 1 && bare.len() < rest.len() && bare.bytes().all(|byte| byte.is_ascii_lowercase());
        is_number(bare) || is_letter || (bare == "?" && bare.len() < rest.len())
    });
    is_numbered || lower.strip_prefix('s').is_some_and(|rest| rest.len() <= 2 && is_number(rest))
}

/// Whether two names are one name in two spellings.
pub(in crate::check::rules) fn is_other_spelling(one: &str, other: &str) -> bool {
    let spelt_out = |name: &str| plain(&with_german_letters(name));
    let (longer, other_longer) = (spelt_out(one), spelt_out(other));
    let is_german = plain(one) == other_longer || longer == plain(other) || longer == other_longer;
    let (one, other) = (plain(one), plain(other));
    if one == other || is_german {
        return true;
    }
    let digits = |name: &str| name.chars().filter(|character| character.is_numeric()).collect::<String>();
    // `Host 1` and `Host 2` are two people, and so are `Host` and `Host 2`
    if digits(&one) != digits(&other) {
        return false;
    }
    let is_long = |name: &str| name.chars().count() >= NAME_MIN;
    let is_alike = is_long(&one) && is_long(&other) && strsim::jaro_winkler(&one, &other) >= ALIKE;
    // the whole name, and its first part
    let begins = |short: &str, long: &str| long.strip_prefix(short).is_some_and(|rest| rest.starts_with(' '));
    (is_alike && strsim::levenshtein(&one, &other) <= 2) || begins(&one, &other) || begins(&other, &one)
}

/// A name with letters as German, Danish and Norwegian write them where they have no others: `Juergen`, `Soeren`.
fn with_german_letters(name: &str) -> String {
    name.chars().fold(String::new(), |mut written, letter| {
        match letter {
            'ä' | 'Ä' | 'æ' | 'Æ' => written.push_str("ae"),
            'ö' | 'Ö' | 'ø' | 'Ø' => written.push_str("oe"),
            'ü' | 'Ü' => written.push_str("ue"),
            'å' | 'Å' => written.push_str("aa"),
            'ß' => written.push_str("ss"),
            other => written.push(other),
        }
        written
    })
}

/// A name in small letters without accents, titles, apostrophes, full stops and double blanks, the family's name last.
fn plain(name: &str) -> String {
    let turned = name.split_once(',').filter(|(family, given)| !family.contains(' ') && given.trim().split(' ').count() == 1);
    let name = turned.map_or(name.to_owned(), |(family, given)| format!("{} {family}", given.trim()));
    let bare = name.replace(['\'', '’', '‘', '`'], "").replace(['أ', 'إ', 'آ'], "ا").replace('ى', "ي");
    let letters = in_ascii(&bare).replace(['.', ','], " ");
    let words = letters.split_whitespace();
    let bare: Vec<&str> = words.clone().filter(|word| !TITLES.contains(word)).collect();
    if bare.is_empty() { words.collect::<Vec<_>>().join(" ") } else { bare.join(" ") }
}

/// Whether a speaker may be one of the people: also under a part of the name, as a transcript has it after the first time.
pub(in crate::check::rules) fn may_be(speaker: &str, person: &str) -> bool {
    if is_other_spelling(speaker, person) {
        return true;
    }
    let (speaker, person) = (plain(speaker), plain(person));
    let words: Vec<&str> = person.split(' ').collect();
    let is_part = speaker.split(' ').all(|word| words.contains(&word));
    // names of China, Japan and Korea, with or without a space, and with a title behind them
    let joined = |name: &str| name.replace([' ', '\u{30FB}', '\u{B7}'], "");
    let (speaker, person) = (joined(&speaker), joined(&person));
    let bare = HONORIFICS.iter().find_map(|title| speaker.strip_suffix(title)).unwrap_or(&speaker);
    let is_wide = !bare.is_empty() && bare.chars().all(|c| matches!(c, '\u{3040}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}'));
    is_part || (is_wide && (person.starts_with(bare) || person.ends_with(bare)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_programs_call_a_voice() {
        for name in [
            "SPEAKER_00",
            "Speaker 1",
            "speaker A",
            "Sprecher 2",
            "SPK_1",
            "S2",
            "Unknown",
            "Unknown speaker 3",
            "Locuteur 1",
            "Speaker ?",
            "Osoba 1",
            "المتحدث ١",
            "話者1",
            "Unbekannt",
        ] {
            assert!(is_numbered(name), "{name}");
        }
        for name in [
            "Speaker",
            "The speaker",
            "Sam",
            "S",
            "Speakers",
            "Voice of America",
            "Person of the year",
            "Personal 1",
            "A mother",
            "Sprecherin",
            "Siaradwr Cymraeg",
        ] {
            assert!(!is_numbered(name), "{name}");
        }
    }

    #[test]
    fn knows_a_name_in_two_spellings() {
        for (one, other) in [
            ("Jon Smith", "John Smith"),
            ("jane Doe", "Jane Doe"),
            ("Marisol", "Maricol"),
            ("Dr. Amina Khan", "Dr Amina Khan"),
            ("Anna", "Anna Jones"),
            ("Siân  Rees", "Siân Rees"),
            ("Sian Rees", "Siân Rees"),
            ("Prof. Łucja Nowak", "Lucja Nowak"),
            ("Dr Ada Khan", "ADA KHAN"),
            ("Jürgen", "Juergen"),
            ("Soeren Ås", "Søren Ås"),
            ("O’Neil", "O'Neil"),
            ("Smith, Ann", "Ann Smith"),
            ("أحمد", "احمد"),
        ] {
            assert!(is_other_spelling(one, other), "{one} {other}");
        }
        for (one, other) in [
            ("Ann", "Dan"),
            ("Host 1", "Host 2"),
            ("Maria", "Mark"),
            ("A mother", "A father"),
            ("Anna", "Annabel"),
            ("Jo", "Joe"),
            ("Host", "Host 2"),
            ("Host 2", "Host"),
            ("Moderatorin", "Moderatorin 2"),
            ("Caller ١", "Caller ٢"),
            ("Dr Khan", "Dr Rees"),
            ("Dr", "Prof"),
        ] {
            assert!(!is_other_spelling(one, other), "{one} {other}");
        }
    }

    #[test]
    fn knows_a_person_by_a_part_of_the_name() {
        for (speaker, person) in [
            ("Khan", "Dr. Amina Khan"),
            ("Frau Müller", "Anna Muller"),
            ("Dra. García", "Lucía García Pérez"),
            ("田中", "田中 太郎"),
            ("田中さん", "田中太郎"),
            ("王老师", "王小明"),
            ("김민지 씨", "김민지"),
            ("山田・花子", "山田花子"),
        ] {
            assert!(may_be(speaker, person), "{speaker} {person}");
        }
        for (speaker, person) in [("Kahn", "Amina Khan"), ("Ann", "Dan Annable"), ("田中", "中田"), ("王", "李王明"), ("", "Ada")]
        {
            assert!(!may_be(speaker, person), "{speaker} {person}");
        }
    }
}
