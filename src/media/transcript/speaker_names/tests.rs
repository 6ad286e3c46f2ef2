use super::*;
use crate::model::time::timestamp::Timestamp;

/// Each cue as `speaker=words`, parts separated by `|`.
fn told(texts: &[&str], people: &[&str]) -> Vec<String> {
    let time = Timestamp::default();
    let texts = texts.iter().map(|text| CueTexts {
        line: 1,
        start: time,
        end: time,
        lines: text.lines().map(|line| line.trim().to_owned()).collect(),
    });
    let people: Vec<String> = people.iter().map(|name| (*name).to_owned()).collect();
    let words = |cue: &Cue| {
        let one = |speech: &Speech| format!("{}={}", speech.speaker.as_deref().unwrap_or("-"), speech.text);
        cue.speeches.iter().map(one).collect::<Vec<_>>().join("|")
    };
    cues(texts.collect(), &people).iter().map(words).collect()
}

#[test]
fn a_sentence_with_a_colon_is_not_a_speaker() {
    let file = [
        "Ada: Dan has a new book, Learning\nGardening.js: Powerful machine",
        "learning in the garden. It's a\nlong book.",
        "I liked Choose\nGardening.js: a story.",
        "Remember: water it.",
        "That's What It Is: a garden.",
        "Ben: We start every episode so.",
    ];
    let expected = [
        "Ada=Dan has a new book, Learning\nGardening.js: Powerful machine",
        "Ada=learning in the garden. It's a\nlong book.",
        "Ada=I liked Choose\nGardening.js: a story.",
        "Ada=Remember: water it.",
        "Ada=That's What It Is: a garden.",
        "Ben=We start every episode so.",
    ];
    assert_eq!(told(&file, &[]), expected);
}

#[test]
fn a_name_stands_more_than_once_or_is_among_the_people() {
    assert_eq!(told(&["Hello.", "Ann: yes."], &[]), ["-=Hello.", "-=Ann: yes."]);
    assert_eq!(told(&["Hello.", "Ann: yes."], &["Ann Lee"]), ["-=Hello.", "Ann=yes."]);
    assert_eq!(told(&["Hello.", "Ann: yes.", "ANN: no."], &[]), ["-=Hello.", "Ann=yes.", "ANN=no."]);
    // Somebody is interrupted.
    assert_eq!(told(&["Ann: one.", "Ann: and then", "Bob: no.", "Bob: never.", "Bob: ok."], &[])[2], "Bob=no.");
    // A machine that writes no full stops.
    assert_eq!(told(&["hello", "Ann: yes", "Bob: no", "Ann: yes", "Bob: no"], &[])[4], "Bob=no");
}

#[test]
fn reads_the_marks_of_programs() {
    assert_eq!(told(&["[SPEAKER_00]: Hello.", "[Speaker 1] Yes."], &[]), ["SPEAKER_00=Hello.", "Speaker 1=Yes."]);
    assert_eq!(told(&["Speaker 2: Hello."], &[]), ["Speaker 2=Hello."]);
    assert_eq!(told(&[">> Ann: Hello.", "[laughs] Yes.", "[music]"], &[]), ["Ann=Hello.", "Ann=[laughs] Yes.", "-=[music]"]);
    assert_eq!(told(&["李：你好。", "李：再见。"], &[]), ["李=你好。", "李=再见。"]);
}

#[test]
fn a_colon_does_not_make_a_name() {
    for line in ["at 10: we go", "https://example.org", "Well, then: go", "Time 10:30 now", "A B C D E F: six", "[a, b]: c"] {
        assert_eq!(named(line), None, "{line}");
    }
    let name = |name, text| Some(Named { name, text, is_marked: false });
    assert_eq!(named("Dr. O’Neil: yes"), name("Dr. O’Neil", "yes"));
    assert_eq!(named("Ann:"), name("Ann", ""));
}
