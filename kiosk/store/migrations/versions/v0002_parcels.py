"""The number of the last USB parcel."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

PARCELS = """
    CREATE TABLE parcels (
        id INTEGER NOT NULL,
        last INTEGER NOT NULL,
        CONSTRAINT pk_parcels PRIMARY KEY (id),
        CONSTRAINT ck_parcels_single CHECK (id = 1)
    )
    """


def upgrade() -> None:
    """Begin to count."""
    op.execute(PARCELS)
