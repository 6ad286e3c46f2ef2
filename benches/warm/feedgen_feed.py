"""The feed of a show by feedgen: `feedgen_feed.py EPISODES_JSON FEED`."""

import json
import sys

from feedgen.feed import FeedGenerator

feed = FeedGenerator()
feed.load_extension("podcast")
feed.title("Plain tales")
feed.link(href="https://example.org/show/")
feed.description("Short tales in plain words, for whoever likes to listen.")
feed.language("en-GB")
feed.podcast.itunes_author("The tellers")
feed.podcast.itunes_category("Education")
feed.podcast.itunes_image("https://example.org/show/cover.jpg")
feed.podcast.itunes_explicit("no")
with open(sys.argv[1], encoding="utf-8") as file:
    for one in json.load(file):
        entry = feed.add_entry(order="append")
        entry.id(one["guid"])
        entry.title(one["title"])
        entry.description(one["summary"])
        entry.content(one["notes"], type="CDATA")
        entry.published(one["date"])
        entry.enclosure(one["url"], str(one["bytes"]), "audio/mpeg")
        entry.podcast.itunes_duration("0:10")
feed.rss_file(sys.argv[2])
