"""Makes a show whose recordings are those of the real log, with 480,000 bytes to a minute: show.py DIR"""

import pathlib
import sys

root = pathlib.Path(sys.argv[1])
(root / "episodes").mkdir(parents=True)
(root / "podcast.yaml").write_text(
    "title: Git minutes\nurl: https://example.org/\nguid: 917393e3-1b1e-5cef-ace4-edaa54e1f810\nlanguage: en-GB\n"
    "description: Short talks.\nauthor: Ada Example\ncategories: [Technology]\nexplicit: false\n"
    "artwork: {file: episodes/cover.jpg, alt: A red door.}\n"
)
for number in range(1, 41):
    folder = root / "episodes" / f"talk-{number:02}"
    folder.mkdir()
    (folder / "episode.yaml").write_text(
        f"title: Talk {number}\nguid: talk-{number}\ndate: 2013-01-01T07:{number:02}:00Z\nsummary: A short talk about git.\nkind: bonus\n"
        f'enclosure: {{url: "https://example.org/episodes/{number:02}.mp3", bytes: 48000000, type: audio/mpeg, duration: "1:40:00"}}\n'
        "allow: [missing-transcript, missing-easy-read, derived-guid]\n"
    )
