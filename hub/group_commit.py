"""One writer of a SQLite file whose commits are shared.

A commit costs an fsync, however little it commits. Whoever writes while others wait for their turn
leaves the commit to the last of them, and is told only once that commit is on disk.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine, RootTransaction
from sqlalchemy.exc import SQLAlchemyError

from hub import engines

MOST = 64
"""Writes in one commit: the first of them waits for the last."""
_OWN = "own_write"


class CommitFailed(OSError):
    """Nothing of this commit is stored; what was written in it may be tried again."""


@dataclass(slots=True)
class _Commit:
    transaction: RootTransaction
    writes: int = 0
    failed: SQLAlchemyError | None = None
    ended: threading.Event = field(default_factory=threading.Event)


class GroupCommit:
    """Lets threads write one after the other; each write is undone alone when it raises."""

    def __init__(self, engine: Engine) -> None:
        """`engine` is one of `hub.engines.sqlite`."""
        self._engine = engine
        self._turn = threading.Lock()
        self._counting = threading.Lock()
        self._waiting = 0
        self._connection: Connection | None = None
        self._open: _Commit | None = None

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A write of its own, durable once the block is left. Raises CommitFailed."""
        self._wait_for_turn()
        try:
            connection, commit = self._begun()
            try:
                with _undone_alone(connection, commit):
                    yield connection
            finally:
                self._end(commit)
        finally:
            self._turn.release()
        commit.ended.wait()
        if commit.failed is not None:
            raise CommitFailed("the commit failed") from commit.failed

    def close(self) -> None:
        """Let go of the file; nobody is writing any more."""
        with self._turn:
            self._disconnect()

    def _wait_for_turn(self) -> None:
        with self._counting:
            self._waiting += 1
        try:
            self._turn.acquire()
        finally:
            with self._counting:
                self._waiting -= 1

    def _begun(self) -> tuple[Connection, _Commit]:
        if self._connection is None:
            self._connection = self._engine.connect().execution_options(**engines.WRITING)
        if self._open is None:
            self._open = _Commit(self._connection.begin())
        return self._connection, self._open

    def _end(self, commit: _Commit) -> None:
        """Leave the commit to the next who waits for a turn, or see to it."""
        commit.writes += 1
        if commit.failed is None and self._waiting and commit.writes < MOST:
            return
        self._open = None
        try:
            if commit.failed is None:
                commit.transaction.commit()
        except SQLAlchemyError as problem:
            commit.failed = problem
        finally:
            if commit.failed is not None:
                self._disconnect()
            commit.ended.set()

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None


@contextmanager
def _undone_alone(connection: Connection, commit: _Commit) -> Iterator[None]:
    """Undo what the block wrote when it raises; what others wrote before stays to be committed.

    SQLite itself undoes everything after some errors (a full disk): then the commit has failed.
    """
    connection.exec_driver_sql(f"SAVEPOINT {_OWN}")
    try:
        yield
    except BaseException:
        _settle(connection, commit, f"ROLLBACK TO {_OWN}")
        _settle(connection, commit, f"RELEASE {_OWN}")
        raise
    _settle(connection, commit, f"RELEASE {_OWN}")


def _settle(connection: Connection, commit: _Commit, statement: str) -> None:
    if commit.failed is not None:
        return
    try:
        connection.exec_driver_sql(statement)
    except SQLAlchemyError as problem:
        commit.failed = problem
