"""The first tables: who may speak, what they announced and sent, what the hub vouched for."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

LONG = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make them."""
    _make_devices()
    _make_dossiers()
    _make_uploads()
    _make_receipts()
    _make_events()


def _make_devices() -> None:
    op.create_table(
        "enrolment_codes",
        sa.Column("code_hash", sa.String, primary_key=True),
        sa.Column("expires_at", sa.String, nullable=False),
        sa.Column("used_by", sa.String),
    )
    op.create_table(
        "devices",
        sa.Column("device", sa.String, primary_key=True),
        sa.Column("public_key", sa.LargeBinary, nullable=False, unique=True),
        sa.Column("kiosk", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("enrolled_at", sa.String, nullable=False),
        sa.Column("revoked", sa.Boolean, nullable=False),
    )


def _make_dossiers() -> None:
    op.create_table(
        "dossiers",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("device", sa.String, sa.ForeignKey("devices.device"), nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("document", sa.LargeBinary, nullable=False),
        sa.Column("receipt_number", sa.String, nullable=False, index=True),
        sa.Column("announced_at", sa.String, nullable=False),
        sa.Column("refusal", sa.String),
    )


def _make_uploads() -> None:
    op.create_table(
        "uploads",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("dossier", sa.String, sa.ForeignKey("dossiers.id"), nullable=False, index=True),
        sa.Column("object", sa.String, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("size", LONG, nullable=False),
        sa.Column("dropped", sa.Boolean, nullable=False),
    )
    op.create_index(
        "one_upload_per_object",
        "uploads",
        ["dossier", "object", "sha256"],
        unique=True,
        sqlite_where=sa.text("dropped = 0"),
        postgresql_where=sa.text("NOT dropped"),
    )


def _make_receipts() -> None:
    op.create_table(
        "receipts",
        sa.Column("dossier", sa.String, sa.ForeignKey("dossiers.id"), primary_key=True),
        sa.Column("official_code", sa.String, nullable=False, unique=True),
        sa.Column("signed", sa.LargeBinary, nullable=False),
        sa.Column("received_at", sa.String, nullable=False),
    )
    op.create_table(
        "serials",
        sa.Column("day", sa.String, primary_key=True),
        sa.Column("last", LONG, nullable=False),
    )


def _make_events() -> None:
    op.create_table(
        "events",
        sa.Column("cursor", LONG, primary_key=True, autoincrement=True),
        sa.Column("device", sa.String, sa.ForeignKey("devices.device"), nullable=False, index=True),
        sa.Column("dossier", sa.String, sa.ForeignKey("dossiers.id"), nullable=False, index=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("data", sa.String, nullable=False),
        sqlite_autoincrement=True,
    )
