"""The hub's tables, as its migrations leave them in either database and find older ones."""

import sqlite3

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select

from hub.config import HubFailed
from hub.database import Database
from hub.migrating import HEAD
from hub.tables import devices, metadata

BOTH_DATABASES = True

OLD = """
CREATE TABLE enrolment_codes (code_hash VARCHAR NOT NULL PRIMARY KEY,
    expires_at VARCHAR NOT NULL, used_by VARCHAR);
CREATE TABLE devices (device VARCHAR NOT NULL PRIMARY KEY, public_key BLOB NOT NULL UNIQUE,
    kiosk VARCHAR NOT NULL, name VARCHAR NOT NULL, enrolled_at VARCHAR NOT NULL,
    revoked BOOLEAN NOT NULL);
CREATE TABLE dossiers (id VARCHAR NOT NULL PRIMARY KEY,
    device VARCHAR NOT NULL REFERENCES devices (device), digest VARCHAR NOT NULL,
    document BLOB NOT NULL, receipt_number VARCHAR NOT NULL, announced_at VARCHAR NOT NULL,
    refusal VARCHAR);
CREATE INDEX ix_dossiers_receipt_number ON dossiers (receipt_number);
CREATE TABLE uploads (id VARCHAR NOT NULL PRIMARY KEY,
    dossier VARCHAR NOT NULL REFERENCES dossiers (id), object VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL, size INTEGER NOT NULL, dropped BOOLEAN NOT NULL);
CREATE INDEX ix_uploads_dossier ON uploads (dossier);
CREATE UNIQUE INDEX one_upload_per_object ON uploads (dossier, object, sha256) WHERE dropped = 0;
CREATE TABLE receipts (dossier VARCHAR NOT NULL PRIMARY KEY REFERENCES dossiers (id),
    official_code VARCHAR NOT NULL UNIQUE, signed BLOB NOT NULL, received_at VARCHAR NOT NULL);
CREATE TABLE serials (day VARCHAR NOT NULL PRIMARY KEY, last INTEGER NOT NULL);
CREATE TABLE events (cursor INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    device VARCHAR NOT NULL REFERENCES devices (device),
    dossier VARCHAR NOT NULL REFERENCES dossiers (id), kind VARCHAR NOT NULL,
    at VARCHAR NOT NULL, data VARCHAR NOT NULL);
CREATE INDEX ix_events_device ON events (device);
CREATE INDEX ix_events_dossier ON events (dossier);
INSERT INTO devices VALUES ('Q03-1', x'01', 'Q03', 'Quầy số 3', '2026-11-22T08:00:00+07:00', 0);
PRAGMA user_version = 1;
"""


@pytest.fixture
def opened(place, data):
    data.mkdir()
    database = Database(place)
    yield database
    database.close()


def differences(database):
    with database.read() as connection:
        return compare_metadata(MigrationContext.configure(connection), metadata)


def test_the_migrations_make_the_tables_the_program_knows(opened):
    assert differences(opened) == []


def test_opening_again_changes_nothing(opened, place):
    again = Database(place)
    assert differences(again) == []
    again.close()


def test_a_newer_database_is_left_alone(opened, place):
    with opened.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(HubFailed, match="phiên bản mới hơn"):
        Database(place)


@pytest.fixture
def old(tmp_path):
    path = tmp_path / "hub.db"
    file = sqlite3.connect(path)
    file.executescript(OLD)
    yield file, path
    file.close()


def test_a_file_made_before_there_were_migrations_goes_on(old):
    file, path = old
    database = Database(path)
    with database.read() as connection:
        assert connection.execute(select(devices.c.device)).scalars().all() == ["Q03-1"]
    assert differences(database) == []
    database.close()
    assert file.execute("SELECT version_num FROM alembic_version").fetchall() == [(HEAD,)]


def test_that_earlier_program_does_not_open_the_file_any_more(old):
    file, path = old
    Database(path).close()
    assert file.execute("PRAGMA user_version").fetchone() != (1,)


def test_a_file_of_a_stranger_is_left_alone(old):
    file, path = old
    file.execute("PRAGMA user_version = 99")
    with pytest.raises(HubFailed, match="phiên bản mới hơn"):
        Database(path)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("mysql://x/y", "phải có dạng"),
        ("nonsense", "phải có dạng"),
        ("postgresql://hub:geheim@127.0.0.1:1/hub", "Kiểm tra máy chủ PostgreSQL"),
    ],
)
def test_an_address_that_does_not_work_is_said_in_words(address, said):
    with pytest.raises(HubFailed, match=said) as refused:
        Database(address)
    assert "geheim" not in str(refused.value)
