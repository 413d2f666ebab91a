"""UUIDs of version 7 carry their time first, so they sort by it."""

import uuid

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dossier.uuid7 import uuid7

times = st.integers(0, (1 << 48) - 1)
randomness = st.binary(min_size=10, max_size=10)


def test_the_example_of_rfc_9562_comes_out():
    # Appendix A.6: rand_a = 0xCC3, rand_b = 0x18C4DC0C0C07398F.
    random = (0xCC3 << 68 | 0x18C4DC0C0C07398F).to_bytes(10, "big")
    assert uuid7(0x017F22E279B0, random) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


@given(times, randomness)
def test_version_variant_and_time_are_where_the_rfc_puts_them(unix_ms, random):
    made = uuid.UUID(uuid7(unix_ms, random))
    assert made.version == 7
    assert made.variant == uuid.RFC_4122
    assert made.int >> 80 == unix_ms


@given(times, times, randomness, randomness)
def test_an_earlier_time_sorts_first_as_text(one, other, first, second):
    assume(one < other)
    assert uuid7(one, first) < uuid7(other, second)


@given(times, randomness, st.sampled_from([*range(62), *range(68, 80)]))
def test_seventy_four_random_bits_reach_the_identifier(unix_ms, random, bit):
    flipped = (int.from_bytes(random, "big") ^ 1 << bit).to_bytes(10, "big")
    assert uuid7(unix_ms, random) != uuid7(unix_ms, flipped)


@given(times, randomness, st.binary())
def test_bytes_after_the_tenth_do_not_matter(unix_ms, random, more):
    assert uuid7(unix_ms, random + more) == uuid7(unix_ms, random)


@pytest.mark.parametrize("unix_ms", [-1, 1 << 48])
def test_a_time_outside_48_bits_is_refused(unix_ms):
    with pytest.raises(ValueError, match="48 bits"):
        uuid7(unix_ms, bytes(10))


@pytest.mark.parametrize("length", [0, 9])
def test_too_little_randomness_is_refused(length):
    with pytest.raises(ValueError, match="ten random bytes"):
        uuid7(0, bytes(length))
