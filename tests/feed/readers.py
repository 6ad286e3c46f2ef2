"""Reads feeds with feedparser and podcastparser; writes {reader: {file: {name: value}}} as JSON into a file, in the names of meaning.rs."""

import calendar
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
    feed = read.feed
    owner = feed.get("publisher_detail", {})
    told = {
        "title": feed.get("title"),
        "link": feed.get("link"),
        "self": next((link.href for link in feed.get("links", []) if link.rel == "self"), None),
        "description": feed.get("subtitle"),
        "language": feed.get("language"),
        "copyright": feed.get("rights"),
        "updated": feed.get("updated_parsed") and str(calendar.timegm(feed.updated_parsed)),
        "generator": feed.get("generator"),
        "image": feed.get("image", {}).get("href"),
        "owner.name": owner.get("name"),
        "owner.email": owner.get("email"),
        "type": feed.get("itunes_type"),
        "guid": feed.get("podcast_guid"),
        "medium": feed.get("podcast_medium"),
        "items": str(len(read.entries)),
    }
    for index, entry in enumerate(read.entries):
        enclosures = [f"{e.href} {e.length} {e.type}" for e in entry.get("enclosures", [])]
        chapters = entry.get("psc_chapters", {}).get("chapters", [])
        chapters = [f"{c['start']} {c['title']} {c.get('href', '-')} {c.get('image', '-')}" for c in chapters]
        item = {
            "guid": entry.get("id"),
            "title": entry.get("title"),
            "link": entry.get("link"),
            "description": entry.get("summary"),
            "content": entry.content[0].value if entry.get("content") else None,
            "date": entry.get("published_parsed") and str(calendar.timegm(entry.published_parsed)),
            "enclosure": "\n".join(enclosures),
            "duration": entry.get("itunes_duration"),
            "image": entry.get("image", {}).get("href"),
            "season": entry.get("itunes_season"),
            "number": entry.get("itunes_episode"),
            "kind": entry.get("itunes_episodetype"),
            "psc": "\n".join(chapters),
        }
        told.update({f"items.{index}.{name}": value for name, value in item.items()})
    return told


def by_podcastparser(data):
    try:
        read = podcastparser.parse("https://example.org/show/feed.xml", io.BytesIO(data))
    except podcastparser.FeedParseError as error:
        return {"fault": repr(error)}
    # It sorts episodes by date in an order of its own; here they stand as in the feed.
    guids = [guid.text for guid in ElementTree.fromstring(data).iterfind("channel/item/guid")]
    read["episodes"].sort(key=lambda episode: guids.index(episode["guid"]))
    owner = read.get("itunes_owner", {})
    told = {
        "title": read.get("title"),
        "link": read.get("link"),
        "description": read.get("description"),
        "language": read.get("language"),
        "generator": read.get("generator"),
        "image": read.get("cover_url"),
        "author": read.get("itunes_author"),
        "owner.name": owner.get("name"),
        "owner.email": owner.get("email"),
        "explicit": str(read.get("explicit")).lower(),
        "type": read.get("type"),
        "categories": "\n".join(" > ".join(parts) for parts in read.get("itunes_categories", [])),
        "items": str(len(read["episodes"])),
    }
    for index, entry in enumerate(read["episodes"]):
        enclosures = [f"{e['url']} {e['file_size']} {e['mime_type']}" for e in entry["enclosures"]]
        item = {
            "guid": entry["guid"],
            "title": entry["title"],
            "link": entry["link"],
            "content": entry.get("description_html"),
            "date": str(entry["published"]),
            "enclosure": "\n".join(enclosures),
            "duration": str(entry["total_time"]),
            "image": entry.get("episode_art_url"),
            "explicit": str(entry.get("explicit")).lower(),
            "season": entry.get("season") and str(entry["season"]),
            "number": entry.get("number") and str(entry["number"]),
            "kind": entry.get("type"),
        }
        told.update({f"items.{index}.{name}": value for name, value in item.items()})
    return told


def main():
    files = sorted(pathlib.Path(sys.argv[1]).glob("*.xml"))
    readers = {"feedparser": by_feedparser, "podcastparser": by_podcastparser}
    result = {}
    for name, reader in readers.items():
        told = {file.stem: reader(file.read_bytes()) for file in files}
        result[name] = {stem: {k: v for k, v in values.items() if v} for stem, values in told.items()}
    pathlib.Path(sys.argv[2]).write_text(json.dumps(result))


main()
