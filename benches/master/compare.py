"""Runs each program in turn and prints its CPU time, its memory, and what ffmpeg measures of what it made; called by benches/master/run."""

import json
import os
import re
import statistics
import subprocess
import sys

TARGET, CEILING = -16.0, -1.0


def cost(command):
    """CPU seconds of a command with all its children, and its most memory (MiB)."""
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{command} ended with {status}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def summed(costs):
    return sum(cpu for cpu, _ in costs), max(memory for _, memory in costs)


def podwright(program, source, result):
    return cost([program, "master", source, "--output", result])


def loudnorm(source, result, rate):
    mono = "mono" in rate
    # mono is heard on two loudspeakers; loudnorm counts it so where it is told
    wanted = f"loudnorm=I={TARGET}:TP={CEILING}:LRA=20:dual_mono={'true' if mono else 'false'}"
    first = ["ffmpeg", "-nostdin", "-hide_banner", "-y", "-i", source, "-af", wanted + ":print_format=json", "-f", "null", "-"]
    costs = [cost(first)]
    said = subprocess.run(first, capture_output=True, text=True, check=True).stderr
    found = json.loads(said[said.rindex("{") : said.rindex("}") + 1])
    second = wanted + ":linear=true:" + ":".join(
        f"measured_{key}={found['input_' + name]}" for key, name in [("I", "i"), ("TP", "tp"), ("LRA", "lra"), ("thresh", "thresh")]
    ) + f":offset={found['target_offset']}"
    bits = "96k" if mono else "128k"
    encode = ["-af", second, "-ar", "48000", "-c:a", "libmp3lame", "-b:a", bits, result]
    costs.append(cost(["ffmpeg", "-nostdin", "-y", "-i", source, *encode]))
    return summed(costs)


def normalize(folder, source, result, rate):
    bits = "96k" if "mono" in rate else "128k"
    words = ["-t", str(TARGET), "-tp", str(CEILING), "-c:a", "libmp3lame", "-b:a", bits, "-ar", "48000", "-o", result, "-f"]
    words += ["--dual-mono"] if "mono" in rate else []
    return cost([f"{folder}/venv/bin/ffmpeg-normalize", source, *words])


def measured(result, mono):
    command = ["ffmpeg", "-nostdin", "-hide_banner", "-nostats", "-i", result, "-af", "ebur128=peak=true:framelog=verbose", "-f", "null", "-"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stderr.rsplit("Summary:", 1)[1]
    loudness = float(re.search(r"I:\s+(-?[\d.]+)", said)[1]) + (3.01 if mono else 0.0)
    return loudness, float(re.search(r"Peak:\s+(-?[\d.]+)", said)[1])


def main():
    rounds, program, folder, *sources = sys.argv[1:]
    for source, rate in zip(sources, ["speech, mono", "shouts, stereo"]):
        print(f"{rate} ({os.path.basename(source)})")
        runs = {
            "podwright master": lambda result: podwright(program, source, result),
            "ffmpeg loudnorm, two passes": lambda result: loudnorm(source, result, rate),
            "ffmpeg-normalize": lambda result: normalize(folder, source, result, rate),
        }
        costs, results = {name: [] for name in runs}, {}
        for _ in range(int(rounds)):
            for name, run in runs.items():
                result = f"{folder}/result-{name.split()[0].rstrip(',')}{'-two' if 'two' in name else ''}.mp3"
                if os.path.exists(result):
                    os.remove(result)
                costs[name].append(run(result))
                results[name] = result
        for name, found in costs.items():
            cpu, memory = statistics.median(cpu for cpu, _ in found), max(memory for _, memory in found)
            loudness, peak = measured(results[name], "mono" in rate)
            print(
                f"  {name:28} {cpu:8.2f} s CPU {memory:7.1f} MiB {loudness:7.2f} LUFS ({loudness - TARGET:+.2f}) {peak:6.2f} dBTP"
                f" ({max(0.0, peak - CEILING):.2f} over)"
            )


main()
