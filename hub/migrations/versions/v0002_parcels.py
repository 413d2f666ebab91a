"""USB parcels that came: which number of a device belongs to which parcel."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

LONG = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Begin to write them down."""
    op.create_table(
        "parcels",
        sa.Column("device", sa.String, sa.ForeignKey("devices.device"), primary_key=True),
        sa.Column("sequence", LONG, primary_key=True, autoincrement=False),
        sa.Column("digest", sa.String, primary_key=True),
        sa.Column("arrived_at", sa.String, nullable=False),
        sa.Column("refusal", sa.String),
    )
