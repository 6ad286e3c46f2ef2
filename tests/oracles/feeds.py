"""Prints a feed as feedparser and podcastparser read it: FEED URL."""

import calendar
import json
import sys

import feedparser
import podcastparser


def by_feedparser(data):
    read = feedparser.parse(data)
    entries = []
    for entry in read.entries:
        entry = dict(entry)
        entry["published_parsed"] = calendar.timegm(entry["published_parsed"])
        entries.append(entry)
    return {"bozo": bool(read.bozo), "why": repr(read.get("bozo_exception")), "channel": read.feed, "items": entries}


def main():
    path, url = sys.argv[1:]
    with open(path, "rb") as file:
        data = file.read()
    with open(path, "rb") as file:
        podcast = podcastparser.parse(url, file)
    json.dump({"feedparser": by_feedparser(data), "podcastparser": podcast}, sys.stdout, default=repr)


main()
