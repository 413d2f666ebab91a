"""Messages between kiosk and hub. Both ends import them; OpenAPI is generated from them."""

from datetime import UTC, date
from typing import Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

Sha256 = Field(pattern=r"^[0-9a-f]{64}$")
MAX_DOCUMENT_BYTES = 1_000_000
MAX_RECONCILED = 200
MAX_OBJECT_BYTES = 64 * 1024 * 1024


class Message(BaseModel):
    """Base of every wire value: frozen, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class SealedObject(Message):
    """One file of a dossier: its plain form and the age ciphertext that travels.

    `sha256`/`size` describe the plaintext, `sealed_sha256`/`sealed_size` the ciphertext in bytes.
    `rendition`: a readable copy is enough for the officer to begin, one per document; a copy in
    colour follows when there is room on the line.
    """

    id: str
    document: str
    title: str
    pages: int = Field(ge=0)
    media_type: str
    size: int = Field(ge=1, le=MAX_OBJECT_BYTES)
    sha256: str = Sha256
    sealed_size: int = Field(ge=1, le=MAX_OBJECT_BYTES)
    sealed_sha256: str = Sha256
    rendition: Literal["readable", "colour"] = "readable"


class SealedAnswer(Message):
    """One answer with its provenance."""

    question: str
    value: Any
    source: str
    role: str
    by: str
    at: AwareDatetime
    confirmed: bool


class ProcedureRef(Message):
    """Which pack version the dossier was received under."""

    slug: str
    version: str
    code: str
    name: str


class Applicant(Message):
    """The person who files."""

    name: str
    number: str


class SealedMoment(Message):
    """The kiosk's three clocks at sealing; `corrected`: what its wall clock should have read."""

    wall: AwareDatetime
    boot_id: str
    boot_seconds: float
    sequence: int = Field(ge=0)
    corrected: AwareDatetime | None = None


class SealedFee(Message):
    """One line of the fee, in đồng."""

    id: str
    text: str
    amount: int = Field(ge=0)


class DossierDocument(Message):
    """The sealed dossier: what `PUT /v1/dossiers/{id}` carries, byte for byte."""

    format: Literal["dossier/1"] = "dossier/1"
    id: str
    revision: int = Field(ge=1)
    parent: str | None = None
    kiosk: str
    receipt_number: str
    lookup_code: str
    procedure: ProcedureRef
    applicant: Applicant
    received_at: AwareDatetime
    due: AwareDatetime | None
    sealed: SealedMoment
    answers: tuple[SealedAnswer, ...]
    shown: tuple[str, ...]
    missing: tuple[str, ...]
    consent: str
    declaration: str
    fees: tuple[SealedFee, ...]
    journal: str
    objects: tuple[SealedObject, ...]


def sealed_document(content: bytes) -> DossierDocument | None:
    """What was sealed, None when this program cannot read it: another format, or damaged."""
    try:
        return DossierDocument.model_validate_json(content)
    except ValidationError:
        return None


class MissingObject(Message):
    """An object the hub lacks in part: resume `upload` at `offset` (None: create one)."""

    object: str
    upload: str | None
    offset: int


class ReceivedObject(Message):
    """An object the hub has verified, by ciphertext hash."""

    object: str
    sha256: str = Sha256


class Receipt(Message):
    """What the hub vouches for: every object verified and stored."""

    format: Literal["receipt/1"] = "receipt/1"
    dossier: str
    digest: str = Sha256
    kiosk: str
    receipt_number: str
    official_code: str
    received_at: AwareDatetime
    objects: tuple[ReceivedObject, ...]


class SignedReceipt(Message):
    """A receipt with the hub's Ed25519 signature over the exact `receipt` bytes (base64)."""

    receipt: str
    signature: str
    key_id: str


class DossierStatus(Message):
    """State of one dossier at the hub; rebuilds a kiosk that lost its own."""

    id: str
    digest: str
    state: Literal["announced", "complete", "acknowledged", "rejected"]
    missing: tuple[MissingObject, ...]
    receipt: SignedReceipt | None = None


class HubEvent(Message):
    """One thing that happened to a dossier at the hub, in cursor order."""

    cursor: int
    dossier: str
    kind: Literal["received", "code_assigned", "state_changed", "supplement_requested", "refused"]
    at: AwareDatetime
    data: dict[str, str]


class HubEvents(Message):
    """Answer of `GET /v1/events?since=cursor&epoch=name`; ask again from `next`.

    `epoch` names the hub's present history. `rewind`: the hub went back in time and knows nothing
    after this cursor of what the asker saw; ask again from there, and `POST /v1/reconcile`.
    """

    events: tuple[HubEvent, ...]
    next: int
    epoch: str = ""
    rewind: int | None = Field(default=None, ge=0)


HUB_SIGNATURE = "Hub-Signature"
"""Header field of a signed answer: key id, space, Ed25519 signature in base64."""


def events_text(device: str, since: int, epoch: str, page: bytes) -> bytes:
    """What the hub signs of its answer `page` to a device that asked from `since` of `epoch`."""
    asked = f"events/1\n{device}\n{since}\n{epoch}\n"
    return asked.encode() + page


class KeptDossier(Message):
    """A dossier a kiosk holds the hub's receipt of; `whole`: it can be sent again."""

    id: str
    digest: str = Sha256
    official_code: str
    whole: bool = True


class Reconcile(Message):
    """A kiosk asks whether the hub still holds what it vouched for."""

    dossiers: tuple[KeptDossier, ...] = Field(max_length=MAX_RECONCILED)


class Reconciled(Message):
    """Those of them that must be sent again, with the receipt the hub once gave."""

    lost: tuple[str, ...]


class Enrolment(Message):
    """A kiosk asks to join with a one-time code; `public_key` is raw Ed25519, base64."""

    code: str
    kiosk: str
    name: str
    public_key: str


class Enrolled(Message):
    """What an enrolled kiosk must know: who it is, and the hub's signing and age keys."""

    device: str
    kiosk: str
    hub: str
    hub_signing_key: str
    hub_key_id: str
    hub_recipient: str
    server_time: AwareDatetime


class Health(Message):
    """Answer of `GET /v1/health?nonce=`: signed (Ed25519, base64) over `text`, so nothing between
    kiosk and hub can give it, nor an old one again."""

    status: Literal["ok"]
    key_id: str
    server_time: AwareDatetime
    signature: str

    def text(self, nonce: str) -> bytes:
        """What is signed; never the text of a receipt or a release, which are JSON."""
        return f"health/1\n{nonce}\n{self.server_time.astimezone(UTC).isoformat()}".encode()


class Problem(BaseModel):
    """RFC 9457 problem details; `missing` is set on an incomplete commit."""

    model_config = ConfigDict(frozen=True, extra="allow")
    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    missing: tuple[MissingObject, ...] = ()


class StatusPage(Message):
    """What a citizen may see with the receipt number and look-up code: no personal data."""

    receipt_number: str
    official_code: str | None
    procedure: str
    state: str
    due: date | None
