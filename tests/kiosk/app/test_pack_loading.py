"""Packs that were checked once are the same packs at the next start, and quicker."""

import secrets

import pytest

from dossier import packs
from kiosk.app.config import PROCEDURES
from kiosk.app.pack_loading import KeptPacks
from kiosk.app.reference import read_packs
from kiosk.store.prepared import Prepared


@pytest.fixture
def prepared(tmp_path):
    return Prepared(tmp_path / "prepared", secrets.token_bytes(32))


@pytest.fixture
def files():
    return {
        path.relative_to(PROCEDURES).as_posix(): path.read_bytes()
        for path in PROCEDURES.rglob("*.yaml")
    }


def told(folders):
    return [(one.slug, one.procedure, one.findings) for one in folders]


def no_reading(*_):
    raise AssertionError("read anew")


def test_they_are_read_once(prepared, files, monkeypatch):
    first = told(KeptPacks(prepared)(files))
    assert first == told(read_packs(PROCEDURES))
    monkeypatch.setattr(packs, "folders", no_reading)
    assert told(KeptPacks(prepared)(files)) == first
    with pytest.raises(AssertionError, match="read anew"):
        KeptPacks(prepared)(files | {"certified-copy/texts.vi.yaml": b"name: x"})


def test_a_broken_pack_keeps_its_findings(prepared, files):
    files["certified-copy/procedure.yaml"] = b"slug: ["
    first = told(KeptPacks(prepared)(files))
    assert any(findings for _, _, findings in first)
    assert told(KeptPacks(prepared)(files)) == first


def test_what_an_older_program_kept_is_read_anew(prepared, files):
    reader = KeptPacks(prepared)
    first = told(reader(files))
    (source,) = [path.name for path in prepared._folder.iterdir()]
    prepared.put(source, b'{"folders": [{"slug": "x"}]}')
    assert told(reader(files)) == first
