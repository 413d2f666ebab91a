"""What several workers must know of each other's visitors, and which data folder is theirs."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

LONG = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "guesses",
        sa.Column("receipt_number", sa.String, primary_key=True),
        sa.Column("since", LONG, nullable=False, index=True),
        sa.Column("wrong", LONG, nullable=False),
    )
    op.create_table("hubs", sa.Column("id", sa.String, primary_key=True))
