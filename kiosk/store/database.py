"""The encrypted database: connections, transactions, and failures in words."""

import logging
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from sqlalchemy import Connection, create_engine, event, inspect
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from kiosk.journey.ports import StoreFailed
from kiosk.store import durable, wording

logger = logging.getLogger(__name__)

BUSY_MILLISECONDS = 5000
MIGRATIONS = Path(__file__).parent / "migrations"
HEAD = "0007"
"""The newest migration: a store that stands there needs none, and Alembic is not even loaded."""

_BEGIN = "begin_statement"
_WRITING = {_BEGIN: "BEGIN IMMEDIATE"}
_READING = {_BEGIN: "BEGIN"}


Statement: TypeAlias = tuple[str, Mapping[str, object]]
"""SQL with named places, and their values."""


class Database:
    """One SQLCipher file. Any thread may read; writers take turns, other programs' too.

    `key` is 32 raw bytes. WAL with synchronous=FULL: a commit that returned survives a power cut.
    """

    def __init__(self, path: Path, key: bytes) -> None:
        """Make the file when there is none. Raises StoreFailed."""
        try:
            if not path.exists():
                path.touch(mode=0o600)
                durable.sync_folder(path.parent)
        except OSError as problem:
            raise StoreFailed(wording.of_disk(problem)) from problem
        self._path = path
        self._key = key.hex()
        self._closed = False
        self._turn = threading.RLock()
        self._writer: Connection | None = None
        self._looking = threading.Lock()
        self._lookout: dbapi2.Connection | None = None
        self._anchor: dbapi2.Connection | None = None
        self._engine = create_engine(
            "sqlite://",
            module=dbapi2,
            creator=self._connect,
            poolclass=QueuePool,
            pool_size=4,
            max_overflow=12,
        )
        event.listen(self._engine, "begin", _begin)

    def upgrade(self) -> None:
        """Bring the tables to this program's version. Raises StoreFailed."""
        with self.write() as connection:
            if _version(connection) != HEAD:
                _migrate(connection)
        with self._words():
            self._anchor = self._anchor or self._connect()
            self._anchor.execute("SELECT 1 FROM sqlite_master").fetchall()  # opens the log

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction, durable once the block is left; undone when it raises.

        Raises StoreFailed when it cannot be made durable.
        """
        with self._writing() as writer, writer.begin():
            yield writer

    def run(self, statements: Sequence[Statement]) -> None:
        """These statements in one transaction, durable on return: for where somebody waits.

        Straight to the driver, which takes half the time of `write`. Raises StoreFailed.
        """
        with self._writing() as writer:
            driver = writer.connection.driver_connection
            assert driver is not None
            driver.execute("BEGIN IMMEDIATE")
            for text, values in statements:
                driver.execute(text, values)
            driver.execute("COMMIT")

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._turn, self._words():
            if self._writer is None:
                self._writer = self._engine.connect().execution_options(**_WRITING)
            try:
                yield self._writer
            except BaseException as problem:
                writer, self._writer = self._writer, None
                _let_go(writer, problem)
                raise

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A consistent view. Raises StoreFailed when the file cannot be read."""
        with self._words(), self._borrowed() as connection:
            connection.execution_options(**_READING)
            with connection.begin():
                yield connection

    def fold(self) -> None:
        """Fold the write-ahead log into the file, so that nothing deleted lingers in it.

        A program that reads meanwhile keeps part of it: the next time will do.
        """
        with self._turn, self._words(), self._borrowed() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def version(self) -> int:
        """Another number whenever anybody, here or in another program, has committed."""
        with self._looking, self._words():
            if self._lookout is None:
                self._lookout = self._connect()
            try:
                return int(self._lookout.execute("PRAGMA data_version").fetchone()[0])
            except dbapi2.Error:
                lookout, self._lookout = self._lookout, None
                lookout.close()
                raise

    def close(self) -> None:
        """Let go of the file; the write-ahead log is folded into it."""
        with self._turn:
            self._closed = True
            if self._writer is not None:
                self._writer.close()
                self._writer = None
            self._engine.dispose()
        with self._looking:
            for kept in (self._lookout, self._anchor):
                if kept is not None:
                    kept.close()
            self._lookout = self._anchor = None

    @contextmanager
    def _borrowed(self) -> Iterator[Connection]:
        connection = self._engine.connect()
        try:
            yield connection
        except BaseException as problem:
            _let_go(connection, problem)
            raise
        connection.close()

    @contextmanager
    def _words(self) -> Iterator[None]:
        if self._closed:
            raise StoreFailed(wording.CLOSED)
        try:
            yield
        except (SQLAlchemyError, dbapi2.Error) as problem:
            said = str(problem.orig) if isinstance(problem, DBAPIError) else str(problem)
            logger.info("the store failed: %s", said)
            raise StoreFailed(wording.of_database(said)) from problem

    def _connect(self) -> dbapi2.Connection:
        connection = dbapi2.connect(
            str(self._path),
            timeout=BUSY_MILLISECONDS / 1000,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            for pragma in (
                f"key = \"x'{self._key}'\"",
                "cipher_memory_security = OFF",
                f"busy_timeout = {BUSY_MILLISECONDS}",
                "journal_mode = WAL",
                "synchronous = FULL",
                "foreign_keys = ON",
                "secure_delete = ON",
            ):
                connection.execute(f"PRAGMA {pragma}")
        except BaseException:
            connection.close()
            raise
        return connection


def _let_go(connection: Connection, problem: BaseException) -> None:
    """Close a connection; after a failure of the database nobody gets it again.

    SQLCipher answers every later call on it with the same failure. Another connection, `_anchor`,
    stays open and unused meanwhile: were the last one closed, the next would take what a failed
    commit left in the log for committed.
    """
    if isinstance(problem, SQLAlchemyError | dbapi2.Error):
        connection.invalidate(problem)
    connection.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, "BEGIN"))


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    text = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return str(text) if text is not None else None


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as problem:
        raise StoreFailed(wording.NEWER) from problem
