"""Programs of one kiosk, run beside each other: its own, its service, and how they end."""

import json
import subprocess
import sys
import time
from pathlib import Path
from threading import Event, Thread

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 30.0


class Program:
    """A program of this kiosk, its last word on standard output, and how it ends."""

    def __init__(self, *words):
        self.process = subprocess.Popen(
            [sys.executable, "-X", "utf8", *map(str, words)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def kill(self):
        self.process.kill()
        self.close()

    def close(self):
        self.process.communicate(timeout=SECONDS)
        return self.process.returncode


class Counter(Program):
    """The kiosk's own program, commanded line by line."""

    def __init__(self, data):
        super().__init__("-m", "tests.support.counter_process", data)
        assert self.heard() == {"open": True}

    def heard(self):
        line = self.process.stdout.readline()
        assert line, "the program ended"
        return json.loads(line)

    def __call__(self, *words):
        self.process.stdin.write(" ".join(map(str, words)) + "\n")
        self.process.stdin.flush()
        return self.heard()

    def seal(self, serial, *sizes):
        return self("seal", serial, *sizes)["sealed"]

    def look(self):
        return self("look")


class Service(Program):
    """`kiosk sync --watch --json`."""

    def __init__(self, data):
        super().__init__("-m", "kiosk", "sync", "--watch", "--json", "--data", data)
        self.said = []
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self):
        for line in self.process.stdout:
            self.said.append(json.loads(line))

    @property
    def delivering(self):
        return bool(self.said) and self.said[-1]["delivering"]

    def close(self):
        code = self.process.wait(SECONDS)
        self._reader.join()
        self.process.stdout.close()
        self.process.stdin.close()
        return code


def until(holds, seconds=SECONDS):
    """Wait until `holds()`; another program says nothing, so looking is the only way."""
    deadline, pause = time.monotonic() + seconds, Event()
    while not holds():
        assert time.monotonic() < deadline, "it never came about"
        pause.wait(0.05)
