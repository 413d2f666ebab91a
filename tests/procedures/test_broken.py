"""Every mistake in a pack is told with its file, its line, what is wrong and how to mend it."""

from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest
import yaml

from kiosk.app.procedures import checked
from kiosk.app.reference import read_packs

BROKEN = Path(__file__).parent / "broken"
EXPECTED = yaml.safe_load((BROKEN.parent / "broken.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def findings():
    found = defaultdict(list)
    for finding in checked(BROKEN, date(2026, 11, 23)):
        pack, _, file = finding.file.partition("/")
        found[pack].append((file, finding.line, finding.message, finding.advice))
    return found


def test_every_broken_pack_is_told_of_and_the_sound_one_is_not(findings):
    folders = {path.name for path in BROKEN.iterdir() if (path / "procedure.yaml").is_file()}
    assert set(findings) == set(EXPECTED) == folders - {"sound"}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_mistake_is_told_with_its_place_and_its_remedy(name, findings):
    wanted = EXPECTED[name]
    told = [
        message
        for file, line, message, advice in findings[name]
        if (file, line, advice) == (wanted["file"], wanted["line"], wanted.get("advice", False))
    ]
    assert any(all(words in message for words in wanted["says"]) for message in told), (
        wanted,
        findings[name],
    )


def test_a_broken_pack_takes_no_other_away():
    loaded = {folder.slug for folder in read_packs(BROKEN) if folder.procedure is not None}
    assert "sound" in loaded
    assert "unknown-kind" not in loaded
