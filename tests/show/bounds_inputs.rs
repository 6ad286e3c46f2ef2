//! Files that nobody means well with, of any length: one or more for each row of docs/limits.md.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::support::recording::{riff, wav_head};
use crate::support::show::{REPOSITORY, TestShow};

/// A show with a hostile file.
pub(crate) struct HostileInput {
    /// What it is.
    pub(crate) name: &'static str,
    /// The row of docs/limits.md.
    pub(crate) row: &'static str,
    /// How long it is. Twice as much takes 0.2 s or more, or is all that its limit allows.
    pub(crate) length: usize,
    /// Whether it takes no time that can be measured: it is refused before it is read, or its bound is that low.
    pub(crate) is_quick: bool,
    /// Makes the show, and tells the arguments of the program.
    pub(crate) make: fn(&TestShow, usize) -> Vec<&'static str>,
}

const fn slow(
    row: &'static str,
    name: &'static str,
    length: usize,
    make: fn(&TestShow, usize) -> Vec<&'static str>,
) -> HostileInput {
    HostileInput { name, row, length, is_quick: false, make }
}

const fn quick(
    row: &'static str,
    name: &'static str,
    length: usize,
    make: fn(&TestShow, usize) -> Vec<&'static str>,
) -> HostileInput {
    HostileInput { name, row, length, is_quick: true, make }
}

const YAML: &str = "`podcast.yaml`, `episode.yaml`";
const NOTES: &str = "notes and Easy Read summaries";
const LOCK: &str = "`podcast.lock`";
const AGAINST: &str = "an old feed (`check --against`)";
const PAGE: &str = "a page made of a template";
const TAGS: &str = "ID3v2 tags";
const MOOV: &str = "`moov` of MP4";

