"""A bad mobile line: two network namespaces joined by TUN devices and a forwarder in between.

Real kernel TCP runs over it. `python -m benchmarks.link.line NAME SETTINGS` (SETTINGS is the JSON
of `LineSettings`) makes the namespaces NAME-k (10.77.0.1) and NAME-h (10.77.0.2), prints "ready",
forwards until SIGTERM, prints its counts as JSON and takes the namespaces away. Needs root.
"""

import fcntl
import heapq
import json
import os
import random
import select
import shutil
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

KIOSK_SIDE, HUB_SIDE = "10.77.0.1", "10.77.0.2"
_TUNSETIFF, _IFF_TUN, _IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
_TCP, _IPV4 = 6, 4
_SYN, _SYN_OR_ACK = 0x02, 0x12
_LONGEST_SLEEP = 0.2
_TUN = "/dev/net/tun"
UP, DOWN = "up", "down"


def unable() -> str:
    """Why no line can be made here, "" when one can."""
    if shutil.which("ip") is None:
        return "ip (iproute2) is not installed"
    if os.geteuid() != 0:
        return "network namespaces need root"
    return "" if Path(_TUN).exists() else f"no {_TUN}"


@dataclass(frozen=True, slots=True)
class LineSettings:
    """Rates in bit/s, delay one way in seconds, loss as a share, `on`/`off` seconds in turn.

    `kill_flows`: TCP connections older than an outage are dead after it, as behind a mobile network
    that gave out a new address. `queue` is the bytes the line holds before it drops.
    """

    rate_up: float = 256e3
    rate_down: float = 256e3
    delay: float = 0.15
    loss: float = 0.05
    on: float = 60.0
    off: float = 30.0
    queue: int = 32_000
    kill_flows: bool = True
    seed: int = 1

    @property
    def duty(self) -> float:
        """Share of the time the line is there."""
        return self.on / (self.on + self.off)

    def limit(self, payload: int) -> float:
        """Seconds the line needs for so many bytes upward: no header, no loss, no round trip."""
        sending = payload * 8 / self.rate_up
        return sending + int(sending / self.on) * self.off


@dataclass(slots=True)
class Counts:
    """Packets of one direction: IP bytes offered, and what became of those that did not arrive."""

    bytes: int = 0
    lost: int = 0
    overflowed: int = 0
    in_outage: int = 0
    dead: int = 0


@dataclass(slots=True)
class _Way:
    """One direction of the line: since when it is busy, and what it counted."""

    rate: float
    busy: float = 0.0
    counts: Counts = field(default_factory=Counts)


