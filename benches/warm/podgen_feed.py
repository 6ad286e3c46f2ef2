"""The feed of a show by podgen: `podgen_feed.py EPISODES_JSON FEED`."""

import json
import sys
from datetime import datetime, timedelta

from podgen import Category, Episode, Media, Person, Podcast

podcast = Podcast(
    name="Plain tales",
    website="https://example.org/show/",
    description="Short tales in plain words, for whoever likes to listen.",
    language="en-GB",
    explicit=False,
    image="https://example.org/show/cover.jpg",
    authors=[Person("The tellers")],
    category=Category("Education"),
)
with open(sys.argv[1], encoding="utf-8") as file:
    for one in json.load(file):
        podcast.episodes.append(
            Episode(
                id=one["guid"],
                title=one["title"],
                summary=one["summary"],
                long_summary=one["notes"],
                position=one["number"],
                publication_date=datetime.fromisoformat(one["date"]),
                media=Media(one["url"], one["bytes"], "audio/mpeg", timedelta(seconds=10)),
            )
        )
podcast.rss_file(sys.argv[2])
