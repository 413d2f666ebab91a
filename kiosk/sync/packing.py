"""How much room the dossiers of one parcel take."""

from dataclasses import dataclass

from dossier import parcel
from dossier.parcel import Sealed

_HEAD = parcel.MAX_OPENING_BYTES + 200
_LETTER = 10_000
"""Room for the head of the manifest and of the age file."""
_PER_DOSSIER, _PER_OBJECT = 200, 120
"""Room for a line of the manifest."""


@dataclass(frozen=True, slots=True)
class Load:
    """What a parcel would hold, counted generously: the file is never longer than `size`."""

    dossiers: int = 0
    letter: int = _LETTER
    objects: frozenset[str] = frozenset()
    objects_size: int = 0

    @property
    def size(self) -> int:
        """Bytes of the file at most; age adds 16 bytes to every 64 KiB."""
        return _HEAD + self.letter + self.letter // 4_000 + self.objects_size

    @property
    def full(self) -> bool:
        """Whether no dossier, however small, can be added."""
        return self.dossiers >= parcel.MAX_DOSSIERS

    def plus(self, sealed: Sealed) -> "Load":
        """With one more dossier; an object that is there already is not packed again."""
        new = {
            each.sealed_sha256: each.sealed_size
            for each in sealed.document.objects
            if each.sealed_sha256 not in self.objects
        }
        return Load(
            self.dossiers + 1,
            self.letter + len(sealed.content) + _PER_DOSSIER + _PER_OBJECT * len(new),
            self.objects | new.keys(),
            self.objects_size + sum(new.values()),
        )

    def fits(self, room: int) -> bool:
        """Whether one file of at most `room` bytes can hold it, and the hub will read it."""
        return (
            self.dossiers <= parcel.MAX_DOSSIERS
            and len(self.objects) <= parcel.MAX_OBJECTS
            and self.letter + self.letter // 4_000 <= parcel.MAX_LETTER_BYTES
            and self.size <= min(room, parcel.MAX_PARCEL_BYTES)
        )
