"""Prints the tags of audio files as mutagen reads them: a JSON list, an object a file."""

import json
import sys

from mutagen.id3 import ID3
from mutagen.mp4 import MP4


def picture(data):
    return {"hex": data.hex()}


def id3(path):
    tags = ID3(path, translate=False)
    texts, pictures, chapters, contents, others = {}, [], [], [], []
    for frame in tags.values():
        if frame.FrameID == "CHAP":
            sub = frame.sub_frames
            url = sub.getall("WXXX")
            chapters.append({
                "id": frame.element_id,
                "start": frame.start_time,
                "end": frame.end_time,
                "offsets": [frame.start_offset, frame.end_offset],
                "title": "".join(sub["TIT2"].text),
                "url": url[0].url if url else None,
                "pictures": [picture(apic.data) for apic in sub.getall("APIC")],
            })
        elif frame.FrameID == "CTOC":
            contents.append({"id": frame.element_id, "flags": int(frame.flags), "children": list(frame.child_element_ids)})
        elif frame.FrameID == "APIC":
            pictures.append({"type": int(frame.type), "mime": frame.mime, "description": frame.desc, **picture(frame.data)})
        elif frame.FrameID == "COMM":
            texts[f"COMM:{frame.desc}:{frame.lang}"] = list(frame.text)
        elif hasattr(frame, "text"):
            texts[frame.FrameID] = [str(text) for text in frame.text]
        elif hasattr(frame, "url"):
            texts[frame.FrameID] = [frame.url]
        else:
            others.append(frame.HashKey)
    chapters.sort(key=lambda chapter: chapter["start"])
    return {"version": list(tags.version), "texts": texts, "pictures": pictures, "chapters": chapters, "contents": contents, "others": others}


def mp4(path):
    file = MP4(path)
    texts, pictures = {}, []
    for name, values in (file.tags or {}).items():
        if name == "covr":
            pictures = [{"format": int(value.imageformat), **picture(bytes(value))} for value in values]
        elif name.startswith("----"):
            texts[name] = [bytes(value).decode() for value in values]
        else:
            texts[name] = values if isinstance(values, list) else [values]
    chapters = [{"start": round(chapter.start * 1000), "title": chapter.title} for chapter in file.chapters or []]
    return {"texts": texts, "pictures": pictures, "chapters": chapters, "seconds": file.info.length}


def main():
    paths = sys.argv[1:]
    json.dump([mp4(path) if path.endswith(".m4a") else id3(path) for path in paths], sys.stdout, default=repr)


main()
