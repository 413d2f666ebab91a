"""Failure points of libfiu, switched on and off inside a program that runs under `fiu-run -x`.

https://blitiri.com.ar/p/libfiu/. Reads, writes and fsync of this program then fail as on a bad
disk, each with an error number of its own; nothing else on the machine is touched.
"""

import ctypes
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager

SYNC, WRITE, READ = "posix/io/sync/*", "posix/io/rw/pwrite", "posix/io/rw/pread"
RENAME, OPEN = "posix/io/dir/rename", "posix/io/oc/open"
ALL = (SYNC, WRITE, READ, RENAME, OPEN)


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
