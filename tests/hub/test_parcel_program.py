"""`hub parcel import`: each parcel its own words, receipts beside it, a repeat is harmless."""

import json
import os
from pathlib import Path

import pytest

from dossier.lifecycle import State
from hub.config import HubFailed
from hub.importing import NO_FILE, NO_PARCELS, NO_RECEIPTS, NOT_SERVED, import_parcels, said
from tests.hub.test_program import run
from tests.support.stick_traveller import codes
from tests.support.sticks import CANNOT, can_mount, lock, mounted, pull_out

pytestmark = [pytest.mark.hub, pytest.mark.fault]
BOTH_DATABASES = True


def imported(data, server, *files, out=None):
    return list(import_parcels(data, files, out, server))


def test_a_folder_of_parcels_is_taken_in_by_the_command(traveller, data, server):
    traveller.seal(4_000)
    first = traveller.export()
    traveller.seal(50)
    second = traveller.export()
    (traveller.usb / "photo.jpg").write_bytes(b"not ours")
    words = ["--database", server] if server else []
    done = run("parcel", "import", traveller.usb, "--data", data, "--json", *words)
    assert (done.returncode, done.stderr) == (0, "")
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert [result["file"] for result in results] == [str(first), str(second)]
    assert [len(result["received"]) for result in results] == [1, 2]
    for result in results:
        traveller.take(Path(result["receipts"]).read_bytes())
    assert traveller.states() == [State.ACKNOWLEDGED] * 2
    again = run("parcel", "import", first, "--data", data, *words)
    assert again.returncode == 0
    assert "đã nhập trước đây. Đã tiếp nhận 1 hồ sơ" in again.stdout


def test_one_bad_parcel_does_not_stop_the_others(traveller, data, server, tmp_path):
    traveller.seal(40)
    well = traveller.export()
    bad = tmp_path / "bad.hoso"
    bad.write_bytes(os.urandom(300))
    results = imported(data, server, bad, tmp_path / "gone.hoso", well)
    assert [bool(result["problem"]) for result in results] == [True, True, False]
    assert said(results[1]).endswith(NO_FILE.format(tmp_path / "gone.hoso"))
    assert said(results[2]).count("Đã tiếp nhận 1 hồ sơ") == 1
    done = run("parcel", "import", bad, "--data", data, *(["--database", server] if server else []))
    assert done.returncode == 1
    assert "không phải gói hồ sơ" in done.stdout


def test_nothing_to_import_is_a_sentence(hub, url, data, server, tmp_path):
    with pytest.raises(HubFailed) as nothing:
        imported(data, server, tmp_path)
    assert str(nothing.value) == NO_PARCELS.format(".hoso")
    done = run("parcel", "import", tmp_path, "--data", tmp_path / "never served")
    assert done.returncode == 1
    assert done.stderr.strip() == NOT_SERVED.format(tmp_path / "never served")
    (data / "agency-code").write_text("none")
    with pytest.raises(HubFailed):
        imported(data, server, tmp_path)


def test_codes_are_minted_for_the_agency_that_is_served(traveller, data, server):
    traveller.seal(40)
    (result,) = imported(data, server, traveller.export())
    assert codes(Path(result["receipts"]).read_bytes())[0].startswith("H38.037.01-")


@pytest.mark.skipif(not can_mount(), reason=CANNOT)
def test_a_locked_or_missing_stick_gets_its_receipts_elsewhere(traveller, data, server, tmp_path):
    with mounted(tmp_path / "stick", 2_000) as usb:
        traveller.usb = usb
        traveller.seal(40)
        file = traveller.export()
        lock(usb)
        (result,) = imported(data, server, file)
        assert result["problem"] == NO_RECEIPTS.format(usb)
        assert result["received"]
        (elsewhere,) = imported(data, server, file, out=tmp_path)
        assert elsewhere["repeated"]
        assert elsewhere["received"] == result["received"]
        assert elsewhere["receipts"].startswith(str(tmp_path))
        pull_out(usb)
        (gone,) = imported(data, server, file)
        assert gone["problem"] == NO_FILE.format(file)