/// All of them. What is refused before it is read is here too, since it must stay so.
pub(crate) const HOSTILE: &[HostileInput] = &[
    slow(YAML, "unknown keys", 20_000, |show, n| yaml(show, &lines(n, |i| format!("k{i}: x\n")))),
    slow(YAML, "a list in one line", 80_000, |show, n| yaml(show, &format!("people: [{}]\n", "a, ".repeat(n)))),
    slow(YAML, "names", 20_000, |show, n| yaml(show, &format!("people: [{}]\n", lines(n, |i| format!("&k{i} x, "))))),
    slow(YAML, "repeated keys", 20_000, |show, n| yaml(show, &"title: x\n".repeat(n))),
    quick(YAML, "references in references", 2000, |show, n| {
        yaml(show, &format!("a: &a [{}]\nb: [{}]\n", "x, ".repeat(n), "*a, ".repeat(n)))
    }),
    quick(YAML, "brackets in brackets", 100_000, |show, n| yaml(show, &format!("a: {}\n", "[".repeat(n)))),
    quick("`.gitignore`", "patterns", 60_000, |show, n| {
        show.write(".gitignore", "**a\n".repeat(n));
        vec!["check"]
    }),
    slow(NOTES, "emphasis", 50_000, |show, n| summary(show, &"*a _b ".repeat(n))),
    slow(NOTES, "footnotes", 15_000, |show, n| {
        summary(show, &(lines(n, |i| format!("x[^{i}] ")) + "\n\n" + &lines(n, |i| format!("[^{i}]: y\n"))))
    }),
    slow(NOTES, "definitions of links", 10_000, |show, n| {
        summary(show, &(lines(n, |i| format!("[r{i}]: https://e.org/{i}\n")) + "\n" + &"[x][r1] ".repeat(n)))
    }),
    slow(NOTES, "comments that stay open", 80_000, |show, n| summary(show, &"<!-- ".repeat(n))),
    slow(NOTES, "rows of a table", 20_000, |show, n| summary(show, &format!("|a|b|\n|-|-|\n{}", "|x|y|\n".repeat(n)))),
    quick(NOTES, "attributes", 60_000, |show, n| summary(show, &format!("<p {}>x</p>", lines(n, |i| format!("a{i}=b "))))),
    quick(NOTES, "quotes in quotes", 200_000, |show, n| summary(show, &"> ".repeat(n))),
    slow("transcripts", "cues of WebVTT", 20_000, |show, n| {
        transcript(show, "vtt", &format!("WEBVTT\n\n{}", "00:01.000 --> 00:01.000\n<v Ada>x\n\n".repeat(n)))
    }),
    slow("transcripts", "cues of SubRip", 20_000, |show, n| {
        transcript(show, "srt", &lines(n, |i| format!("{i}\n00:00:01,000 --> 00:00:02,000\nAda: x\n\n")))
    }),
    slow("transcripts", "words of JSON", 20_000, |show, n| {
        let segments = lines(n, |i| format!(r#"{{"startTime":{0}.5,"endTime":{0}.9,"body":"w"}},"#, i / 10));
        transcript(show, "json", &format!(r#"{{"version":"1.0.0","segments":[{}]}}"#, segments.trim_end_matches(',')))
    }),
    slow("transcripts", "paragraphs of HTML", 20_000, |show, n| {
        transcript(show, "html", &"<cite>Ada:</cite><time>0:01</time><p>x</p>\n".repeat(n))
    }),
    quick("transcripts", "attributes of HTML", 60_000, |show, n| {
        transcript(show, "html", &format!("<p {}>x</p>", lines(n, |i| format!("a{i}=b "))))
    }),
    slow("files of chapters", "chapters of Podlove", 60_000, |show, n| {
        let chapters = "<psc:chapter start=\"0:01\" title=\"x\"/>".repeat(n);
        chapters_file(
            show,
            "c.psc",
            &format!("<psc:chapters xmlns:psc=\"http://podlove.org/simple-chapters\">{chapters}</psc:chapters>"),
        )
    }),
    slow("files of chapters", "lines", 60_000, |show, n| {
        chapters_file(show, "c.txt", &lines(n, |i| format!("0:0{} c\n", i % 4)))
    }),
    slow(LOCK, "lists of short words", 40_000, |show, n| lock(show, &"a: [x, y, z]\n".repeat(n))),
    slow(LOCK, "brackets left open", 4, |show, n| lock(show, &format!("a: {}{}", "[".repeat(60), "x, ".repeat(n * 100_000)))),
    quick(LOCK, "brackets in brackets", 100_000, |show, n| lock(show, &"a: [\n".repeat(n))),
    slow(AGAINST, "items", 10_000, |show, n| {
        against(show, &lines(n, |i| format!("<item><title>t{i}</title><guid>g-1</guid></item>")))
    }),
    quick(AGAINST, "elements in elements", 100_000, |show, n| against(show, &"<a>".repeat(n))),
    quick("a template of a page", "operators", 8_000, |show, n| template(show, &format!("{{{{ {}1 }}}}", "not ".repeat(n)))),
    quick("`style.css`", "rules", 100_000, |show, n| {
        show.write("templates/style.css", "a{}".repeat(n));
        small(show, "")
    }),
    slow(PAGE, "a loop", 40_000, |show, n| template(show, &format!("{{% for i in range({n}) %}}x{{% endfor %}}"))),
    quick(PAGE, "a text that doubles", 20, |show, n| {
        template(show, &format!("{{% set x = 'xxxxxxxx' %}}{}{{{{ x }}}}", "{% set x = x ~ x %}".repeat(n)))
    }),
    slow("pictures", "a PNG of one colour", 24_000_000, |show, n| {
        show.write("cover.png", png(n));
        small(show, "")
    }),
    slow("recordings", "frames of silence", 20_000, |show, n| recording(show, &silence(n))),
    slow("recordings", "zeros behind the sound", 20 << 20, |show, n| recording(show, &[silence(20), vec![0; n]].concat())),
    slow(TAGS, "comments", 20_000, |show, n| recording(show, &tagged(&texts(n)))),
    slow("chapters in tags", "chapters at one time", 40_000, |show, n| recording(show, &tagged(&chapter_frames(n)))),
    quick(MOOV, "empty boxes", 40_000, |show, n| mp4(show, &b"\0\0\0\x08free".repeat(n))),
    quick("chunks of WAV and AIFF", "empty lists", 50_000, |show, n| {
        audio(show, "audio.wav", &riff(&[wav_head(44_100), b"LIST\x04\0\0\0INFO".repeat(n)].concat()))
    }),
    quick("comments of Ogg", "first pages", 20_000, |show, n| {
        let page = [&b"OggS\0\x02"[..], &[0; 20], b"\x01\x07\x01vorbis"].concat();
        audio(show, "audio.ogg", &page.repeat(n))
    }),
    quick("audio files in one folder", "empty files", 1000, |show, n| {
        for index in 0..n {
            show.write(&format!("episodes/one/a{index}.mp3"), "");
        }
        show_of(show, "");
        vec!["check", "--quiet"]
    }),
    slow("access logs", "listeners in a packed log", 50_000, |show, n| {
        let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
        for i in 0..n {
            let address = [0, 8, 16].map(|shift| ((i >> shift) & 255).to_string()).join(".");
            writeln!(packed, "1.{address} - - [04/Jul/2022:07:00:00 +0000] \"GET {SOUND} HTTP/1.1\" 200 613104 \"-\" \"A\"")
                .unwrap();
        }
        show.write("a.gz", packed.finish().unwrap());
        for file in ["podcast.yaml", "podcast.lock", "episodes/coming-soon/episode.yaml"] {
            show.write(file, std::fs::read(Path::new(REPOSITORY).join(file)).unwrap());
        }
        vec!["impact", "a.gz"]
    }),
];

const SHOW: &str = "\
title: Mini
url: https://example.org/mini/
guid: 917393e3-1b1e-5cef-ace4-edaa54e1f810
language: en-GB
description: A small show.
author: Ada Example
categories: [Government]
explicit: false
artwork: {file: cover.png, alt: Stripes of colour.}
time_zone: Europe/London
";

const EPISODE: &str = "title: First\nguid: g-1\ndate: 2022-07-04T07:00:00Z\nsummary: A first word.\n";

/// A recording of the series of this repository.
const SOUND: &str = "/co-production-for-beginners/media/coming-soon.mp3";

const TRANSCRIPT: &str = "WEBVTT\n\n00:00.000 --> 00:02.000\n<v Ada>Hello, everybody.</v>\n";

const ELSEWHERE: &str = "enclosure: {url: https://example.org/1.mp3, bytes: 4194304, type: audio/mpeg, duration: 4:22}\n";

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |mut text, index| {
        let _ = write!(text, "{}", line(index));
        text
    })
}

/// A number that a file holds in four bytes.
fn size(length: usize) -> u32 {
    u32::try_from(length).unwrap()
}

fn show_of(show: &TestShow, more: &str) {
    show.write("podcast.yaml", SHOW).write("episodes/one/episode.yaml", format!("{EPISODE}{more}"));
    if !["vtt", "srt", "json", "html"].iter().any(|ending| show.exists(&format!("episodes/one/transcript.{ending}"))) {
        show.write("episodes/one/transcript.vtt", TRANSCRIPT);
    }
    if !show.exists("cover.png") {
        show.write("cover.png", png(1400 * 1400));
    }
}

/// A show whose only recording is elsewhere, so that nothing has to be measured.
fn small(show: &TestShow, more: &str) -> Vec<&'static str> {
    show_of(show, &format!("{ELSEWHERE}{more}"));
    vec!["check", "--quiet"]
}

fn yaml(show: &TestShow, text: &str) -> Vec<&'static str> {
    small(show, text)
}

