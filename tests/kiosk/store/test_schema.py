"""The migrations, the tables the code uses and `schema.sql` say the same."""

import re
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from dossier.events import Moved, Sealed, VisitStarted
from dossier.provenance import CITIZEN
from kiosk.store import database
from kiosk.store.database import HEAD, MIGRATIONS
from kiosk.store.tables import metadata
from tests.support.sealed_queue import sealed_dossier

SCHEMA = Path(database.__file__).with_name("schema.sql")
_MADE = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"


def statements(texts):
    """Each statement without the freedom of white space."""
    squeezed = {re.sub(r"\s+", " ", text).replace("( ", "(").strip() for text in texts}
    return {text.replace(" )", ")") for text in squeezed if text}


def migrated(store):
    with store.journal._database.read() as connection:
        return statements(connection.exec_driver_sql(_MADE).scalars())


def test_a_migrated_database_is_what_the_schema_file_says(store):
    text = re.sub(r"(?m)^--.*$", "", SCHEMA.read_text(encoding="utf-8"))
    assert migrated(store) == statements(text.split(";"))


def test_a_migrated_database_is_what_the_code_expects(store):
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        metadata.create_all(connection)
        wanted = statements(connection.exec_driver_sql(_MADE).scalars())
    engine.dispose()
    extra = {text for text in migrated(store) if "alembic_version" in text}
    assert len(extra) == 1
    assert migrated(store) - extra == wanted


def test_alembic_finds_nothing_left_to_migrate(store):
    with store.journal._database.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_opening_again_changes_nothing(store, opened):
    before = migrated(store)
    assert migrated(opened()) == before


def test_the_store_knows_its_newest_migration(store):
    script = ScriptDirectory(str(MIGRATIONS))
    assert script.get_current_head() == HEAD


EVENTS_OF_0005 = """
    CREATE TABLE before AS SELECT * FROM events;
    DROP TABLE events;
    CREATE TABLE events (
        number INTEGER NOT NULL, visit TEXT NOT NULL, sequence INTEGER NOT NULL, wall TEXT NOT NULL,
        boot_id TEXT NOT NULL, boot_seconds REAL NOT NULL, corrected TEXT, role TEXT NOT NULL,
        name TEXT NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL, link TEXT NOT NULL,
        CONSTRAINT pk_events PRIMARY KEY (number),
        CONSTRAINT uq_events_visit_sequence UNIQUE (visit, sequence),
        CONSTRAINT fk_events_visit FOREIGN KEY(visit) REFERENCES visits (id)
    );
    INSERT INTO events (visit, sequence, wall, boot_id, boot_seconds, corrected, role, name, kind,
        body, link) SELECT * FROM before;
    DROP TABLE before;
    DROP INDEX ix_dossiers_applicant_number;
    ALTER TABLE dossiers DROP COLUMN applicant_number;
    UPDATE alembic_version SET version_num = '0005'
"""


def test_a_store_of_the_program_before_keeps_its_visits(store, clock, opened):
    for visit in ("visit-b", "visit-a"):
        for event in (VisitStarted("birth-registration", "1"), Moved("review")):
            store.journal.append(visit, event, clock.now(), CITIZEN)
    recorded = {visit: store.journal.events(visit) for visit in ("visit-a", "visit-b")}
    document, outgoing = sealed_dossier(store.blobs, [300])
    sealed = Sealed(document.id, outgoing.digest, document.receipt_number)
    store.journal.seal("visit-c", sealed, clock.now(), CITIZEN, outgoing)
    with store.journal._database.write() as connection:
        for statement in EVENTS_OF_0005.split(";"):
            connection.exec_driver_sql(statement)
    again = opened()
    assert {visit: again.journal.events(visit) for visit in recorded} == recorded
    assert migrated(again) == statements(re.sub(r"(?m)^--.*$", "", SCHEMA.read_text()).split(";"))
    assert again.outbox.filed_by(document.applicant.number, 9) == (outgoing.document,)
    added = again.journal.append("visit-a", Moved("sign"), clock.now(), CITIZEN)
    assert again.journal.events("visit-a") == (*recorded["visit-a"], added)
