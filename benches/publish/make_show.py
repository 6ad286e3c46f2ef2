"""A show with a feed of 1,011 files and 326 MB: 13 recordings, and the pages, transcripts and chapters of 106 episodes whose other recordings are
elsewhere: make_show.py FOLDER PODWRIGHT. Made once, and built with each program that is to be measured."""

import shutil
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

EPISODES, RECORDINGS = 106, 13
SECONDS = 608
"""Length of a recording; at 320 kbit/s it has 24 MB."""
NOW = "2026-11-30T00:00:00Z"
REPOSITORY = Path(__file__).resolve().parents[2]
SHOW = """\
title: Plain tales
url: https://example.org/show/
guid: 0495cb90-b9d0-50ba-b94b-a40da5f73898
language: en-GB
description: Short tales in plain words, for whoever likes to listen.
author: The tellers
categories: [Education > How To, History]
explicit: false
artwork: {file: episodes/cover.jpg, alt: A red door in a white wall.}
copyright: The tellers
time_zone: Europe/London
checks:
  allow: [ALLOWED]
"""
ALLOWED = "same-recording, same-transcript, same-chapters, loudness-off-target, transcript-incomplete, transcript-out-of-step, transcript-of-another-recording"
TRANSCRIPT = (
    "WEBVTT\n\n00:00:00.500 --> 00:00:05.000\n<v Teller>There was door number {number}, and it was shut.\n\n"
    "00:00:05.500 --> 00:00:10.000\n<v Child>It was open all the time.\n"
)
EPISODE = """\
title: Door {number}
guid: 7d1a9c52-0000-4000-8000-{number:012}
date: {date}
number: {number}
summary: A tale of the door that comes at number {number}. One day a child gave it a push.
chapters:
  - 0:00 Start
  - 0:03 Middle of {number}
  - 0:06 End
notes: |
  Read [the whole tale](https://example.org/tale/{number}).
allow: [missing-easy-read]
"""
ELSEWHERE = 'enclosure: {{url: "https://cdn.example.org/door-{number}.mp3", bytes: 24320000, type: audio/mpeg, duration: "10:08"}}\n'


def ffmpeg(*words):
    subprocess.run(["ffmpeg", "-nostdin", "-v", "error", "-y", *words], check=True)


def make(folder):
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "episodes").mkdir(parents=True)
    (folder / "podcast.yaml").write_text(SHOW.replace("ALLOWED", ALLOWED))
    shutil.copy(REPOSITORY / "episodes/cover.jpg", folder / "episodes/cover.jpg")
    whole = folder / "whole.mp3"
    source = REPOSITORY / "episodes/driving-the-train/audio.mp3"
    form = ["-ar", "44100", "-ac", "2", "-b:a", "320k", "-map_metadata", "-1", "-vn"]
    ffmpeg("-stream_loop", "-1", "-i", source, "-t", str(SECONDS + 10 * RECORDINGS), *form, whole)
    for number in range(1, EPISODES + 1):
        home = folder / "episodes" / f"door-{number}"
        home.mkdir()
        date = (datetime(2001, 1, 1, 7, tzinfo=timezone.utc) + timedelta(days=number)).isoformat()
        yaml = EPISODE.format(number=number, date=date)
        if number <= RECORDINGS:
            ffmpeg("-ss", str(7 * number), "-i", whole, "-t", str(SECONDS), "-c", "copy", home / "audio.mp3")
        else:
            yaml += ELSEWHERE.format(number=number)
        (home / "episode.yaml").write_text(yaml)
        (home / "transcript.vtt").write_text(TRANSCRIPT.format(number=number))
    whole.unlink()
    (folder / "made").touch()


def build(folder, podwright):
    built = subprocess.run([podwright, "--show", folder, "--now", NOW, "--quiet", "build"], capture_output=True, text=True, check=False)
    if built.returncode != 0:
        sys.exit(built.stdout[-4000:] + built.stderr[-2000:])


if __name__ == "__main__":
    show = Path(sys.argv[1])
    if not (show / "made").exists():
        make(show)
    build(show, sys.argv[2])
