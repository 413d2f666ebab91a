"""Names of a form as ids of a pack."""

import re
import unicodedata

_SAID_ELSEWHERE = re.compile(r"_(days|years|count|country|province|commune)$")
_RESERVED = frozenset(
    {"true", "false", "null", "in", "as", "break", "const", "continue", "else", "for", "function"}
    | {"if", "import", "let", "loop", "package", "namespace", "return", "var", "void", "while"}
    | {"today", "size", "matches", "months", "years", "applicant", "form"}
)
"""Words CEL keeps, and those `dossier.conditions` and the form's own questions take."""


class Ids:
    """Gives every name an id of its own."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def of(self, name: str) -> str:
        """A new id like this name."""
        bare = unicodedata.normalize("NFKD", name.lower().replace("đ", "d"))
        plain = re.sub(r"[^a-z0-9]+", "_", "".join(c for c in bare if not unicodedata.combining(c)))
        base = plain.strip("_")
        if not base[:1].isalpha() or base in _RESERVED or base.startswith("applicant_"):
            base = f"q_{base}".rstrip("_")
        if _SAID_ELSEWHERE.search(base):
            base = f"{base}_given"
        found, number = base, 1
        while found in self._taken:
            number += 1
            found = f"{base}_{number}"
        self._taken.add(found)
        return found
