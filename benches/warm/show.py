"""A show of many episodes, for podwright, for Hugo, and as JSON for the generators that are told everything.

Each recording is tagged and measured by podwright while it is small, so that the lock is a true one. Then each grows to 50 MB by a hole at its end,
and the lock and the cache of sums are told a length and a sum that nobody has computed. Whoever reads one of these files finds another sum, and says
so: a build that has nothing to say has read none.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
from datetime import datetime, timedelta, timezone
from pathlib import Path

GROWN = 50_000_000
"""Size of a recording (bytes)."""
NOW = "2060-01-01T00:00:00Z"
ADDRESS = "https://example.org/show/"
REPOSITORY = Path(__file__).resolve().parents[2]
BASE = REPOSITORY / "tests/rules/base"

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
  allow: [same-audio, too-short, loudness-off-target, reservoir-gap, large-feed, lying-header, no-seek-table, transcript-incomplete, missing-easy-read]
"""
NOTES = "Read [the whole tale](https://example.org/tale/{number}).\n\nThere was **a door**, and it was shut:\n\n- nobody had the key\n- it was open all the time\n"


def episode(number):
    """What is known of one episode."""
    return {
        "number": number,
        "slug": f"door-{number}",
        "title": f"Door {number}",
        "guid": f"7d1a9c52-0000-4000-8000-{number:012}",
        "date": (datetime(2001, 1, 1, 7, tzinfo=timezone.utc) + timedelta(days=number)).isoformat(),
        "summary": f"A tale of the door that comes at number {number}. One day a child gave it a push.",
        "notes": NOTES.format(number=number),
        "url": f"{ADDRESS}media/door-{number}.mp3",
        "bytes": GROWN,
    }


def yaml_of(one):
    """An episode.yaml."""
    notes = "".join(f"  {line}\n" if line else "\n" for line in one["notes"].splitlines())
    chapters = "chapters:\n  - 0:00 Start\n  - 0:03 Middle\n  - 0:06 End\n"
    keys = "".join(f"{key}: {one[key]}\n" for key in ("title", "guid", "date", "number", "summary"))
    return f"{keys}{chapters}notes: |\n{notes}"


def recording():
    """Some ten seconds of the series: whole frames, without tag and header frame."""
    sound = (REPOSITORY / "episodes/what-is-co-production/audio.mp3").read_bytes()
    at = 10 + sum(byte << 7 * place for place, byte in enumerate(reversed(sound[6:10])))
    frames = []
    while len(frames) < 800:
        length = 144 * 96_000 // 44_100 + (sound[at + 2] >> 1 & 1)
        frames.append(sound[at : at + length])
        at += length
    return b"".join(frames[400:])


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def make(folder, count, podwright):
    """Makes the show, builds it, lets its recordings grow, and builds it again until nothing is left to do."""
    if (folder / "made").exists():
        return
    shutil.rmtree(folder, ignore_errors=True)
    episodes = [episode(number) for number in range(1, count + 1)]
    show = folder / "show"
    write(show / "podcast.yaml", SHOW)
    (show / "episodes").mkdir()
    shutil.copy(REPOSITORY / "episodes/cover.jpg", show / "episodes/cover.jpg")
    sound, transcript = recording(), "WEBVTT\n\n00:00:00.500 --> 00:00:05.000\n<v Teller>There was a door, and it was shut.\n\n00:00:05.500 --> 00:00:10.000\n<v Child>It was open all the time.\n"
    for one in episodes:
        home = show / "episodes" / one["slug"]
        write(home / "episode.yaml", yaml_of(one))
        write(home / "transcript.vtt", transcript)
        (home / "audio.mp3").write_bytes(sound)
    build(podwright, show)
    grow(show)
    for _ in range(3):
        said = build(podwright, show)
    assert said.endswith("nothing has changed\n"), said
    write(folder / "episodes.json", json.dumps(episodes))
    hugo(folder / "hugo", episodes)
    (folder / "made").touch()


def build(podwright, show):
    """Builds; what was said. A finding is an error of this file."""
    done = subprocess.run([podwright, "build", "--now", NOW], cwd=show, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and not done.stdout, done.stdout[:2000] + done.stderr[-2000:]
    return done.stderr


def grow(show):
    """Lets each recording grow, and tells lock and cache of it."""
    sums = {path.parent.name: hashlib.sha256(str(path).encode()).hexdigest() for path in (show / "episodes").glob("*/audio.mp3")}
    cache = show / ".podwright/cache.json"
    noted = json.loads(cache.read_text())
    for slug, entry_sum in sums.items():
        path = show / "episodes" / slug / "audio.mp3"
        os.truncate(path, GROWN)
        there = path.stat()
        entry = noted["entries"][f"episodes/{slug}/audio.mp3"]
        entry |= {"bytes": there.st_size, "modified_nanoseconds": there.st_mtime_ns, "sha256": entry_sum}
    cache.write_text(json.dumps(noted))
    lock = show / "podcast.lock"
    lock.write_text(grown_lock(lock.read_text(), sums))
    shutil.rmtree(show / "feed/media")


def grown_lock(text, sums):
    """The lock with the new lengths and sums; each entry's own sum is made anew, over its values as JSON without blanks."""
    head, entries = text.split("episodes:\n", 1)
    out = [head, "episodes:\n"]
    for entry in re.split(r"^(?=  \S)", entries, flags=re.M)[1:]:
        slug = re.search(r"^    slug: (.*)$", entry, re.M)[1]
        entry = re.sub(r"^      bytes: .*$", f"      bytes: {GROWN}", entry, count=1, flags=re.M)
        entry = re.sub(r"^      sha256: .*$", f"      sha256: {sums[slug]}", entry, count=1, flags=re.M)
        entry = re.sub(r"^    sum: .*\n", "", entry, flags=re.M)
        out += [entry, f"    sum: {entry_sum(entry)}\n"]
    return "".join(out)


def entry_sum(entry):
    """The short sum that closes an entry of the lock."""
    import yaml  # of the benchmark's own environment

    class Plain(yaml.SafeLoader):
        """YAML 1.2's idea of a number: dates and times are text."""

    Plain.yaml_implicit_resolvers = {
        first: [one for one in resolvers if not one[0].endswith((":timestamp", ":int"))] for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    Plain.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^-?[0-9]+$"), list("-0123456789"))
    [(guid, lines)] = yaml.load(entry, Plain).items()
    return hashlib.sha256(json.dumps([guid, lines], separators=(",", ":"), ensure_ascii=False).encode()).hexdigest()[:16]


def hugo(folder, episodes):
    """The same for Hugo: a page for each episode, and an RSS feed with enclosures."""
    shutil.copytree(REPOSITORY / "benches/warm/hugo", folder)
    for one in episodes:
        front = {key: one[key] for key in ("title", "date", "guid", "number", "summary", "url", "bytes")}
        front["audio"] = front.pop("url")
        write(folder / f"content/episodes/{one['slug']}.md", f"{json.dumps(front, indent=1)}\n\n{one['notes']}")
