"""The epoch of the hub's history the cursor belongs to."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

EPOCH = """
    CREATE TABLE epoch (
        id INTEGER NOT NULL,
        name TEXT NOT NULL,
        heard INTEGER NOT NULL,
        CONSTRAINT pk_epoch PRIMARY KEY (id),
        CONSTRAINT ck_epoch_single CHECK (id = 1)
    )
    """


def upgrade() -> None:
    """Know of none yet."""
    op.execute(EPOCH)
