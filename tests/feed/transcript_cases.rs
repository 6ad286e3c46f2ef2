//! Transcripts as programs and people have written them, from public reports, and others of their kinds: the WebVTT that is published, and what
//! `check` says of the file.

use podwright::media::transcript::{TranscriptKind, parse};

use crate::meaning::file;
use crate::shows;

/// A file, and what becomes of it.
struct Case {
    name: &'static str,
    kind: TranscriptKind,
    text: &'static str,
    /// The cues of the WebVTT that is published.
    published: &'static [&'static str],
    /// The line and the words of each note.
    notes: &'static [(u32, &'static str)],
}

const COMMA: &str = "the time has a comma, where WebVTT has a full stop";
const POINT: &str = "the time has a full stop, where SubRip has a comma";
const ARROW: &str = "the arrow between the times is not `-->`";
const WORDS: &str = "the transcript has one word in each segment";
const OTHER: &str = "the transcript is JSON, but not of Podcasting 2.0";

const CASES: [Case; 9] = [
    // pluja/whishper#81, pepri/subtitles-editor#7
    Case {
        name: "WebVTT with commas",
        kind: TranscriptKind::Vtt,
        text: "WEBVTT\n\n1\n00:00:00,600 --> 00:00:07,440\n<v Ada>Text one\n\n2\n00:00:07,440 --> 00:00:15,440\n<v Ben>Text two\n",
        published: &["00:00:00.600 --> 00:00:07.440\n<v Ada>Text one", "00:00:07.440 --> 00:00:15.440\n<v Ben>Text two"],
        notes: &[(4, COMMA)],
    },
    Case {
        name: "WebVTT with a comment, commas and one digit for the hour",
        kind: TranscriptKind::Vtt,
        text: "WEBVTT\n\nNOTE who edited this\n\n0:00:00,600 --> 0:00:07,440\n<v Ada>Less < more\n",
        published: &["00:00:00.600 --> 00:00:07.440\n<v Ada>Less &lt; more"],
        notes: &[
            (5, COMMA),
            (5, "the time has one digit, where players expect two"),
            (6, "a `<` begins no tag, and browsers drop what follows it"),
        ],
    },
    // ggml-org/whisper.cpp#466
    Case {
        name: "SubRip with WebVTT's times",
        kind: TranscriptKind::Srt,
        text: "1\n00:00:01.000 --> 00:00:02.000\nAda: One.\n\n2\n00:00:02.000 -> 00:00:03.000\nTwo.\n",
        published: &["00:00:01.000 --> 00:00:02.000\n<v Ada>One.", "00:00:02.000 --> 00:00:03.000\n<v Ada>Two."],
        notes: &[(2, POINT), (6, ARROW)],
    },
    // Virtual-Coffee/podcast-transcripts, margince/margince#2962, syntaxfm/website#1193
    Case {
        name: "a colon in mid-sentence",
        kind: TranscriptKind::Srt,
        text: "1\n00:00:00,600 --> 00:00:03,840\nAda: Dan has released his new book, Learning\nGardening.js: Powerful machine\n\n2\n00:00:03,840 --> 00:00:07,110\nlearning in the garden.\n\n3\n00:00:10,780 --> 00:00:15,330\nBen: We start.\n",
        published: &[
            "00:00:00.600 --> 00:00:03.840\n<v Ada>Dan has released his new book, Learning\nGardening.js: Powerful machine",
            "00:00:03.840 --> 00:00:07.110\n<v Ada>learning in the garden.",
            "00:00:10.780 --> 00:00:15.330\n<v Ben>We start.",
        ],
        notes: &[],
    },
    Case {
        name: "a title before a colon, where a cue begins within a sentence",
        kind: TranscriptKind::Srt,
        text: "1\n00:00:00,000 --> 00:00:02,000\nAda: We have both read\n\n2\n00:00:02,000 --> 00:00:04,000\nHome Truths: A Guide to Care.\n",
        published: &[
            "00:00:00.000 --> 00:00:02.000\n<v Ada>We have both read",
            "00:00:02.000 --> 00:00:04.000\n<v Ada>Home Truths: A Guide to Care.",
        ],
        notes: &[],
    },
    // Buzzsprout's export
    Case {
        name: "a word a segment",
        kind: TranscriptKind::Json,
        text: r#"{"version":"1.0.0","segments":[{"speaker":"Ada","startTime":0.3,"endTime":0.6,"body":"Hey,"},{"speaker":"Ada","startTime":0.601,"endTime":0.93,"body":"here."},{"speaker":"Ada","startTime":2.16,"endTime":2.16,"body":"Uh,"},{"speaker":"Ada","startTime":2.19,"endTime":2.73,"body":"so"},{"speaker":"Ben","startTime":2.79,"endTime":15.5,"body":"goodbye."}]}"#,
        published: &[
            "00:00:00.300 --> 00:00:00.930\n<v Ada>Hey, here.",
            "00:00:02.160 --> 00:00:02.730\n<v Ada>Uh, so",
            "00:00:02.790 --> 00:00:15.500\n<v Ben>goodbye.",
        ],
        notes: &[(1, "the word ends at the moment it starts"), (1, WORDS)],
    },
    // hyperaudio/hyperaudio-lite-editor#631
    Case {
        name: "Whisper",
        kind: TranscriptKind::Json,
        text: r#"{"text":"Hello there you","segments":[{"id":0,"start":0.5,"end":7.0,"text":" Hello there"},{"id":1,"start":7.0,"end":14.5,"text":" you"}]}"#,
        published: &["00:00:00.500 --> 00:00:07.000\nHello there", "00:00:07.000 --> 00:00:14.500\nyou"],
        notes: &[(1, OTHER)],
    },
    Case {
        name: "whisper.cpp",
        kind: TranscriptKind::Json,
        text: r#"{"transcription":[{"offsets":{"from":500,"to":7000},"text":" Hello there"},{"offsets":{"from":7000,"to":14500},"text":" to you"}]}"#,
        published: &["00:00:00.500 --> 00:00:07.000\nHello there", "00:00:07.000 --> 00:00:14.500\nto you"],
        notes: &[(1, OTHER)],
    },
    Case {
        name: "Podlove",
        kind: TranscriptKind::Json,
        text: r#"[{"start_ms":500,"end_ms":7000,"speaker":"1","voice":"Ada","text":"Hello there"},{"start_ms":7000,"end_ms":14500,"voice":"Ada","text":"to you"}]"#,
        published: &["00:00:00.500 --> 00:00:07.000\n<v Ada>Hello there", "00:00:07.000 --> 00:00:14.500\n<v Ada>to you"],
        notes: &[(1, OTHER)],
    },
];

