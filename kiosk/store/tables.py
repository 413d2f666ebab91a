"""The tables of the store. The migrations and `schema.sql` say the same; a test holds them to it.

Wall times are ISO 8601 text with their offset, as read from the clock.
"""

from sqlalchemy import (
    REAL,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _single() -> tuple[Column[int], CheckConstraint]:
    """Key of a table that holds one row."""
    return Column("id", Integer, primary_key=True), CheckConstraint("id = 1", name="single")


visits = Table(
    "visits",
    metadata,
    Column("id", Text, primary_key=True, nullable=False),
    _text("procedure"),
    _text("state"),
    _text("last"),
    _number("sequence"),
    _text("link"),
    CheckConstraint("state IN ('open', 'parked', 'sealed', 'ended')", name="state"),
    Index("ix_visits_state", "state"),
)
"""The head of every visit's chain (`sequence`, `link`): a journal cut short does not reach it."""

events = Table(
    "events",
    metadata,
    Column("visit", Text, ForeignKey("visits.id"), primary_key=True, nullable=False),
    Column("sequence", Integer, primary_key=True, nullable=False),
    _text("wall"),
    _text("boot_id"),
    Column("boot_seconds", REAL, nullable=False),
    Column("corrected", Text),
    _text("role"),
    _text("name"),
    _text("kind"),
    _text("body"),
    _text("link"),
    sqlite_with_rowid=False,
)
"""Laid down by visit: an answer is committed while a citizen waits, and touches one page here."""

serials = Table("serials", metadata, *_single(), _number("last"))

dossiers = Table(
    "dossiers",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("visit", Text, ForeignKey("visits.id"), nullable=False),
    Column("receipt_number", Text, nullable=False, unique=True),
    _text("lookup_code"),
    _text("digest"),
    Column("document", LargeBinary, nullable=False),
    _text("sealed_at"),
    _text("procedure"),
    _text("applicant"),
    Column("due", Text),
    _text("state"),
    _text("reason"),
    _number("attempts"),
    Column("next_try", Text),
    Column("official_code", Text),
    Column("receipt", Text),
    Column("applicant_number", Text),
    Index("ix_dossiers_state", "state"),
    Index("ix_dossiers_applicant_number", "applicant_number"),
)
"""The outbox; `number` is the order of sealing."""

moves = Table(
    "moves",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("dossier", Text, ForeignKey("dossiers.id"), nullable=False),
    _text("state"),
    _text("wall"),
    Index("ix_moves_dossier", "dossier"),
)

objects = Table(
    "objects",
    metadata,
    Column("dossier", Text, ForeignKey("dossiers.id"), primary_key=True, nullable=False),
    Column("object", Text, primary_key=True, nullable=False),
    _number("size"),
    _text("sealed_sha256"),
    Column("offset", Integer),
    Column("upload", Text),
)
"""`size` and `offset` count ciphertext bytes; `offset` is null until the hub said one."""

deletions = Table(
    "deletions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("visit", Text, ForeignKey("visits.id"), nullable=False, unique=True),
    Column("dossier", Text, ForeignKey("dossiers.id"), unique=True),
    _text("kind"),
    _text("since"),
    _text("deleted_at"),
    _number("events"),
    _number("files"),
    _text("head"),
    _text("left_over"),
    _text("link"),
)
"""What was deleted for good, chained by `link`; `head` is the last link of the visit's own chain,
`left_over` the files still to be removed, one name a line."""

holds = Table(
    "holds",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("dossier", Text, ForeignKey("dossiers.id"), nullable=False),
    _text("reason"),
    _text("placed_by"),
    _text("placed_at"),
    Column("lifted_by", Text),
    Column("lifted_at", Text),
    Index("ix_holds_dossier", "dossier"),
)
"""Legal holds: while one is not lifted, nothing of the dossier is deleted."""

hub_events = Table(
    "hub_events",
    metadata,
    Column("number", Integer, primary_key=True),
    _number("cursor"),
    _text("dossier"),
    _text("kind"),
    _text("at"),
    _text("data"),
    Index("ix_hub_events_dossier", "dossier"),
)
"""`number` is the order of arrival: another hub, or one set up anew, counts its cursor afresh."""

parcels = Table("parcels", metadata, *_single(), _number("last"))
"""The number of the last USB parcel: one begun and never finished keeps its number."""

hub_time = Table(
    "hub_time",
    metadata,
    *_single(),
    _text("hub"),
    _text("wall"),
    _text("boot_id"),
    Column("boot_seconds", REAL, nullable=False),
)
"""What the hub said the time was, and what this machine's clocks read then."""

cursor = Table("cursor", metadata, *_single(), _number("last"))

epoch = Table("epoch", metadata, *_single(), _text("name"), _number("heard"))
"""The hub's history the cursor counts in; events up to number `heard` came in an earlier one."""

device = Table(
    "device",
    metadata,
    *_single(),
    Column("private_key", LargeBinary, nullable=False),
    Column("enrolled", Text),
)
"""The device's raw Ed25519 key and, once enrolled, what the hub answered."""
