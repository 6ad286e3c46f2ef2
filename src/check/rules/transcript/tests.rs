use crate::catalog::Catalog;
use crate::check::testing::{CUES, CueText, check, expect, path, transcript};
use crate::media::transcript::TranscriptError;
use crate::model::media::transcript::{Cue, EpisodeTranscript};

const FILE: &str = "episodes/door/transcript.vtt";
const LETTERS: [&str; 20] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t"];

fn cues(catalog: &mut Catalog, cues: &[CueText<'_>]) {
    catalog.episodes[0].transcript = Some(transcript(&path("episodes/door"), "transcript.vtt", cues));
}

#[track_caller]
fn case(expected: &[&str], wanted: &[CueText<'_>]) {
    let expected: Vec<String> = expected
        .iter()
        .map(|rule| rule.split_once(' ').map_or(format!("{rule} {FILE}"), |(rule, line)| format!("{rule} {FILE} {line}")))
        .collect();
    expect(&expected.iter().map(String::as_str).collect::<Vec<_>>(), |catalog| cues(catalog, wanted));
}

fn each_cue(catalog: &mut Catalog, change: impl FnMut(&mut Cue)) {
    let state = catalog.episodes[0].transcript.as_mut().unwrap();
    state.found.as_mut().unwrap().transcript.cues.iter_mut().for_each(change);
}

#[test]
fn an_episode_has_a_transcript_with_words_that_can_be_read() {
    expect(&["missing-transcript episodes/door/episode.yaml transcript"], |catalog| catalog.episodes[0].transcript = None);
    expect(&[&format!("empty-transcript {FILE}")], |catalog| cues(catalog, &[]));
    expect(&[&format!("empty-transcript {FILE}")], |catalog| cues(catalog, &[(0, 1000, " ... ")]));
    expect(&["unreadable-transcript episodes/door/episode.yaml transcript"], |catalog| {
        let error = TranscriptError { line: 0, message: "there is no such file".to_owned() };
        catalog.episodes[0].episode.transcript = Some(EpisodeTranscript::File(path(FILE)));
        catalog.episodes[0].transcript.as_mut().unwrap().found = Err(error.into());
    });
    for (line, place) in [(7, " 7:1"), (0, "")] {
        let error = TranscriptError { line, message: "no arrow".to_owned() };
        expect(&[&format!("unreadable-transcript {FILE}{place}")], |catalog| {
            catalog.episodes[0].transcript.as_mut().unwrap().found = Err(error.into());
        });
    }
}

#[test]
fn cues_follow_each_other() {
    case(&["cue-ends-before-start 3:1"], &[(1000, 1000, "There"), (1000, 59_000, "was a door.")]);
    case(&["cues-out-of-order 6:1"], &[(20_000, 59_000, "was a door."), (1000, 20_000, "There")]);
    case(&["cues-overlap 6:1"], &[(1000, 20_000, "There was"), (19_999, 59_000, "a door.")]);
}

#[test]
fn a_cue_may_reach_half_a_second_past_the_sound() {
    case(&[], &[(1000, 60_500, "There was a door.")]);
    case(&["cue-past-end 3:1"], &[(1000, 60_501, "There was a door.")]);
    case(&["cue-past-end 6:1"], &[(1000, 59_000, "There was a door."), (60_000, 60_100, "a")]);
}

#[test]
fn the_first_of_many_is_named_and_the_rest_counted() {
    let line = "a".repeat(66);
    let long: Vec<CueText<'_>> = (0..3).map(|index| (index * 20_000, index * 20_000 + 19_000, line.as_str())).collect();
    let report = check(|catalog| cues(catalog, &long));
    assert_eq!(report.findings.len(), 1);
    assert_eq!(report.findings[0].message, "a line of the cue has 66 characters, more than 65 (and 2 more cues)");
}

#[test]
fn lines_and_speed_can_be_read() {
    let line = "a".repeat(65);
    case(&[], &[(1000, 59_000, &format!("{line}\n{line}"))]);
    case(&["long-transcript-lines 3:1"], &[(1000, 59_000, &format!("{line}a"))]);
    case(&[], &[(1000, 2000, &"a".repeat(20)), (2000, 59_000, "b")]);
    case(&["fast-reading 3:1"], &[(1000, 2000, &"a".repeat(21)), (2000, 59_000, "b")]);
}

#[test]
fn the_whole_sound_is_covered() {
    // Of 58.8 s between the first and the last sound, 5.8 s may be missing.
    case(&[], &[(1000, 54_000, "There was a door.")]);
    case(&["transcript-incomplete"], &[(1000, 53_000, "There was a door.")]);
    // Pauses for breath count as covered.
    let breathing: Vec<CueText<'_>> =
        (0..).zip(LETTERS).map(|(index, letter)| (index * 3000, index * 3000 + 1000, letter)).collect();
    case(&[], &breathing);
    let report = check(|catalog| cues(catalog, &[(0, 10_000, "There was"), (40_000, 59_500, "a door.")]));
    assert_eq!(report.findings[0].message, "the transcript covers 48 % of the sound; nothing is written from 0:10 to 0:40");
}

#[test]
fn somebody_is_named_as_speaking() {
    expect(&[&format!("no-speaker-names {FILE} 3:1")], |catalog| {
        each_cue(catalog, |cue| cue.speeches[0].speaker = None);
    });
    expect(&[], |catalog| {
        let mut first = true;
        each_cue(catalog, |cue| {
            if !std::mem::take(&mut first) {
                cue.speeches[0].speaker = None;
            }
        });
    });
}

#[test]
fn the_language_is_that_of_the_show() {
    let german = "Die Tür war nicht zu, und wir haben es nicht gewusst. Ich und der Mann mit der Mütze, wir sind auch mit der Bahn \
                  gekommen, die nicht fährt, wenn das Wetter nicht gut ist, und das ist eine gute Sache, auch mit der Zeit.";
    let words: Vec<String> = german.split(' ').collect::<Vec<_>>().chunks(8).map(|line| line.join(" ")).collect();
    let german: Vec<CueText<'_>> =
        words.iter().zip(0..).map(|(line, index)| (index * 10_000, index * 10_000 + 9900, line.as_str())).collect();
    case(&["transcript-wrong-language"], &german);
    expect(&[], |catalog| {
        catalog.show_mut().language = "de".parse().unwrap();
        cues(catalog, &german);
    });
    // Too few words to tell by.
    case(&[], &[(600, 59_000, "Die Tür war nicht zu, und wir haben es nicht gewusst.")]);
}

#[test]
fn two_forms_say_the_same() {
    let second = |name: &str, cues: &[CueText<'_>]| transcript(&path("episodes/door"), name, cues);
    expect(&[], |catalog| {
        let lower = CUES.map(|(start, end, text)| (start + 5, end, text));
        catalog.episodes[0].other_transcripts = vec![second("transcript.srt", &lower)];
    });
    expect(&["transcripts-differ episodes/door/transcript.srt"], |catalog| {
        catalog.episodes[0].other_transcripts = vec![second("transcript.srt", &CUES[..2])];
    });
    expect(&["unreadable-transcript episodes/door/transcript.srt 2:1"], |catalog| {
        let mut other = second("transcript.srt", &CUES);
        other.found = Err(TranscriptError { line: 2, message: "no arrow".to_owned() }.into());
        catalog.episodes[0].other_transcripts = vec![other];
    });
}

#[test]
fn what_a_machine_leaves_is_found_in_several_languages() {
    let both = |first: &'static str, second: &'static str| [(1000, 30_000, first), (30_000, 59_000, second)];
    // loops, within a cue and over several
    case(
        &["repeated-words 3:1"],
        &both("Gracias por ver el video. Gracias por ver el video.", "Gracias por ver el video. Gracias por ver el video."),
    );
    case(&["repeated-words 6:1"], &both("Es war eine Tür.", "ja ja ja ja ja ja ja ja ja ja ja ja"));
    case(&["repeated-words 3:1"], &both("I know. I know. I know. I know. I know.", "I know. I know. I know."));
    case(&[], &both("No, no, no, no! Very, very good.", "Round and round, round and round we go."));
    case(&[], &both("It was what it was, and what it was was good.", "It was what it was, and what it was was good."));
    // signatures
    for credit in [
        "Sous-titrage Société Radio-Canada",
        "Untertitel von Stephanie Geiges",
        "Subtítulos por la comunidad de Amara.org",
        "Captioned by a machine",
    ] {
        case(&["subtitle-credits 6:1"], &[(1000, 30_000, "There was a door."), (30_000, 59_000, credit)]);
    }
    for talk in [
        "We pay for captioning, and closed captioning is the law.",
        "Die Untertitelung ist eine Aufgabe der Redaktion.",
        "On parle du sous-titrage, et des sous-titres réalisés ici.",
        "Oggi parliamo di sottotitoli e di accessibilità.",
    ] {
        case(&[], &[(1000, 30_000, "There was a door."), (30_000, 59_000, talk)]);
    }
    for credit in ["[Untertitelung des ZDF, 2020]", "- Sottotitoli e revisione a cura di QTSS", "Transcription by CastingWords"] {
        case(&["subtitle-credits 6:1"], &[(1000, 30_000, "There was a door."), (30_000, 59_000, credit)]);
    }
    // capitals, in any script that has them
    let greek = "ΜΙΑ ΦΟΡΑ ΚΑΙ ΕΝΑΝ ΚΑΙΡΟ ΗΤΑΝ ΜΙΑ ΠΟΡΤΑ";
    case(&["transcript-in-capitals 3:1"], &both(greek, "ΠΟΥ ΚΑΝΕΙΣ ΔΕΝ ΤΗΝ ΕΙΧΕ ΑΝΟΙΞΕΙ ΠΟΤΕ"));
    case(&[], &both("דלת אחת הייתה סגורה שנים רבות ואיש לא פתח אותה", "ואז בא ילד קטן ודחף אותה והיא נפתחה מיד לרווחה"));
    case(&[], &both("THE DOOR WAS OPEN.", "The BBC and the NHS said so."));
}

#[test]
fn sounds_that_are_written_again_and_again_are_no_loop() {
    for sound in ["[music]", "(Musik)", "[Amanda laughs]", "♪ [music] ♪"] {
        let cues: Vec<CueText<'_>> = (0..12).map(|index| (index * 5000, index * 5000 + 4900, sound)).collect();
        case(&[], &cues);
    }
    let cues: Vec<CueText<'_>> = (0..12).map(|index| (index * 5000, index * 5000 + 4900, "music")).collect();
    case(&["repeated-words 3:1"], &cues);
}

#[test]
fn sounds_are_no_empty_cues_and_no_long_ones() {
    case(&["empty-cues 6:1"], &[(1000, 30_000, "There was a door."), (30_000, 59_000, "- - -")]);
    case(&[], &[(1000, 30_000, "There was a door."), (30_000, 59_000, "♪")]);
    case(&["long-cue 3:1"], &[(0, 60_400, "There was a door.")]);
    case(&[], &[(0, 60_400, "[music, (slow)]")]);
}

#[test]
fn marks_of_machines_are_known_in_more_languages() {
    let speech = |words: [&str; 4], expected: &[&str]| {
        let starts = [600, 15_000, 30_000, 45_000, 59_000];
        let cues: Vec<CueText<'_>> = (0..4).map(|at| (starts[at], starts[at + 1], words[at])).collect();
        case(expected, &cues);
    };
    for mark in ["[incomprensible]", "(niewyraźne)", "[غير مسموع]", "（聞き取り不能）", "[?]", "[onverstaanbaar]"]
    {
        let words = ["Und", "dann", "ging", "er"].map(|word| format!("{word} {mark} weiter"));
        speech([&words[0], &words[1], &words[2], &words[3]], &["unheard-words 3:1"]);
        speech([&words[0], &words[1], "Here it is", "and there"], &[]);
    }
    for credit in [
        "Субтитры сделал DimaTorzok",
        "ترجمة نانسي قنقر",
        "Undertekster av Nicolai Winther",
        "Sync and corrections by n17t01",
        "Legendas pela comunidade",
        "Transcribed by https://otter.ai",
    ] {
        speech(["There was", "a door", "in the wall.", credit], &["subtitle-credits 12:1"]);
    }
    speech(["We had", "subtitles at the theatre", "by my sister,", "and captions too."], &[]);
    for code in ["{y:i}There", "One\\NTwo", "&nbsp;There", "<font color=red>There</font>", "{b}There{/b}"] {
        speech([code, "was a door", "in the", "wall."], &["subtitle-markup 3:1"]);
    }
    speech(["It is in C:\\Notes", "between {a} and {x}", "AT&T < 5", "wall."], &[]);
    // a sentence without spaces
    let loops: Vec<CueText<'_>> = (0..6).map(|at| (600 + at * 9000, 9500 + at * 9000, "谢谢大家观看")).collect();
    case(&["repeated-words 3:1"], &loops);
    let short: Vec<CueText<'_>> = (0..6).map(|at| (600 + at * 9000, 9500 + at * 9000, "好")).collect();
    case(&[], &short);
}
