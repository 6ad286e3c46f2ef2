"""Prints what files hold of others, as eyeD3 reads it: a JSON list, an object a file; null where it reads no ID3v2 tag."""

import json
import logging
import sys

import eyed3.id3

# Frames that podwright owns, or that ID3v2.3 and ID3v2.4 name differently.
OURS = {"TIT2", "TALB", "TPE1", "TPE2", "TRCK", "TPOS", "TYER", "TDAT", "TIME", "TDRC", "TCON", "TLAN", "PCST", "TGID", "WFED",
        "TDES", "TCAT", "CTOC", "CHAP"}


def is_ours(name, frame):
    if name == "COMM":
        return frame.description == "podwright"
    return name in OURS or name == "APIC" and frame.picture_type == 3


def foreign(path):
    tag = eyed3.id3.Tag()
    try:
        if not tag.parse(path) or tag.version[0] != 2:
            return None
    except Exception:
        return None
    frames = [(name.decode(), frame) for name, frames in tag.frame_set.items() for frame in frames]
    return sorted([name, frame.data.hex()] for name, frame in frames if not is_ours(name, frame))


logging.disable(logging.CRITICAL)
json.dump([foreign(path) for path in sys.argv[1:]], sys.stdout)
