"""A PostgreSQL server of its own in a temporary folder: real, durable, gone afterwards."""

import os
import pwd
import secrets
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

BINARIES = Path("/usr/lib/postgresql/15/bin")
OWNER = "postgres"
"""Who runs the server when we are root, which PostgreSQL refuses to be run by."""
START_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running server on a port of 127.0.0.1."""

    port: int

    def new_database(self) -> str:
        """The address of an empty database."""
        name = f"hub_{secrets.token_hex(6)}"
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return self._address(name)

    def _address(self, name: str) -> str:
        return f"postgresql://hub@127.0.0.1:{self.port}/{name}"


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A new server with fsync on, as it comes; ended and removed with the block."""
    with tempfile.TemporaryDirectory(prefix="hub-pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        if os.geteuid() == 0:
            owner = pwd.getpwnam(OWNER)
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        data = str(folder / "data")
        _run(["initdb", "-D", data, "-U", "hub", "--auth=trust", "-E", "UTF8", "--locale=C"])
        port = _free_port()
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1"
        log = str(folder / "log")
        _run(["pg_ctl", "-D", data, "-o", options, "-l", log, "-w", "start"])
        try:
            yield Cluster(port)
        finally:
            _run(["pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"])


def _run(words: Sequence[str]) -> None:
    command = [str(BINARIES / words[0]), *words[1:]]
    if os.geteuid() == 0:
        command = ["runuser", "-u", OWNER, "--", *command]
    subprocess.run(
        command,
        check=True,
        stdout=subprocess.DEVNULL,
        timeout=START_SECONDS,
        cwd=tempfile.gettempdir(),
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
