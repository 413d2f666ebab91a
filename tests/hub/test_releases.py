"""Releases at the hub: checked, numbered, signed and served, on either database."""

import base64
import shutil
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from dossier.releases import SignedRelease, opened, to_sign
from dossier.seal import digest
from hub.config import HubConfig, HubFailed, vietnam_now
from hub.releases import gathered
from hub.upstream import Upstream

pytestmark = pytest.mark.hub
BOTH_DATABASES = True
SOME_PACKS = ("birth-registration", "certified-copy", "marital-status-certificate")
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def source(tmp_path):
    """Packs and tables that can be changed; three packs do, for each build runs all their cases."""
    for name in ("blocks", "sheets", "search", *SOME_PACKS):
        shutil.copytree(ROOT / "procedures" / name, tmp_path / "procedures" / name)
    shutil.copytree(ROOT / "assets" / "tables", tmp_path / "tables")
    return tmp_path


@pytest.fixture
def upstream(data, server):
    made = Upstream(HubConfig(data, database=server))
    yield made
    made.close()


def build(upstream, source):
    files = gathered(source / "procedures", source / "tables")
    return upstream.releases.build(files, vietnam_now())


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_release_lists_every_file_and_the_hub_signs_it(upstream, source):
    release, new = build(upstream, source)
    number, signed = upstream.releases.newest()
    told = SignedRelease.model_validate_json(signed)
    assert (new, number, opened(told)) == (True, 1, release)
    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(upstream.keys.public_key))
    key.verify(base64.b64decode(told.signature), to_sign(told.release))
    for entry in release.entries:
        content = upstream.releases.file(entry.sha256)
        assert (digest(content), len(content)) == (entry.sha256, entry.size)


def test_the_same_content_is_not_released_twice(upstream, source):
    first, _ = build(upstream, source)
    assert build(upstream, source) == (first, False)
    (source / "tables" / "holidays.json").write_text(
        '[{"date": "2031-12-24", "kind": "holiday", "name": "Nghỉ"}]', encoding="utf-8"
    )
    second, new = build(upstream, source)
    assert (new, second.number) == (True, 2)
    changed = set(second.entries) - set(first.entries)
    assert [entry.path for entry in changed] == ["tables/holidays.json"]
    assert [release.number for release in upstream.releases.all()] == [2, 1]


def test_a_pack_may_not_change_behind_its_version(upstream, source):
    build(upstream, source)
    main = source / "procedures" / "certified-copy" / "procedure.yaml"
    change(source / "procedures" / "certified-copy" / "texts.vi.yaml", "name: ", "name: Mới ")
    with pytest.raises(HubFailed, match="give it a new `version`"):
        build(upstream, source)
    change(main, 'version: "', 'version: "9-')
    assert build(upstream, source)[0].number == 2


def test_faults_are_all_named_and_nothing_is_released(upstream, source):
    change(source / "procedures" / "certified-copy" / "procedure.yaml", "slug:", "slag:")
    case = next((source / "procedures" / "birth-registration" / "cases").glob("01*"))
    change(case, "fee: 24000", "fee: 1")
    (source / "tables" / "countries.json").write_text("{", encoding="utf-8")
    (source / "tables" / "holidays.json").write_text("7", encoding="utf-8")
    versions = source / "procedures" / "marital-status-certificate"
    shutil.copytree(versions / "2027-03-01", versions / "2027-04-01")
    with pytest.raises(HubFailed) as failed:
        build(upstream, source)
    for named in ("certified-copy", "birth-registration/cases/01", "countries", "holidays",
                  "2027-03-01 is taken"):  # fmt: skip
        assert named in str(failed.value)
    assert upstream.releases.newest() is None
    assert upstream.releases.all() == ()


def test_no_packs_and_odd_names_are_refused_in_words(upstream, source):
    (source / "procedures" / "blocks" / "số một.yaml").write_text("{}", encoding="utf-8")
    with pytest.raises(HubFailed, match="Không phát hành được"):
        build(upstream, source)
    shutil.rmtree(source / "procedures")
    with pytest.raises(HubFailed, match="no procedure pack"):
        build(upstream, source)


def test_only_files_of_releases_are_given_out(upstream):
    assert upstream.releases.file("0" * 64) is None
    assert upstream.releases.file("../keys/signing.key") is None


def test_the_command_releases_and_lists(data, source):
    from tests.hub.test_program import run

    words = ("--data", data, "--procedures", source / "procedures", "--tables", source / "tables")
    assert "Đã phát hành bản 1" in run("packs", "build", *words).stdout
    assert "Không có gì mới" in run("packs", "build", *words).stdout
    assert run("packs", "list", "--data", data).stdout.startswith("1  ")
    (source / "tables" / "units.json").write_text("{}", encoding="utf-8")
    failed = run("packs", "build", *words)
    assert failed.returncode == 1
    assert "units.json" in failed.stderr
