"""Releases of a few small packs and tables, signed by whoever a test says."""

import base64
import json
from collections.abc import Mapping
from datetime import UTC, datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from dossier.releases import Entry, Release, SignedRelease, to_sign
from dossier.seal import digest
from tests.support.devices import HUB_KEY_ID
from tests.support.small_pack import PROCEDURE, TEXTS

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
CASE = """\
received: 2026-11-23T09:00:00
answers: {who: me, paper: false}
expect: {fee: 0}
"""
TABLES: Mapping[str, object] = {
    "units": {
        "provinces": [["15", "Tỉnh Lào Cai"]],
        "communes": [["03037", "15", "Xã", "Tả Van", []]],
    },
    "former_units": {},
    "countries": {"VN": "Việt Nam"},
    "ethnic_groups": {"kinh": ["Kinh"]},
    "holidays": [],
}
HOLIDAY = [{"date": "2026-11-25", "kind": "holiday", "name": "Ngày thử"}]


def pack(
    name: str = "Việc nhỏ", version: str = "2026-01-01", slug: str = "small"
) -> dict[str, str]:
    """The small pack under another name, version and slug."""
    main = PROCEDURE.replace("slug: small", f"slug: {slug}")
    return {
        f"procedures/{slug}/procedure.yaml": main.replace("2026-01-01", version, 1),
        f"procedures/{slug}/texts.vi.yaml": TEXTS.replace("Việc nhỏ", name),
        f"procedures/{slug}/cases/one.yaml": CASE,
    }


def files(packs: Mapping[str, str] | None = None, **tables: object) -> dict[str, bytes]:
    """All files of a release: these packs, and the small tables with some changed."""
    rows = {**TABLES, **tables}
    texts = {**(pack() if packs is None else packs)}
    texts |= {f"tables/{name}.json": json.dumps(row) for name, row in rows.items()}
    return {path: text.encode() for path, text in texts.items()}


def listed(contents: Mapping[str, bytes], number: int = 1) -> Release:
    """The release that lists these files."""
    return Release(
        number=number,
        made_at=NOON,
        entries=tuple(
            Entry(path=path, sha256=digest(content), size=len(content))
            for path, content in contents.items()
        ),
    )


def signed(text: str, key: Ed25519PrivateKey, key_id: str = HUB_KEY_ID) -> SignedRelease:
    """This text as a release signed by `key`."""
    signature = base64.b64encode(key.sign(to_sign(text))).decode()
    return SignedRelease(release=text, signature=signature, key_id=key_id)
