"""Counts word errors as papers on speech recognition do: `word_errors.py RIGHT FOUND [RIGHT FOUND ...]`, each a WebVTT file.

Both texts go through the normaliser that Whisper was measured with, so "ten" and "10", "we're" and "we are", "centre" and "center" are the same words.
Prints how many words have to be changed, left out or put in, and how many there are.
"""

import pathlib
import re
import sys

import jiwer
from whisper_normalizer.english import EnglishTextNormalizer


def words(path):
    """What is said, without times, notes and marks."""
    lines = pathlib.Path(path).read_text(encoding="utf-8").splitlines()
    said = [line for line in lines if "-->" not in line and not line.startswith(("WEBVTT", "NOTE"))]
    return re.sub(r"<[^>]*>", "", " ".join(said))


def main():
    normal = EnglishTextNormalizer()
    right, found = ([normal(words(path)) for path in sys.argv[start::2]] for start in (1, 2))
    counts = jiwer.process_words(right, found)
    wrong = counts.substitutions + counts.deletions + counts.insertions
    print(wrong, counts.hits + counts.substitutions + counts.deletions)


main()
