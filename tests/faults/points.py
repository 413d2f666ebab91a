"""Failure points of libfiu, switched on and off inside a program that runs under `fiu-run -x`.

https://blitiri.com.ar/p/libfiu/. Reads, writes and fsync of this program then fail as on a bad
disk, each with an error number of its own; nothing else on the machine is touched.
"""

import ctypes
import itertools
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager

SYNC, WRITE, READ = "posix/io/sync/*", "posix/io/rw/pwrite", "posix/io/rw/pread"
RENAME, OPEN = "posix/io/dir/rename", "posix/io/oc/open"
ALL = (SYNC, WRITE, READ, RENAME, OPEN)

_DECIDES = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.c_char_p, ctypes.POINTER(ctypes.c_int), ctypes.c_void_p, ctypes.c_void_p
)


def unable() -> str:
    """Why calls cannot be made to fail here, "" when they can."""
    return "" if shutil.which("fiu-run") else "not installed: fiu-utils"


def command(module: str, *words: object) -> list[str]:
    """The command line that runs a module with its failure points at hand, all still off."""
    return ["fiu-run", "-x", "-f", "", sys.executable, "-m", module, *map(str, words)]


@contextmanager
def failing(point: str, probability: float = 1.0) -> Iterator[None]:
    """Let calls of this point fail with this probability while the block runs."""
    library = ctypes.CDLL("libfiu.so.0")
    name = point.encode()
    flags, number = 0, 1
    started = library.fiu_enable_random(
        name, number, None, ctypes.c_uint(flags), ctypes.c_float(probability)
    )
    assert started == 0, point
    try:
        yield
    finally:
        library.fiu_disable(name)


@contextmanager
def failing_once(point: str, call: int) -> Iterator[None]:
    """Let only the `call`th call of this point (from 1) fail while the block runs."""
    library = ctypes.CDLL("libfiu.so.0")
    seen = itertools.count(1)
    decide = _DECIDES(lambda *_: int(next(seen) == call))
    started = library.fiu_enable_external(point.encode(), 1, None, ctypes.c_uint(0), decide)
    assert started == 0, point
    try:
        yield
    finally:
        library.fiu_disable(point.encode())