class Forwarder:
    """Carries packets between the two devices as the settings say."""

    def __init__(self, settings: LineSettings, kiosk: int, hub: int) -> None:
        """`kiosk` and `hub` are the open TUN devices."""
        self._settings = settings
        self._random = random.Random(settings.seed)
        self._ends = {kiosk: (UP, hub), hub: (DOWN, kiosk)}
        self._ways = {UP: _Way(settings.rate_up), DOWN: _Way(settings.rate_down)}
        self._flying: list[tuple[float, int, int, bytes]] = []
        self._number = 0
        self._flows: set[tuple[int, int]] = set()
        self._dead: set[tuple[int, int]] = set()
        self._began = time.monotonic()
        self._was_out = False
        self.stopping = False

    def run(self) -> dict[str, object]:
        """Forward until `stopping`; the counts of both directions."""
        while not self.stopping:
            self._notice_outage(time.monotonic())
            self._land(time.monotonic())
            wait = self._flying[0][0] - time.monotonic() if self._flying else _LONGEST_SLEEP
            readable, _, _ = select.select(
                list(self._ends), [], [], min(_LONGEST_SLEEP, max(0.0, wait))
            )
            for device in readable:
                self._take(device)
        return {way: asdict(each.counts) for way, each in self._ways.items()}

    def _out(self, now: float) -> bool:
        on, off = self._settings.on, self._settings.off
        return off > 0 and (now - self._began) % (on + off) >= on

    def _notice_outage(self, now: float) -> None:
        out = self._out(now)
        if out and not self._was_out:
            self._flying.clear()
            for way in self._ways.values():
                way.busy = now
        if self._was_out and not out and self._settings.kill_flows:
            self._dead |= self._flows
            self._flows = set()
        self._was_out = out

    def _land(self, now: float) -> None:
        while self._flying and self._flying[0][0] <= now:
            _, _, device, packet = heapq.heappop(self._flying)
            os.write(device, packet)

    def _take(self, device: int) -> None:
        way, other = self._ends[device]
        for _ in range(64):
            try:
                packet = os.read(device, 65_536)
            except BlockingIOError:
                return
            if packet[0] >> 4 == _IPV4:
                self._forward(way, other, packet)

    def _forward(self, name: str, device: int, packet: bytes) -> None:
        way, now = self._ways[name], time.monotonic()
        counts = way.counts
        counts.bytes += len(packet)
        if self._out(now):
            counts.in_outage += 1
            return
        if self._is_dead(name, packet):
            counts.dead += 1
            return
        if max(0.0, way.busy - now) * way.rate / 8 + len(packet) > self._settings.queue:
            counts.overflowed += 1
            return
        way.busy = max(way.busy, now) + len(packet) * 8 / way.rate
        if self._random.random() < self._settings.loss:
            counts.lost += 1
            return
        self._number += 1
        arrival = way.busy + self._settings.delay
        heapq.heappush(self._flying, (arrival, self._number, device, packet))

    def _is_dead(self, way: str, packet: bytes) -> bool:
        if packet[9] != _TCP:
            return False
        header = (packet[0] & 15) * 4
        source, target = struct.unpack("!HH", packet[header : header + 4])
        flow = (source, target) if way == UP else (target, source)
        if flow in self._dead:
            fresh = way == UP and packet[header + 13] & _SYN_OR_ACK == _SYN
            if not fresh:
                return True
            self._dead.discard(flow)
        self._flows.add(flow)
        return False


@contextmanager
def namespaces(name: str) -> Iterator[tuple[int, int]]:
    """Both namespaces, each with its end of the line: the open TUN devices."""
    ends = []
    try:
        for side, mine, theirs in (("k", KIOSK_SIDE, HUB_SIDE), ("h", HUB_SIDE, KIOSK_SIDE)):
            space, device = f"{name}-{side}", f"{name}{side}"
            _ip("netns", "add", space)
            end = os.open(_TUN, os.O_RDWR | os.O_NONBLOCK)
            ends.append(end)
            request = struct.pack("16sH", device.encode(), _IFF_TUN | _IFF_NO_PI)
            fcntl.ioctl(end, _TUNSETIFF, request)
            _ip("link", "set", device, "netns", space)
            _ip("-n", space, "addr", "add", mine, "peer", theirs, "dev", device)
            _ip("-n", space, "link", "set", "lo", "up")
            _ip("-n", space, "link", "set", device, "mtu", "1500", "up")
            _ip("-n", space, "route", "replace", theirs, "dev", device, "congctl", "cubic")
        yield ends[0], ends[1]
    finally:
        for end in ends:
            os.close(end)
        for side in "kh":
            subprocess.run(
                ["ip", "netns", "del", f"{name}-{side}"], check=False, capture_output=True
            )


def _ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True, capture_output=True)


def main(name: str, settings: LineSettings) -> None:
    """Be the line."""
    with namespaces(name) as (kiosk, hub):
        forwarder = Forwarder(settings, kiosk, hub)

        def stop(_signal: int, _frame: object) -> None:
            forwarder.stopping = True

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        print("ready", flush=True)
        print(json.dumps(forwarder.run()), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], LineSettings(**json.loads(sys.argv[2])))
