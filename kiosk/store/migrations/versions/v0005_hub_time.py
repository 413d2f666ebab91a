"""The hub's time, and the corrected time of every event."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

HUB_TIME = """
    CREATE TABLE hub_time (
        id INTEGER NOT NULL,
        hub TEXT NOT NULL,
        wall TEXT NOT NULL,
        boot_id TEXT NOT NULL,
        boot_seconds REAL NOT NULL,
        CONSTRAINT pk_hub_time PRIMARY KEY (id),
        CONSTRAINT ck_hub_time_single CHECK (id = 1)
    )
    """
EVENTS = """
    CREATE TABLE events (
        number INTEGER NOT NULL,
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
        CONSTRAINT pk_events PRIMARY KEY (number),
        CONSTRAINT uq_events_visit_sequence UNIQUE (visit, sequence),
        CONSTRAINT fk_events_visit FOREIGN KEY(visit) REFERENCES visits (id)
    )
    """
COLUMNS = "number, visit, sequence, wall, boot_id, boot_seconds, role, name, kind, body, link"


def upgrade() -> None:
    """Add them; what was recorded before stays as it is."""
    op.execute(HUB_TIME)
    op.execute("ALTER TABLE events RENAME TO events_before")
    op.execute(EVENTS)
    op.execute(f"INSERT INTO events ({COLUMNS}) SELECT {COLUMNS} FROM events_before")  # noqa: S608
    op.execute("DROP TABLE events_before")
