"""What the home screen and the sheet show of a procedure, an information sheet or a life event."""

from typing import Any

from dossier import conditions
from dossier.catalogue import Door, Listed
from dossier.life_events import LifeEvent
from dossier.procedure import Give, Level, Procedure
from dossier.sheets import NONE_EXEMPT, Sheet

LEVELS = {
    Level.INFORMATION: "Xem hướng dẫn tại máy này",
    Level.FORM: "Xem hướng dẫn và in mẫu",
    Level.FILE: "Nộp được ngay tại máy này",
    Level.PAY: "Nộp và trả phí được ngay tại máy này",
}


def leaflet_words(where: str) -> str:
    """What became of the leaflet: a printer's name, or a file when this counter has no printer."""
    if not where:
        return ""
    if where.endswith(".pdf"):
        return "Tờ hướng dẫn đã lưu trong máy, nhờ cán bộ in giúp"
    return f"Đã in tờ hướng dẫn: {where}"


def tile(listed: Door | Listed) -> dict[str, Any]:
    """What one tile shows; of a sheet, that it is filed elsewhere."""
    if isinstance(listed, LifeEvent):
        return {
            "slug": listed.id,
            "name": listed.name,
            "icon": listed.icon,
            "tint": listed.tint,
            "minutes": 0,
            "summary": listed.summary,
        }
    if isinstance(listed, Sheet):
        return {
            "slug": listed.key,
            "name": listed.name,
            "icon": "info-circle",
            "tint": "grey",
            "minutes": 0,
            "summary": f"Xem hướng dẫn. Nộp tại: {listed.office}",
        }
    return _tile(listed)


def _tile(procedure: Procedure) -> dict[str, Any]:
    words = procedure.words
    return {
        "slug": procedure.slug,
        "name": words.name,
        "icon": procedure.icon,
        "tint": "red",
        "minutes": procedure.minutes,
        "summary": words.summary,
    }


def sheet(procedure: Procedure) -> dict[str, Any]:
    """What the sheet shows: papers that are always needed first, then the conditional ones."""
    words = procedure.words
    papers = [
        {
            "name": words.documents[document.id].name,
            "where": words.documents[document.id].where,
            "shown": document.give is Give.SHOW,
            "always": usually_needed(procedure, document.when),
        }
        for document in procedure.documents
        if not document.form
    ]
    return {
        **_tile(procedure),
        "office": "",
        "form": False,
        "verified": True,
        "official": words.official,
        "code": procedure.code,
        "who": words.who,
        "time": words.time,
        "fee": words.fee,
        "exemptions": words.exemptions,
        "result": words.result,
        "level": LEVELS[procedure.level],
        "canFile": procedure.level >= Level.FILE,
        "papers": sorted(papers, key=lambda paper: not paper["always"]),
        "notAsked": [words.not_asked[item.id] for item in procedure.not_asked],
        "needsCheck": list(procedure.needs_check),
        "checked": procedure.last_checked.strftime("%d/%m/%Y"),
    }


def information(listed: Sheet) -> dict[str, Any]:
    """What a sheet of a procedure filed elsewhere shows."""
    checked = listed.last_checked.strftime("%d/%m/%Y") if listed.last_checked else ""
    return {
        **tile(listed),
        "official": listed.official or listed.name,
        "code": listed.code,
        "who": listed.who,
        "time": listed.time,
        "fee": listed.fee,
        "exemptions": "" if listed.exemptions == NONE_EXEMPT else listed.exemptions,
        "result": listed.result,
        "level": LEVELS[listed.level],
        "canFile": False,
        "office": listed.office,
        "verified": listed.verified,
        "form": bool(listed.form),
        "papers": [
            {"name": paper, "where": "", "shown": False, "always": True} for paper in listed.papers
        ],
        "notAsked": [],
        "needsCheck": [],
        "checked": checked,
    }


def usually_needed(procedure: Procedure, when: str) -> bool:
    """Whether a paper is needed whatever the answers."""
    rules = conditions.of(procedure)
    return when == "true" or rules.holds(when, rules.blank(procedure.last_checked))
