//! Files to read, and faults in short.

use podwright::model::episode::Episode;
use podwright::model::fault::Fault;
use podwright::model::place::FilePosition;
use podwright::model::show::Show;
use podwright::source::Read;
use podwright::source::episode::read_episode;
use podwright::source::reading::defaults::ShowDefaults;
use podwright::source::show::read_show;

/// A show with every key.
pub(crate) const SHOW: &str = r#"# podcast.yaml
title: Co-production for beginners
url: https://example.org/co-production-for-beginners/
link: https://example.org/about
guid: 5d3f0f0e-1b1e-5cef-ace4-edaa54e1f810
language: en-GB
description: >-
  What co-production is,
  and how to start.
author: "Co-production: for beginners"
owner: {name: Ada Example, email: podcast@example.org}
categories:
  - Education > How To
  - Society & Culture
explicit: false
type: serial
artwork:
  file: episodes/cover.jpg
  alt: Two people drive a train
copyright: 2022 Ada Example
license: CC-BY-4.0
locked: true
time_zone: Europe/London
people:
  - {name: First voice, role: host}
  - name: Second voice
    href: https://example.org/second
    img: https://example.org/second.jpg
funding:
- url: https://example.org/give
  text: Support the show
id3: v2.4
checks:
  allow: [one, {rule: two, reason: because}]
  warn: []
  deny: [three]
  loudness: -18.5
  approval: required
  reading_age: 12
"#;

/// An episode with every key.
pub(crate) const EPISODE: &str = r"title: What is co-production?
guid: 0190b2f0-8e4c-7c3a-9f6e-2b7d1c5a4e10
date: 2022-07-04 07:00
draft: false
season: 1
number: 2
kind: full
summary: 'What it means: in plain words.'
notes: |
  # Notes 😀

  With [links](https://example.org).
chapters:
  - 0:00 Welcome
  - 0:45.500 Who decides?
  - {start: 2:10, title: Where to start, url: https://example.org/start, image: start.jpg, alt: A door}
  - {start: 200.5, title: End}
audio: audio.mp3
transcript: transcript.vtt
people:
  - {name: Ada Example, role: guest, approved: 2022-06-30}
content_note: It speaks of grief.
easy_read: easy-read.md
artwork: {file: cover.jpg, alt: A train}
explicit: false
allow:
  - missing-chapters
  - {rule: missing-easy-read, reason: being written}
";

/// Reads the text of a show.
pub(crate) fn show(text: &str) -> Read<Show> {
    read_show(text)
}

/// Reads the text of an episode of a show that has a time zone.
pub(crate) fn episode(text: &str) -> Read<Episode> {
    read_episode(text, &"episodes/one".parse().unwrap(), &ShowDefaults::of_show(SHOW))
}

/// A fault in one line.
pub(crate) fn described(fault: &Fault) -> String {
    match fault.place.position {
        FilePosition::LineColumn { line, column } => format!("{}:{line}:{column} {}", fault.place.file, fault.message),
        _ => format!("{} {}", fault.place.file, fault.message),
    }
}

/// Whether a place is in a text, or just after a line of it.
pub(crate) fn is_inside(text: &str, line: u32, column: u32) -> bool {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let Some(found) = text.split('\n').nth(line as usize - 1) else { return false };
    column >= 1 && column as usize <= found.chars().count() + 1
}