#[test]
fn what_programs_write_is_published_as_players_read_it() {
    for case in &CASES {
        let parsed = parse(case.text, case.kind, &[]).unwrap_or_else(|refused| panic!("{}: {:?}", case.name, refused.errors));
        let notes: Vec<(u32, &str)> = parsed.repairs.iter().map(|(repair, line, _)| (line, repair.found())).collect();
        assert_eq!(notes, case.notes, "{}", case.name);
        let sealed = shows::with_transcript(parsed.transcript);
        let published = String::from_utf8(file(&sealed, "transcripts/episode-0.vtt")).unwrap();
        assert_eq!(published, format!("WEBVTT\n\n{}\n", case.published.join("\n\n")), "{}", case.name);
    }
}

#[test]
fn every_fault_is_told_in_one_run() {
    let text = "1\n00:00:00,000 --> x\none\n\nlost\n\n2\n00:00:09,000 --> 00:00:08,000\ntwo\n\n3\n99\n";
    let refused = parse(text, TranscriptKind::Srt, &[]).unwrap_err();
    assert_eq!(refused.errors.iter().map(|error| error.line).collect::<Vec<_>>(), [2, 5, 11]);
    assert_eq!((refused.more, refused.partial.cues.len()), (0, 1), "the times of what could be read are judged in the same run");
}
