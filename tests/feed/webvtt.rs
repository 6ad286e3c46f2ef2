//! What the W3C's tests of WebVTT parsing describe (<https://github.com/web-platform-tests/wpt/tree/master/webvtt/parsing>), as cases of our
//! own written from the standard (<https://www.w3.org/TR/webvtt1/>, sections 4 and 6): each is read, or refused with its line and the reason.
//! Where the standard's parser would drop words, ours refuses, or reads what leaves no doubt, because dropped words never reach a deaf listener.

use podwright::media::transcript::{TranscriptKind, parse};

/// A case: its name, the file, and what comes of it.
type Case = (&'static str, &'static str, Outcome);

enum Outcome {
    /// Cues as `start-end speaker=words|speaker=words`, times in milliseconds.
    Read(&'static [&'static str]),
    /// Refused at a line, with these words in the reason.
    Refused(u32, &'static str),
}

use Outcome::{Read, Refused};

const ONE: &[&str] = &["0-1000 -=text"];

/// The head of the file (section 6.1, steps 1 to 13).
const HEADS: &[Case] = &[
    ("signature alone", "WEBVTT", Read(&[])),
    ("signature and line break", "WEBVTT\n", Read(&[])),
    ("byte order mark", "\u{FEFF}WEBVTT\n\n00:00.000 --> 00:01.000\ntext", Read(ONE)),
    ("two byte order marks", "\u{FEFF}\u{FEFF}WEBVTT\n", Refused(1, "`WEBVTT`")),
    ("text after a blank", "WEBVTT a title\n\n00:00.000 --> 00:01.000\ntext", Read(ONE)),
    ("text after a tab", "WEBVTT\ta title\n\n00:00.000 --> 00:01.000\ntext", Read(ONE)),
    ("text without a blank", "WEBVTTx\n\n00:00.000 --> 00:01.000\ntext", Refused(1, "`WEBVTT`")),
    ("small letters", "webvtt\n\n00:00.000 --> 00:01.000\ntext", Refused(1, "`WEBVTT`")),
    ("blank before", " WEBVTT\n\n00:00.000 --> 00:01.000\ntext", Refused(1, "`WEBVTT`")),
    ("line before", "\nWEBVTT\n\n00:00.000 --> 00:01.000\ntext", Refused(1, "`WEBVTT`")),
    ("no signature", "00:00.000 --> 00:01.000\ntext", Refused(1, "`WEBVTT`")),
    ("too short", "WEBVT", Refused(1, "`WEBVTT`")),
    ("empty file", "", Refused(1, "`WEBVTT`")),
    ("header lines", "WEBVTT\nKind: captions\nLanguage: en\n\n00:00.000 --> 00:01.000\ntext", Read(ONE)),
    ("times at once", "WEBVTT\n00:00.000 --> 00:01.000\ntext", Read(ONE)),
    ("header and times", "WEBVTT\nKind: captions\n00:00.000 --> 00:01.000\ntext", Read(ONE)),
];

/// Ends of lines and odd characters (section 6.1, steps 1 to 3).
const LINES: &[Case] = &[
    ("CR", "WEBVTT\r\r00:00.000 --> 00:01.000\rtext\r", Read(ONE)),
    ("CRLF", "WEBVTT\r\n\r\n00:00.000 --> 00:01.000\r\ntext\r\n", Read(ONE)),
    ("mixed ends", "WEBVTT\r\n\n00:00.000 --> 00:01.000\rtext", Read(ONE)),
    ("no end of line at the end", "WEBVTT\n\n00:00.000 --> 00:01.000\ntext", Read(ONE)),
    ("many blank lines", "WEBVTT\n\n\n\n\n00:00.000 --> 00:01.000\ntext\n\n\n\n", Read(ONE)),
    ("a line of blanks does not end a cue", "WEBVTT\n\n00:00.000 --> 00:01.000\ntext\n \nmore", Read(&["0-1000 -=text\nmore"])),
    ("NUL in words", "WEBVTT\n\n00:00.000 --> 00:01.000\nte\u{0}xt", Read(&["0-1000 -=te\u{FFFD}xt"])),
    ("letters outside ASCII", "WEBVTT\n\n00:00.000 --> 00:01.000\nČeská עברית 👍", Read(&["0-1000 -=Česká עברית 👍"])),
];

