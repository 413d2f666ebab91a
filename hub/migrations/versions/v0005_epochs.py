"""Epochs, by which kiosks notice a hub put back to an older state, and what is asked again."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

LONG = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "epochs",
        sa.Column("number", LONG, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String, nullable=False, unique=True),
        sa.Column("after", LONG, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("went_back", sa.Boolean, nullable=False),
    )
    op.create_table(
        "lost",
        sa.Column("dossier", sa.String, primary_key=True),
        sa.Column("device", sa.String, sa.ForeignKey("devices.device"), nullable=False, index=True),
        sa.Column("official_code", sa.String, nullable=False),
        sa.Column("kept", sa.Boolean, nullable=False),
        sa.Column("at", sa.String, nullable=False),
    )
