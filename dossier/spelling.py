"""For a misspelled name, the known one its author most likely meant."""

from collections.abc import Iterable
from difflib import get_close_matches


def meant(name: str, known: Iterable[str]) -> str:
    """`; did you mean `x`?` to end a sentence about an unknown name with; "" when none is near."""
    near = get_close_matches(name, sorted(known), n=1)
    return f"; did you mean `{near[0]}`?" if near else ""
