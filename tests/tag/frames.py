"""Prints what files hold of others, as mutagen reads it: a JSON list, an object a file; null where it reads no tag."""

import json
import sys

from mutagen.id3 import ID3
from mutagen.mp4 import MP4

# Frames and items that podwright owns, or that ID3v2.3 and ID3v2.4 name differently.
OURS = {"TIT2", "TALB", "TPE1", "TPE2", "TRCK", "TPOS", "TYER", "TDAT", "TIME", "TDRC", "TCON", "TLAN", "PCST", "TGID", "WFED",
        "TDES", "TCAT", "CTOC", "CHAP"}
OUR_ITEMS = {"©nam", "©alb", "©ART", "aART", "trkn", "disk", "©day", "©gen", "gnre", "©cmt", "pcst", "egid", "purl", "desc", "catg"}


def of_id3(path):
    tags = ID3(path, translate=False)
    kept = []
    for key, frame in tags.items():
        if frame.FrameID in OURS or frame.FrameID == "COMM" and frame.desc == "podwright":
            continue
        if frame.FrameID == "APIC" and int(frame.type) == 3:
            continue
        kept.append([key, repr(frame)])
    return {"kept": sorted(kept), "unknown": sorted(bytes(frame).hex() for frame in tags.unknown_frames)}


def of_mp4(path):
    tags = MP4(path).tags
    if tags is None:
        return None
    # The first picture is the front cover.
    kept = [[key, repr(value[1:] if key == "covr" else value)] for key, value in tags.items() if key not in OUR_ITEMS]
    return {"kept": sorted(one for one in kept if one != ["covr", "[]"]), "unknown": sorted(map(repr, tags._failed_atoms.items()))}


def foreign(path):
    try:
        return of_mp4(path) if path.endswith((".m4a", ".m4b", ".mp4", ".3g2")) else of_id3(path)
    except Exception:
        return None


json.dump([foreign(path) for path in sys.argv[1:]], sys.stdout)