/// Times (section 6.3, "collect a WebVTT timestamp").
const TIMES: &[Case] = &[
    ("with hours", "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\ntext", Read(ONE)),
    ("two hours", "WEBVTT\n\n02:00:00.000 --> 02:00:01.000\ntext", Read(&["7200000-7201000 -=text"])),
    ("hours on one side", "WEBVTT\n\n00:00.000 --> 00:00:01.000\ntext", Read(ONE)),
    ("hours of three digits", "WEBVTT\n\n100:00:00.000 --> 100:00:01.000\ntext", Read(&["360000000-360001000 -=text"])),
    ("hours of one digit", "WEBVTT\n\n0:00:00.000 --> 0:00:01.000\ntext", Read(ONE)),
    ("no blanks at the arrow", "WEBVTT\n\n00:00.000-->00:01.000\ntext", Read(ONE)),
    ("tabs at the arrow", "WEBVTT\n\n00:00.000\t-->\t00:01.000\ntext", Read(ONE)),
    ("blanks around the line", "WEBVTT\n\n  00:00.000   -->   00:01.000  \ntext", Read(ONE)),
    ("no length", "WEBVTT\n\n00:01.000 --> 00:01.000\ntext", Read(&["1000-1000 -=text"])),
    ("the end before the start", "WEBVTT\n\n00:02.000 --> 00:01.000\ntext", Read(&["2000-1000 -=text"])),
    ("sixty seconds", "WEBVTT\n\n00:00.000 --> 00:60.000\ntext", Refused(3, "not a line of times")),
    ("sixty minutes", "WEBVTT\n\n00:00.000 --> 60:00.000\ntext", Refused(3, "not a line of times")),
    ("two digits of a millisecond", "WEBVTT\n\n00:00.00 --> 00:01.000\ntext", Read(ONE)),
    ("four digits of a millisecond", "WEBVTT\n\n00:00.0000 --> 00:01.000\ntext", Read(ONE)),
    ("no milliseconds", "WEBVTT\n\n00:00 --> 00:01\ntext", Refused(3, "not a line of times")),
    ("one digit of a second", "WEBVTT\n\n00:0.000 --> 00:1.000\ntext", Refused(3, "not a line of times")),
    ("one digit of a minute", "WEBVTT\n\n0:00.000 --> 0:01.000\ntext", Read(ONE)),
    ("a minus", "WEBVTT\n\n-00:00.000 --> 00:01.000\ntext", Refused(3, "not a line of times")),
    ("letters", "WEBVTT\n\nfoo --> 00:01.000\ntext", Refused(3, "not a line of times")),
    ("no end", "WEBVTT\n\n00:00.000 -->\ntext", Refused(3, "not a line of times")),
    ("another arrow", "WEBVTT\n\n00:00.000 -> 00:01.000\ntext", Read(ONE)),
    ("digits of other writings", "WEBVTT\n\n٠٠:٠٠.٠٠٠ --> 00:01.000\ntext", Refused(3, "not a line of times")),
];

