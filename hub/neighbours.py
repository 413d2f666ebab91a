"""The workers of one hub, who tell each other which uploads to leave."""

import asyncio
import os
import time
from collections.abc import Callable
from contextlib import suppress

Heard = Callable[[str, int], None]
_PIECE = 64 * 1024


class Seat:
    """One worker's ear and its way to all the others."""

    def __init__(self, ear: int, mouths: list[int]) -> None:
        self._ear = ear
        self._mouths = mouths
        self._rest = b""

    def ring(self, upload: str) -> None:
        """Tell every other worker that a newcomer is here for `upload`.

        A line this short is written whole or not at all; a worker that stopped reading is passed
        over.
        """
        line = f"{upload} {time.monotonic_ns()}\n".encode()
        for mouth in self._mouths:
            with suppress(BlockingIOError):
                os.write(mouth, line)

    def listen(self, heard: Heard) -> None:
        """From now on call `heard` on the running loop: an upload, and when its newcomer came."""
        asyncio.get_running_loop().add_reader(self._ear, self._hear, heard)

    def deafen(self) -> None:
        """Hear nothing more on the running loop."""
        asyncio.get_running_loop().remove_reader(self._ear)

    def _hear(self, heard: Heard) -> None:
        *lines, self._rest = (self._rest + os.read(self._ear, _PIECE)).split(b"\n")
        for line in lines:
            upload, _, moment = line.decode().partition(" ")
            heard(upload, int(moment))


class Neighbours:
    """One pipe to each of so many workers, made before they are; they last as long as the hub."""

    def __init__(self, workers: int) -> None:
        pipes = [os.pipe() for _ in range(workers)]
        for end in (end for pipe in pipes for end in pipe):
            os.set_blocking(end, False)
        self._ears = [ear for ear, _ in pipes]
        self._mouths = [mouth for _, mouth in pipes]

    def seat(self, number: int) -> Seat:
        """Where worker `number` sits; a worker in place of a dead one takes the same seat."""
        others = [mouth for other, mouth in enumerate(self._mouths) if other != number]
        return Seat(self._ears[number], others)
