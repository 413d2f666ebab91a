"""The hash chain that joins the events of a visit, so that none can be changed or taken out."""

import hashlib
from collections.abc import Mapping
from typing import Any

from dossier.moments import Moment
from dossier.provenance import Actor
from dossier.values import canonical


def link(
    previous: str,
    visit: str,
    sequence: int,
    moment: Moment,
    actor: Actor,
    event: Mapping[str, Any],
) -> str:
    """Hex SHA-256 joining an event to the one before it (`previous` is "" for the first).

    `event` is the JSON form of what an event is once read back (`to_json(from_json(...))`).
    """
    body = {
        "previous": previous,
        "visit": visit,
        "sequence": sequence,
        "moment": moment.to_json(),
        "actor": {"role": actor.role, "name": actor.name},
        "event": event,
    }
    return hashlib.sha256(canonical(body)).hexdigest()
