"""Releases of packs and tables for the kiosks."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of signed lists."""
    op.create_table(
        "releases",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer, "sqlite"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("made_at", sa.String, nullable=False),
        sa.Column("signed", sa.LargeBinary, nullable=False),
    )
