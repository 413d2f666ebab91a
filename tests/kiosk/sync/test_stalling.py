"""A dead connection is given up within seconds, a slow one is not."""

import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.sync.stalling import (
    LEAST_UNDER_WAY,
    LONGEST,
    MOST_UNDER_WAY,
    SHORTEST,
    STEADFAST,
    UNSENT,
    adapt,
    control,
    loses,
    patience_for,
    steady,
    under_way_for,
    watch,
)


@pytest.fixture
def line():
    with socket.create_server(("127.0.0.1", 0)) as server:
        client = socket.create_connection(server.getsockname())
        yield client
        client.close()


def test_a_quick_line_is_given_up_after_the_shortest_silence(line):
    watch(line)
    silence = line.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT)
    assert silence == SHORTEST * 1000
    assert line.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) == 1


def test_the_kernel_takes_little_ahead_of_the_line(line):
    watch(line)
    assert line.getsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT) == UNSENT


def test_a_closed_connection_needs_no_patience(line):
    line.close()
    adapt(line)


@given(st.floats(0, 1e4), st.floats(0, 1e4))
def test_the_slower_the_line_the_longer_the_patience_within_bounds(one, other):
    quick, slow = sorted((one, other))
    assert SHORTEST <= patience_for(quick) <= patience_for(slow) <= LONGEST


def test_little_is_under_way_before_the_line_is_known(line):
    watch(line)
    assert line.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF) <= 4 * LEAST_UNDER_WAY


@given(st.integers(0, 2**63), st.floats(0, 4300))
def test_what_is_under_way_follows_the_line_within_bounds(rate, trip):
    assert LEAST_UNDER_WAY <= under_way_for(rate, trip) <= MOST_UNDER_WAY


def test_a_line_of_a_megabyte_a_second_over_a_satellite_is_filled():
    assert under_way_for(1_000_000, 0.6) >= 600_000


def allowed():
    names = Path("/proc/sys/net/ipv4/tcp_available_congestion_control")
    return names.read_text().split() if names.exists() else []


def lossy(line):
    """The kernel's own account of the line, with packets sent again written into it."""
    told = bytearray(line.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 168))
    told[100:104], told[156:160] = (9).to_bytes(4, "little"), (100).to_bytes(4, "little")
    line.told = bytes(told)


class Told(socket.socket):
    """A real connection whose account of itself can be set."""

    told = b""

    def getsockopt(self, level, option, *size):
        if option == socket.TCP_INFO and self.told:
            return self.told
        return super().getsockopt(level, option, *size)


@pytest.mark.skipif(STEADFAST.decode() not in allowed(), reason="this kernel has no BBR loaded")
def test_a_connection_alone_on_a_lossy_line_goes_by_what_arrives_until_others_join():
    with socket.create_server(("127.0.0.1", 0)) as server, Told() as line:
        line.connect(server.getsockname())
        customary = control(line)
        steady(line, customary, alone=True)
        assert control(line) == customary
        lossy(line)
        steady(line, customary, alone=True)
        assert control(line) == STEADFAST
        steady(line, customary, alone=False)
        assert control(line) == customary


@pytest.mark.parametrize(
    ("again", "sent", "lossy"), [(0, 0, False), (2, 4, False), (3, 150, True), (3, 151, False)]
)
def test_a_few_packets_sent_again_say_nothing(again, sent, lossy):
    assert loses(again, sent) is lossy


def test_a_kernel_that_lacks_it_leaves_things_as_they_are(line):
    customary = control(line)
    steady(line, b"no-such-thing", alone=False)
    assert control(line) == customary
    steady(line, b"", alone=False)
    assert control(line) == customary


def test_a_closed_connection_has_no_name(line):
    line.close()
    assert control(line) == b""
    steady(line, b"", alone=True)