fn summary(show: &TestShow, markdown: &str) -> Vec<&'static str> {
    show.write("episodes/one/easy-read.md", markdown);
    small(show, "")
}

fn transcript(show: &TestShow, ending: &str, text: &str) -> Vec<&'static str> {
    show.write(&format!("episodes/one/transcript.{ending}"), text);
    small(show, "")
}

fn chapters_file(show: &TestShow, name: &str, text: &str) -> Vec<&'static str> {
    show.write(&format!("episodes/one/{name}"), text);
    small(show, &format!("chapters: {name}\n"))
}

fn lock(show: &TestShow, text: &str) -> Vec<&'static str> {
    show.write("podcast.lock", format!("version: 2\n{text}"));
    small(show, "")
}

fn against(show: &TestShow, items: &str) -> Vec<&'static str> {
    show.write("old.xml", format!("<rss version=\"2.0\"><channel><title>x</title>{items}</channel></rss>"));
    small(show, "");
    vec!["check", "--quiet", "--against", "old.xml"]
}

fn template(show: &TestShow, text: &str) -> Vec<&'static str> {
    show.write("templates/foot.html", text);
    small(show, "")
}

fn audio(show: &TestShow, name: &str, bytes: &[u8]) -> Vec<&'static str> {
    show.write(&format!("episodes/one/{name}"), bytes);
    show_of(show, "");
    vec!["check", "--quiet"]
}

