"""Makes a log of LINES lines out of the real one, each copy with addresses and days of its own: make_log.py LOG LINES > LOG."""

import re
import sys

log, lines = sys.argv[1], int(sys.argv[2])
with open(log, encoding="utf-8", errors="surrogateescape") as file:
    real = file.read().splitlines()
out = sys.stdout
sys.stdout.reconfigure(errors="surrogateescape")
address = re.compile(r"^198\.(1[89])\.(\d+)\.(\d+)")
for number in range(lines):
    copy, line = divmod(number, len(real))
    first, second = 10 + copy // 250, 1 + copy % 250
    moved = address.sub(lambda found: f"{first}.{second}.{(int(found[2]) + 7 * int(found[1])) % 256}.{found[3]}", real[line])
    out.write(moved + "\n")
