"""Packs of a few lines, filings over them and answers, for tests that need a case no law has."""

import textwrap
from datetime import UTC, date, datetime
from typing import Any

import yaml

from dossier.filing import Filing, Page, Signature
from dossier.loading import load
from dossier.procedure import Procedure
from dossier.provenance import CITIZEN, Answer, Source
from dossier.values import freeze

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 8, 20, tzinfo=UTC)
_HEAD = """
slug: small-pack
code: "9.000001"
version: "2026-01-15"
level: 3
effective_from: 2026-01-15
last_checked: 2026-11-22
legal_basis: [Không có luật nào]
sections: [{id: all}]
"""


def a_pack(text: str) -> Procedure:
    """The procedure of these lines; every item gets words that say its id.

    `section` of questions may be left out.
    """
    data: dict[str, Any] = yaml.safe_load(_HEAD) | yaml.safe_load(textwrap.dedent(text))
    asked = data["questions"]
    parts = [part for question in asked for part in question.get("rows", ())]
    for question in [*asked, *parts]:
        question.setdefault("section", "all")
    words = {
        "name": "Việc nhỏ",
        "official": "Thủ tục nhỏ",
        "summary": "Thử.",
        "declaration": "Tôi cam đoan.",
        "sections": {"all": "Tất cả"},
        "questions": {question["id"]: _question(question) for question in [*asked, *parts]},
        "documents": {
            item["id"]: {
                "name": f"Giấy {item['id']}",
                "why": f"Vì {item['id']}",
                "where": f"Ở {item['id']}",
            }
            for item in data.get("documents", ())
        },
        "not_asked": {item["id"]: f"Không cần {item['id']}" for item in data.get("not_asked", ())},
        "fees": {item["id"]: f"Phí {item['id']}" for item in data.get("fees", ())},
        "offices": {item["office"]: item["office"] for item in data.get("routes", ())},
    }
    files = {"procedure.yaml": yaml.safe_dump(data), "texts.vi.yaml": yaml.safe_dump(words)}
    return load(files, {})


def _question(question: dict[str, Any]) -> dict[str, Any]:
    return {
        "ask": f"Hỏi {question['id']}?",
        "choices": {choice: choice for choice in question.get("choices", ())},
        "checks": {check["id"]: f"Sai {check['id']}." for check in question.get("checks", ())},
    }


def an_answer(value: object, source: Source = Source.CITIZEN) -> Answer:
    """What a citizen said just now."""
    return Answer(freeze(value), source, CITIZEN, NOW, confirmed=True)


def a_filing(pack: Procedure, **answers: object) -> Filing:
    """A filing received today with these answers."""
    filing = Filing(pack, TODAY)
    for name, value in answers.items():
        filing = filing.answer(name, an_answer(value))
    return filing


def a_page(number: int = 1) -> Page:
    """A photographed page, told from others by its number."""
    return Page(f"{number:064x}", 1000 + number, "image/jpeg", "good")


def a_signature() -> Signature:
    """Ink under the declaration."""
    return Signature("Tôi cam đoan.", "f" * 64, 120)
