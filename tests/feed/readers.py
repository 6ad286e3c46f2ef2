"""Reads feeds with feedparser and podcastparser; writes {reader: {file: what it read}} as JSON into a file."""

import io
import json
import pathlib
import sys
from xml.etree import ElementTree

import feedparser
import podcastparser

# What is compared is what stands in the feed, not what a cautious reader shows of it.
feedparser.SANITIZE_HTML = 0
feedparser.RESOLVE_RELATIVE_URIS = 0


def by_feedparser(data):
    read = feedparser.parse(data)
    if read.bozo:
        return {"fault": repr(read.bozo_exception)}
    # It puts Atom's links and enclosures together with the others.
    links = [link for link in read.feed.get("links", []) if link.rel in ("self", "hub")]
    entries = [{**entry, "enclosures": entry.enclosures} for entry in read.entries]
    return {**read.feed, "atom_links": links, "entries": entries}


def by_podcastparser(data):
    try:
        read = podcastparser.parse("https://example.org/show/feed.xml", io.BytesIO(data))
    except podcastparser.FeedParseError as error:
        return {"fault": repr(error)}
    # It sorts episodes by date in an order of its own; here they stand as in the feed.
    guids = [guid.text for guid in ElementTree.fromstring(data).iterfind("channel/item/guid")]
    read["episodes"].sort(key=lambda episode: guids.index(episode["guid"]))
    # It makes a list of a category and the one below it.
    categories = read.get("itunes_categories", [])
    read["itunes_categories"] = [{"text": first, "categories": [{"text": name} for name in below]} for first, *below in categories]
    return read


def main():
    files = sorted(pathlib.Path(sys.argv[1]).glob("*.xml"))
    readers = {"feedparser": by_feedparser, "podcastparser": by_podcastparser}
    result = {name: {file.stem: reader(file.read_bytes()) for file in files} for name, reader in readers.items()}
    pathlib.Path(sys.argv[2]).write_text(json.dumps(result, default=str))


main()
