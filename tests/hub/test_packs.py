"""A hub that released a pack takes only answers to its questions; of other packs it takes all."""

from pathlib import Path

import pytest

from dossier.seal import digest
from dossier.values import canonical
from dossier.wire import ProcedureRef, SealedAnswer
from hub.config import HubConfig, vietnam_now
from hub.releases import gathered
from hub.upstream import Upstream
from kiosk.sync.errors import Rejected
from tests.support.small_pack import PROCEDURE, TEXTS

pytestmark = pytest.mark.hub
BOTH_DATABASES = True
TABLES = Path(__file__).resolve().parents[2] / "assets" / "tables"
VERSION = "2026-01-01"
ANSWERS = [("who", "me"), ("named", "Lò Thị Mẫu"), ("born", "2026-11-01"), ("words", "")]
EXTRA = [*ANSWERS, ("extra", True)]


@pytest.fixture
def release(data, server, tmp_path):
    """Release the small pack, changed as wished, beside the hub that runs."""
    folder = tmp_path / "procedures" / "small"
    folder.mkdir(parents=True)

    def build(procedure=PROCEDURE, texts=TEXTS):
        (folder / "procedure.yaml").write_text(procedure, "utf-8")
        (folder / "texts.vi.yaml").write_text(texts, "utf-8")
        beside = Upstream(HubConfig(data, database=server))
        try:
            beside.releases.build(gathered(folder.parent, TABLES), vietnam_now())
        finally:
            beside.close()

    return build


def announced(kiosk, answers, version=VERSION, slug="small"):
    """Whether the hub keeps a dossier of this pack with these answers, (question, value) each."""
    document, _ = kiosk.seal()
    pattern = document.answers[0].model_dump()
    sent = document.model_copy(
        update={
            "procedure": ProcedureRef(slug=slug, version=version, code="9.000001", name="Việc"),
            "answers": tuple(
                SealedAnswer.model_validate({**pattern, "question": question, "value": value})
                for question, value in answers
            ),
        }
    )
    content = canonical(sent.model_dump(mode="json"))
    kiosk.client.put_dossier(document.id, content)
    return kiosk.client.dossier_status(document.id).digest == digest(content)


def test_answers_to_the_questions_of_a_released_pack_are_taken(kiosk, release):
    release()
    assert announced(kiosk, ANSWERS)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([*ANSWERS, ("nobody", "x")], "thủ tục không có câu “nobody”"),
        ([*ANSWERS, ("paper", "có")], "câu “paper” có câu trả lời không đúng kiểu"),
        ([*ANSWERS, ("named", "Lò Thị Mẫu")], "có câu được trả lời hai lần"),
    ],
)
def test_anything_else_is_refused_in_words(kiosk, release, answers, said):
    release()
    with pytest.raises(Rejected, match=said):
        announced(kiosk, answers)


def test_a_pack_or_version_never_released_here_is_not_judged(kiosk, release):
    assert announced(kiosk, [("nobody", 7)])
    release()
    assert announced(kiosk, [("nobody", 7)], version="1999-01-01")
    assert announced(kiosk, [("nobody", 7)], slug="unknown-pack")


def test_each_version_is_judged_by_its_own_release(kiosk, release):
    release()
    with pytest.raises(Rejected, match="extra"):
        announced(kiosk, EXTRA)
    release(
        PROCEDURE.replace(VERSION, "mới", 1).replace(
            "questions:\n",
            "questions:\n  - {id: extra, kind: yes_no, section: all, required: false}\n",
        ),
        TEXTS.replace("questions:\n", "questions:\n  extra: {ask: Thêm?}\n"),
    )
    assert announced(kiosk, EXTRA, version="mới")
    with pytest.raises(Rejected, match="extra"):
        announced(kiosk, EXTRA)
