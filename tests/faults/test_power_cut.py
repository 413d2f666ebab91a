"""What was acknowledged is there after the power went; the long run is `make faults`."""

import pytest

from kiosk.app.config import SAMPLE, prepare
from tests.faults.power import MEGABYTES, a_disk, cut_rounds, unable

pytestmark = [
    pytest.mark.fault,
    pytest.mark.hub,
    pytest.mark.skipif(bool(unable()), reason=unable() or "power can be cut"),
]


@pytest.mark.parametrize("kind", MEGABYTES)
def test_nothing_said_to_be_done_is_lost_when_the_power_goes(kind):
    figure = cut_rounds(kind, rounds=2, seed=20261123)
    assert figure["rounds"] == 2
    assert (figure["lost"], figure["duplicated"], figure["corrupt"]) == (0, 0, 0)


@pytest.mark.parametrize("kind", MEGABYTES)
def test_the_sample_configuration_is_whole_after_the_power_goes(kind):
    with a_disk(kind) as disk:
        path = prepare(disk.at / "kiosk")
        disk.cut()
        disk.unmount()
        disk.mount()
        assert not path.exists() or path.read_text(encoding="utf-8") == SAMPLE
