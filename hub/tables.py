"""Tables of the hub. Times are ISO 8601 texts with their zone. `hub/migrations` makes them."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    text,
)

metadata = MetaData()

LONG = BigInteger().with_variant(Integer, "sqlite")
"""A number of 64 bits in both databases; SQLite counts only what it calls INTEGER."""

enrolment_codes = Table(
    "enrolment_codes",
    metadata,
    Column("code_hash", String, primary_key=True),
    Column("expires_at", String, nullable=False),
    Column("used_by", String),
)
"""One-time codes, hashed; `used_by` is the device that joined with it."""

devices = Table(
    "devices",
    metadata,
    Column("device", String, primary_key=True),
    Column("public_key", LargeBinary, nullable=False, unique=True),
    Column("kiosk", String, nullable=False),
    Column("name", String, nullable=False),
    Column("enrolled_at", String, nullable=False),
    Column("revoked", Boolean, nullable=False, default=False),
)
"""Kiosks that may speak, each known by its key."""

dossiers = Table(
    "dossiers",
    metadata,
    Column("id", String, primary_key=True),
    Column("device", ForeignKey("devices.device"), nullable=False),
    Column("digest", String, nullable=False),
    Column("document", LargeBinary, nullable=False),
    Column("receipt_number", String, nullable=False, index=True),
    Column("announced_at", String, nullable=False),
    Column("refusal", String),
)
"""Sealed documents, byte for byte; `refusal` says why one was rejected."""

uploads = Table(
    "uploads",
    metadata,
    Column("id", String, primary_key=True),
    Column("dossier", ForeignKey("dossiers.id"), nullable=False, index=True),
    Column("object", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("size", LONG, nullable=False),
    Column("dropped", Boolean, nullable=False, default=False),
    Index(
        "one_upload_per_object",
        "dossier",
        "object",
        "sha256",
        unique=True,
        sqlite_where=text("dropped = 0"),
        postgresql_where=text("NOT dropped"),
    ),
)
"""Ciphertexts arriving; the bytes are a file named by `id`, its size the offset."""

receipts = Table(
    "receipts",
    metadata,
    Column("dossier", ForeignKey("dossiers.id"), primary_key=True),
    Column("official_code", String, nullable=False, unique=True),
    Column("signed", LargeBinary, nullable=False),
    Column("received_at", String, nullable=False),
)
"""What the hub vouched for: the exact bytes of the signed receipt it answers with."""

parcels = Table(
    "parcels",
    metadata,
    Column("device", ForeignKey("devices.device"), primary_key=True),
    Column("sequence", LONG, primary_key=True, autoincrement=False),
    Column("digest", String, primary_key=True),
    Column("arrived_at", String, nullable=False),
    Column("refusal", String),
)
"""USB parcels that came with a good signature; `refusal` says why one was not taken in."""

serials = Table(
    "serials",
    metadata,
    Column("day", String, primary_key=True),
    Column("last", LONG, nullable=False),
)
"""The last serial of official codes of each day."""

releases = Table(
    "releases",
    metadata,
    Column("number", LONG, primary_key=True, autoincrement=False),
    Column("made_at", String, nullable=False),
    Column("signed", LargeBinary, nullable=False),
)
"""Packs and tables for the kiosks: the exact bytes of each signed list; rows only come."""

events = Table(
    "events",
    metadata,
    Column("cursor", LONG, primary_key=True, autoincrement=True),
    Column("device", ForeignKey("devices.device"), nullable=False, index=True),
    Column("dossier", ForeignKey("dossiers.id"), nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("at", String, nullable=False),
    Column("data", String, nullable=False),
    sqlite_autoincrement=True,
)
"""What happened, in the order it was committed; cursors are never used twice."""

guesses = Table(
    "guesses",
    metadata,
    Column("receipt_number", String, primary_key=True),
    Column("since", LONG, nullable=False, index=True),
    Column("wrong", LONG, nullable=False),
)
"""Wrong look-up codes per receipt number since a moment, in seconds of Unix time."""

hubs = Table("hubs", metadata, Column("id", String, primary_key=True))
"""One row: which hub this is. The data folder says the same, so that the two are never mixed up."""

epochs = Table(
    "epochs",
    metadata,
    Column("number", LONG, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("after", LONG, nullable=False),
    Column("at", String, nullable=False),
    Column("went_back", Boolean, nullable=False),
)
"""A new one at every start: events up to the cursor `after` were there before.

A kiosk that names an epoch nobody knows here, or a cursor beyond the end of one, has seen a history
this database lost. `went_back`: begun because of that.
"""

lost = Table(
    "lost",
    metadata,
    Column("dossier", String, primary_key=True),
    Column("device", ForeignKey("devices.device"), nullable=False, index=True),
    Column("official_code", String, nullable=False),
    Column("kept", Boolean, nullable=False),
    Column("at", String, nullable=False),
)
"""Dossiers a kiosk holds this hub's receipt of, unknown here; `kept`: the kiosk can send it."""
