"""Dossiers by the number of who filed them: to offer them again what they said before."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it, filled from the documents that are still here."""
    op.execute("ALTER TABLE dossiers ADD COLUMN applicant_number TEXT")
    op.execute("CREATE INDEX ix_dossiers_applicant_number ON dossiers (applicant_number)")
    op.execute(
        "UPDATE dossiers SET applicant_number = "
        "nullif(json_extract(CAST(document AS TEXT), '$.applicant.number'), '') "
        "WHERE length(document) > 0"
    )
