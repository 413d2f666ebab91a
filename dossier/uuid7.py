"""UUID version 7 from a time and randomness (RFC 9562, section 5.7)."""

import uuid

RANDOM_BYTES = 10


def uuid7(unix_ms: int, random: bytes) -> str:
    """The UUIDv7 of a Unix time in milliseconds and ten random bytes.

    Raises ValueError for a time outside 48 bits or fewer than ten bytes.
    """
    if not 0 <= unix_ms < 1 << 48:
        raise ValueError("time does not fit 48 bits")
    if len(random) < RANDOM_BYTES:
        raise ValueError("ten random bytes are needed")
    low = int.from_bytes(random[:RANDOM_BYTES], "big")
    value = unix_ms << 80 | 0x7 << 76 | (low >> 68 & 0xFFF) << 64 | 0b10 << 62 | low & (1 << 62) - 1
    return str(uuid.UUID(int=value))
