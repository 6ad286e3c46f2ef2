"""Prints the frames of ID3 tags as mutagen reads them: a JSON list, an object a file; null where it reads none."""

import json
import sys

from mutagen.id3 import ID3

# Frames that podwright owns, or that ID3v2.3 and ID3v2.4 name differently.
OURS = {"TIT2", "TALB", "TPE1", "TPE2", "TRCK", "TPOS", "TYER", "TDAT", "TIME", "TDRC", "TCON", "TLAN", "PCST", "TGID", "WFED",
        "TDES", "TCAT", "CTOC", "CHAP"}


def foreign(path):
    try:
        tags = ID3(path, translate=False)
    except Exception:
        return None
    kept = []
    for key, frame in tags.items():
        if frame.FrameID in OURS or frame.FrameID == "COMM" and frame.desc == "podwright":
            continue
        if frame.FrameID == "APIC" and int(frame.type) == 3:
            continue
        kept.append([key, repr(frame)])
    return {"kept": sorted(kept), "unknown": sorted(bytes(frame).hex() for frame in tags.unknown_frames)}


json.dump([foreign(path) for path in sys.argv[1:]], sys.stdout)
