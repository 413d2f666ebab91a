"""Events lie in the order of their visits: one page less to write for every answer."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

EVENTS = """
    CREATE TABLE events (
        visit TEXT NOT NULL,
        sequence INTEGER NOT NULL,
        wall TEXT NOT NULL,
        boot_id TEXT NOT NULL,
        boot_seconds REAL NOT NULL,
        corrected TEXT,
        role TEXT NOT NULL,
        name TEXT NOT NULL,
        kind TEXT NOT NULL,
        body TEXT NOT NULL,
        link TEXT NOT NULL,
        CONSTRAINT pk_events PRIMARY KEY (visit, sequence),
        CONSTRAINT fk_events_visit FOREIGN KEY(visit) REFERENCES visits (id)
    )
    WITHOUT ROWID
    """
COLUMNS = "visit, sequence, wall, boot_id, boot_seconds, corrected, role, name, kind, body, link"


def upgrade() -> None:
    """Lay them down anew; what was recorded stays as it is."""
    op.execute("ALTER TABLE events RENAME TO events_before")
    op.execute(EVENTS)
    op.execute(f"INSERT INTO events ({COLUMNS}) SELECT {COLUMNS} FROM events_before")  # noqa: S608
    op.execute("DROP TABLE events_before")