fn recording(show: &TestShow, bytes: &[u8]) -> Vec<&'static str> {
    audio(show, "audio.mp3", bytes)
}

fn mp4(show: &TestShow, boxes: &[u8]) -> Vec<&'static str> {
    let moov = [&size(boxes.len() + 8).to_be_bytes()[..], b"moov", boxes].concat();
    audio(show, "audio.m4a", &[&b"\0\0\0\x18ftypM4A \0\0\0\0M4A mp42"[..], &moov].concat())
}

/// Frames of MPEG-1 layer III, 128 kbit/s at 44,100 Hz, in which nothing sounds.
fn silence(frames: usize) -> Vec<u8> {
    [&b"\xFF\xFB\x90\xC4"[..], &[0; 413]].concat().repeat(frames)
}

fn seven_bits(length: usize) -> [u8; 4] {
    [21, 14, 7, 0].map(|shift| u8::try_from((length >> shift) & 127).unwrap())
}

fn frame(name: &[u8], body: &[u8]) -> Vec<u8> {
    [name, &seven_bits(body.len()), b"\0\0", body].concat()
}

/// ID3v2.4 with these frames, and some sound behind it.
fn tagged(frames: &[u8]) -> Vec<u8> {
    [&b"ID3\x04\0\0"[..], &seven_bits(frames.len()), frames, &silence(50)].concat()
}

fn texts(count: usize) -> Vec<u8> {
    (0..count).flat_map(|index| frame(b"TXXX", format!("\x03a{index}\0b").as_bytes())).collect()
}

fn chapter_frames(count: usize) -> Vec<u8> {
    let title = frame(b"TIT2", b"\x03x");
    let times = [&0_u32.to_be_bytes()[..], &1_u32.to_be_bytes(), &[0xFF; 8]].concat();
    (0..count).flat_map(|index| frame(b"CHAP", &[format!("c{index}\0").as_bytes(), &times, &title].concat())).collect()
}

/// A square PNG of so many black pixels.
fn png(pixels: usize) -> Vec<u8> {
    let side = pixels.isqrt().max(1);
    let chunk = |name: &[u8; 4], data: &[u8]| {
        let named = [&name[..], data].concat();
        let mut sum = flate2::Crc::new();
        sum.update(&named);
        [&size(data.len()).to_be_bytes()[..], &named, &sum.sum().to_be_bytes()].concat()
    };
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), Compression::fast());
    for _ in 0..side {
        packed.write_all(&vec![0; 1 + 3 * side]).unwrap();
    }
    let sides = size(side).to_be_bytes();
    let head = [&sides[..], &sides, &[8, 2, 0, 0, 0]].concat();
    [&b"\x89PNG\r\n\x1A\n"[..], &chunk(b"IHDR", &head), &chunk(b"IDAT", &packed.finish().unwrap()), &chunk(b"IEND", b"")].concat()
}