/// Blocks: cues with and without names, comments, styles, regions (section 6.1, "collect a WebVTT block").
const BLOCKS: &[Case] = &[
    ("a name", "WEBVTT\n\nintro\n00:00.000 --> 00:01.000\ntext", Read(ONE)),
    ("a name with a short arrow", "WEBVTT\n\na -- b ->\n00:00.000 --> 00:01.000\ntext", Read(ONE)),
    (
        "names twice",
        "WEBVTT\n\n1\n00:00.000 --> 00:01.000\na\n\n1\n00:01.000 --> 00:02.000\nb",
        Read(&["0-1000 -=a", "1000-2000 -=b"]),
    ),
    (
        "a cue without words",
        "WEBVTT\n\n00:00.000 --> 00:01.000\n\n00:01.000 --> 00:02.000\nb",
        Read(&["0-1000 ", "1000-2000 -=b"]),
    ),
    (
        "no line between cues",
        "WEBVTT\n\n00:00.000 --> 00:01.000\na\n00:01.000 --> 00:02.000\nb",
        Read(&["0-1000 -=a", "1000-2000 -=b"]),
    ),
    ("words without times", "WEBVTT\n\ntext", Refused(3, "belongs to no cue")),
    ("words after a blank line", "WEBVTT\n\n00:00.000 --> 00:01.000\na\n\nb", Refused(6, "belongs to no cue")),
    ("a comment", "WEBVTT\n\nNOTE this\nand this\n\n00:00.000 --> 00:01.000\ntext", Read(ONE)),
    ("a comment of one word", "WEBVTT\n\nNOTE\n\n00:00.000 --> 00:01.000\ntext", Read(ONE)),
    ("a comment in a cue is words", "WEBVTT\n\n00:00.000 --> 00:01.000\nNOTE text", Read(&["0-1000 -=NOTE text"])),
    ("no comment", "WEBVTT\n\nNOTES\n\n00:00.000 --> 00:01.000\ntext", Refused(3, "belongs to no cue")),
    ("a comment at the end", "WEBVTT\n\n00:00.000 --> 00:01.000\ntext\n\nNOTE end", Read(ONE)),
    ("a style", "WEBVTT\n\nSTYLE\n::cue { color: red }\n\n00:00.000 --> 00:01.000\ntext", Read(ONE)),
    ("a region", "WEBVTT\n\nREGION\nid:fred\nwidth:40%\n\n00:00.000 --> 00:01.000 region:fred\ntext", Read(ONE)),
];

/// Settings of a cue (section 6.3): nothing of them is kept, and none is refused.
const SETTINGS: &[Case] = &[
    ("align", "WEBVTT\n\n00:00.000 --> 00:01.000 align:start\ntext", Read(ONE)),
    ("line", "WEBVTT\n\n00:00.000 --> 00:01.000 line:-1,end\ntext", Read(ONE)),
    ("position and size", "WEBVTT\n\n00:00.000 --> 00:01.000 position:50%,center size:100%\ntext", Read(ONE)),
    ("vertical", "WEBVTT\n\n00:00.000 --> 00:01.000 vertical:rl\ntext", Read(ONE)),
    ("twice", "WEBVTT\n\n00:00.000 --> 00:01.000 align:start align:end\ntext", Read(ONE)),
    ("no such thing", "WEBVTT\n\n00:00.000 --> 00:01.000 foo:bar :: =\ntext", Read(ONE)),
    ("tabs between", "WEBVTT\n\n00:00.000 --> 00:01.000\talign:start\tline:0\ntext", Read(ONE)),
];

