"""Prints what files say of themselves, as mutagen reads it: a JSON list, an object a file; null where it reads no tag."""

import json
import sys

import mutagen
from mutagen.id3 import ID3
from mutagen.mp4 import MP4


def texts_of_id3(tags):
    def text(name):
        frame = tags.get(name)
        return str(frame.text[0]) if frame is not None and len(frame.text) == 1 else None
    chapters = [{
        "start": frame.start_time,
        "title": str(frame.sub_frames["TIT2"].text[0]) if "TIT2" in frame.sub_frames and frame.sub_frames["TIT2"].text else "",
        "url": next((link.url for link in frame.sub_frames.values() if link.FrameID.startswith("W")), None),
        "picture": next((len(picture.data) for picture in frame.sub_frames.getall("APIC")), None),
    } for frame in tags.getall("CHAP")]
    pictures = [len(picture.data) for picture in tags.getall("APIC")]
    return {"title": text("TIT2"), "artist": text("TPE1"), "album": text("TALB"), "pictures": sorted(pictures),
            "chapters": sorted(chapters, key=lambda chapter: chapter["start"])}


def texts_of_mp4(file):
    def text(name):
        values = (file.tags or {}).get(name, [])
        return values[0] if len(values) == 1 else None
    chapters = [{"start": round(chapter.start * 1000), "title": chapter.title, "url": None, "picture": None}
                for chapter in file.chapters or []]
    pictures = [None for _ in (file.tags or {}).get("covr", [])]
    return {"title": text("©nam"), "artist": text("©ART"), "album": text("©alb"), "pictures": pictures, "chapters": chapters}


def texts_of_comments(tags):
    def text(name):
        values = tags.get(name, []) if tags is not None else []
        return str(values[0]) if len(values) == 1 else None
    return {"title": text("title"), "artist": text("artist"), "album": text("album"), "pictures": [], "chapters": []}


def read(path):
    try:
        file = mutagen.File(path)
    except Exception:
        return None
    if file is None:
        return None
    if isinstance(file, MP4):
        return texts_of_mp4(file)
    if isinstance(file.tags, ID3):
        return texts_of_id3(file.tags)
    if hasattr(file.tags, "as_dict"):
        return texts_of_comments(file.tags)
    return None


print(json.dumps([read(path) for path in sys.argv[1:]]))
