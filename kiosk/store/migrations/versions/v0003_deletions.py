"""Records of what was deleted for good, and legal holds against it."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TABLES = (
    """
    CREATE TABLE deletions (
        number INTEGER NOT NULL,
        visit TEXT NOT NULL,
        dossier TEXT,
        kind TEXT NOT NULL,
        since TEXT NOT NULL,
        deleted_at TEXT NOT NULL,
        events INTEGER NOT NULL,
        files INTEGER NOT NULL,
        head TEXT NOT NULL,
        left_over TEXT NOT NULL,
        link TEXT NOT NULL,
        CONSTRAINT pk_deletions PRIMARY KEY (number),
        CONSTRAINT uq_deletions_visit UNIQUE (visit),
        CONSTRAINT fk_deletions_visit FOREIGN KEY(visit) REFERENCES visits (id),
        CONSTRAINT uq_deletions_dossier UNIQUE (dossier),
        CONSTRAINT fk_deletions_dossier FOREIGN KEY(dossier) REFERENCES dossiers (id)
    )
    """,
    """
    CREATE TABLE holds (
        number INTEGER NOT NULL,
        dossier TEXT NOT NULL,
        reason TEXT NOT NULL,
        placed_by TEXT NOT NULL,
        placed_at TEXT NOT NULL,
        lifted_by TEXT,
        lifted_at TEXT,
        CONSTRAINT pk_holds PRIMARY KEY (number),
        CONSTRAINT fk_holds_dossier FOREIGN KEY(dossier) REFERENCES dossiers (id)
    )
    """,
    "CREATE INDEX ix_holds_dossier ON holds (dossier)",
)


def upgrade() -> None:
    """Make them."""
    for statement in TABLES:
        op.execute(statement)