/// Words (sections 4.2.2 and 6.4): voices become speakers, other tags go, references are decoded.
const WORDS: &[Case] = &[
    ("a voice", "WEBVTT\n\n00:00.000 --> 00:01.000\n<v Ann>text", Read(&["0-1000 Ann=text"])),
    ("a voice with classes", "WEBVTT\n\n00:00.000 --> 00:01.000\n<v.loud.first Ann Lee>text</v>", Read(&["0-1000 Ann Lee=text"])),
    ("two voices", "WEBVTT\n\n00:00.000 --> 00:01.000\n<v Ann>a</v>\n<v Bob>b</v>", Read(&["0-1000 Ann=a|Bob=b"])),
    ("a voice without a name", "WEBVTT\n\n00:00.000 --> 00:01.000\n<v>text", Read(ONE)),
    ("a voice with a reference", "WEBVTT\n\n00:00.000 --> 00:01.000\n<v A&amp;B>text", Read(&["0-1000 A&B=text"])),
    ("an end without a start", "WEBVTT\n\n00:00.000 --> 00:01.000\n</v>text</i>", Read(ONE)),
    ("classes, bold, italics", "WEBVTT\n\n00:00.000 --> 00:01.000\n<c.red><b>te</b><i>xt</i></c>", Read(ONE)),
    ("ruby", "WEBVTT\n\n00:00.000 --> 00:01.000\n<ruby>te<rt>xt</rt></ruby>", Read(ONE)),
    ("a language", "WEBVTT\n\n00:00.000 --> 00:01.000\n<lang en-GB>text</lang>", Read(ONE)),
    ("a time inside", "WEBVTT\n\n00:00.000 --> 00:01.000\nte<00:00.500>xt", Read(ONE)),
    ("an unknown tag", "WEBVTT\n\n00:00.000 --> 00:01.000\n<foo>te</foo>xt", Read(ONE)),
    ("a word between signs", "WEBVTT\n\n00:00.000 --> 00:01.000\n<laughs> text", Read(&["0-1000 -=<laughs> text"])),
    ("a sign for less", "WEBVTT\n\n00:00.000 --> 00:01.000\n1 < 2, and I <3 it", Read(&["0-1000 -=1 < 2, and I <3 it"])),
    ("a tag over two lines", "WEBVTT\n\n00:00.000 --> 00:01.000\n<v\nAnn>text", Read(&["0-1000 Ann=text"])),
    ("a tag at the end", "WEBVTT\n\n00:00.000 --> 00:01.000\ntext<", Read(&["0-1000 -=text<"])),
    ("references", "WEBVTT\n\n00:00.000 --> 00:01.000\n&amp;&lt;&gt;&nbsp;a", Read(&["0-1000 -=&<>\u{A0}a"])),
    ("marks of direction", "WEBVTT\n\n00:00.000 --> 00:01.000\na&lrm;b&rlm;c", Read(&["0-1000 -=a\u{200E}b\u{200F}c"])),
    ("references by number", "WEBVTT\n\n00:00.000 --> 00:01.000\n&#233;&#xE9;", Read(&["0-1000 -=éé"])),
    ("no reference", "WEBVTT\n\n00:00.000 --> 00:01.000\na & b &foo; &", Read(&["0-1000 -=a & b &foo; &"])),
    ("decoded once", "WEBVTT\n\n00:00.000 --> 00:01.000\n&amp;lt;", Read(&["0-1000 -=&lt;"])),
];

#[test]
fn every_case_is_read_or_refused_with_line_and_reason() {
    let mut faults = Vec::new();
    for (name, text, expected) in [HEADS, LINES, TIMES, BLOCKS, SETTINGS, WORDS].into_iter().flatten() {
        let found = parse(text, TranscriptKind::Vtt, &[]);
        let told = match (&found, expected) {
            (Ok(parsed), Read(cues)) => {
                let told: Vec<String> = parsed.transcript.cues.iter().map(told).collect();
                if told == *cues {
                    continue;
                }
                format!("{told:?}")
            }
            (Err(refused), Refused(line, reason)) if matches!(refused.errors.as_slice(), [error] if error.line == *line && error.message.contains(reason)) =>
            {
                continue;
            }
            (found, _) => format!("{found:?}"),
        };
        faults.push(format!("{name}: {told}"));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn told(cue: &podwright::model::media::transcript::Cue) -> String {
    let one = |speech: &podwright::model::media::transcript::Speech| {
        format!("{}={}", speech.speaker.as_deref().unwrap_or("-"), speech.text)
    };
    let words: Vec<String> = cue.speeches.iter().map(one).collect();
    format!("{}-{} {}", cue.start.as_millis(), cue.end.as_millis(), words.join("|"))
}
