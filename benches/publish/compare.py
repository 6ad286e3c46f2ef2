"""Publishes a feed with each program in turn and prints what each takes; called by benches/publish/run: compare.py ROUNDS PODWRIGHT FOLDER."""

import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TRANSFERS = 8
DELAY = 50
"""What the delaying proxy adds to an answer (ms)."""
KEY_ID, KEY = "AKIAPODWRIGHTBENCH", "wJalrXUtnFEMIK7MDENGbPxRfiCYBENCHKEY"
NOW = "2026-11-30T00:00:00Z"


def free_ports(count):
    """Ports that are free now, no two alike."""
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def wait_for(port):
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    sys.exit(f"nothing answers at port {port}")


class Store:
    """SeaweedFS with its data in a folder of its own, and a proxy before it that delays; ended by their process ids."""

    def __init__(self, bin_folder):
        self.folder = Path(tempfile.mkdtemp(prefix="bench-publish-"))
        self.port, self.far_port, *others = free_ports(11)
        keys = {"name": "bench", "credentials": [{"accessKey": KEY_ID, "secretKey": KEY}], "actions": ["Admin", "Read", "Write", "List"]}
        (self.folder / "keys.json").write_text(json.dumps({"identities": [keys]}))
        words = [bin_folder / "weed", "server", f"-dir={self.folder}", "-s3", f"-s3.port={self.port}", f"-s3.config={self.folder}/keys.json"]
        words += ["-ip=127.0.0.1", "-volume.max=100", "-master.volumeSizeLimitMB=256"]
        parts = ["master.port", "volume.port", "filer.port"]
        # else 10,000 more than the other, which can be more than there are
        parts += ["master.port.grpc", "volume.port.grpc", "filer.port.grpc", "s3.port.grpc"]
        # else each store of this computer has the same
        parts += ["s3.port.iceberg", "s3.port.lance"]
        words += [f"-{part}={port}" for part, port in zip(parts, others)]
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        delay = [sys.executable, Path(__file__).with_name("delay.py"), str(self.far_port), str(self.port), str(DELAY)]
        log = (self.folder / "log").open("wb")
        self.running = [subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=log, stderr=log), subprocess.Popen(delay, **quiet)]
        wait_for(self.port)
        wait_for(self.far_port)

    def make_bucket(self, rclone, environment):
        for _ in range(100):
            if self.running[0].poll() is not None:
                sys.exit("SeaweedFS has ended: " + (self.folder / "log").read_text()[-3000:])
            made = [rclone, "mkdir", "AT:bench", "--retries", "1", "--low-level-retries", "1", "--timeout", "5s"]
            if subprocess.run(made, env=environment, capture_output=True, check=False).returncode == 0:
                return
            time.sleep(0.2)
        sys.exit("no bucket can be made")

    def end(self):
        for process in self.running:
            process.terminate()
            process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def cost(command, environment, folder):
    """Wall seconds, CPU seconds with all children, and the most memory (MiB) of a command that succeeds."""
    with tempfile.TemporaryFile() as said:
        began = time.monotonic()
        process = subprocess.Popen(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - began
        said.seek(0)
        words = said.read().decode()
    if status != 0:
        sys.exit(f"{command} ended with {status}:\n{words[-3000:]}")
    return (wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024), words


def main():
    rounds, program, folder = int(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    bin_folder, show = folder / "venv/bin", folder / "show"
    files = [path for path in (show / "feed").rglob("*") if path.is_file()]
    print(f"{len(files)} files, {sum(path.stat().st_size for path in files) / 1e6:.0f} MB, {TRANSFERS} at once")
    keys = {"AWS_ACCESS_KEY_ID": KEY_ID, "AWS_SECRET_ACCESS_KEY": KEY, "AWS_REGION": "us-east-1", "PATH": os.environ["PATH"], "HOME": str(folder)}
    keys |= {"RCLONE_CONFIG_AT_TYPE": "s3", "RCLONE_CONFIG_AT_PROVIDER": "SeaweedFS", "RCLONE_CONFIG_AT_ENV_AUTH": "true"}
    keys |= {"AWS_CONFIG_FILE": str(folder / "aws.ini"), "AWS_SHARED_CREDENTIALS_FILE": "/dev/null"}
    (folder / "aws.ini").write_text(f"[default]\ns3 =\n    max_concurrent_requests = {TRANSFERS}\n")
    store = Store(bin_folder)
    without = (show / "podcast.yaml").read_text().split("publish:")[0]

    def podwright(port, to):
        (show / "podcast.yaml").write_text(f'{without}publish: {{to: "s3://bench/{to}", endpoint: "http://127.0.0.1:{port}"}}\n')
        # podcast.yaml has changed, so the next build has to see that it has nothing to do
        subprocess.run([program, "--show", show, "--now", NOW, "--quiet", "build"], check=True, capture_output=True)
        words = ["--show", show, "--now", NOW, "publish", "--no-verify", "--no-notify", "--no-record", "--jobs", str(TRANSFERS)]
        return [program, *words], keys

    def rclone(port, to):
        words = ["copy", show / "feed", f"AT:bench/{to}", "--transfers", str(TRANSFERS)]
        return [bin_folder / "rclone", *words], keys | {"RCLONE_CONFIG_AT_ENDPOINT": f"http://127.0.0.1:{port}"}

    def aws(port, to):
        words = ["s3", "cp", "--only-show-errors", "--recursive", show / "feed", f"s3://bench/{to}", "--endpoint-url", f"http://127.0.0.1:{port}"]
        return [bin_folder / "aws", *words], keys

    try:
        store.make_bucket(bin_folder / "rclone", rclone(store.port, "")[1])
        found = {}
        for round_ in range(rounds):
            for name, command in [("podwright publish", podwright), ("rclone copy", rclone), ("aws s3 cp", aws)]:
                for way, port in [("near", store.port), (f"{DELAY} ms away", store.far_port)]:
                    if way != "near" and command is aws:
                        continue
                    words, environment = command(port, f"{round_}-{name.split()[0]}-{way.split()[0]}")
                    # `aws s3 cp` sends everything again
                    for what in ["all"] if command is aws else ["all", "nothing to do"]:
                        taken, said = cost(words, environment, show)
                        if command is podwright and (what == "all") == ("nothing to do" in said):
                            sys.exit(f"{what}: {said}")
                        found.setdefault((way, what, name), []).append(taken)
    finally:
        store.end()
    for (way, what, name), taken in sorted(found.items()):
        wall, cpu, memory = (statistics.median(column) for column in zip(*taken))
        print(f"{way:12} {what:14} {name:18} {wall:7.2f} s {cpu:7.2f} CPU s {memory:7.1f} MiB")


main()
