"""From a form to the files of a pack."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import yaml
from typing_extensions import override

from kiosk.app.xlsform import asking
from kiosk.app.xlsform.drafting import (
    FIRST_SECTION,
    Draft,
    Item,
    Left,
    Place,
    beyond,
    bind,
    children,
)
from kiosk.app.xlsform.expressions import NotCarried
from kiosk.app.xlsform.terms import Known, Sort
from kiosk.app.xlsform.wording import LANGUAGE, SECOND, Words
from kiosk.app.xlsform.workbook import Form

OF_THE_MACHINE = frozenset(
    {"start", "end", "today", "deviceid", "username", "phonenumber", "email", "subscriberid"}
    | {"simserial", "audit", "start-geopoint", "background-geopoint", "background-audio"}
)
"""What ODK records by itself; the kiosk keeps its own record of a visit."""
PICTURES = frozenset({"image", "photo", "file", "q picture"})
BOUND = {
    "vi": {
        "declaration": "Tôi cam đoan lời khai trên là đúng và chịu trách nhiệm trước pháp luật.",
        "notice": "Máy ghi câu trả lời và ảnh giấy tờ, chỉ để làm việc này và gửi cho xã.",
        "form": "Tờ khai",
        "identity": "Thẻ căn cước của người đi khai",
        "office": "Ủy ban nhân dân xã",
        "applicant": "Người đi khai",
        "who": "người đi khai",
        "first": "Nội dung",
    },
    "en": {
        "declaration": "I declare that the above is true and take legal responsibility for it.",
        "notice": "Answers and pictures are kept only for this and sent to the commune.",
        "form": "Declaration",
        "identity": "ID card of the applicant",
        "office": "Commune People's Committee",
        "applicant": "The applicant",
        "who": "the applicant",
        "first": "The matter",
    },
}  # fmt: skip
UNCHECKED = "Nhập từ XLSForm: ghi mã thủ tục, căn cứ, lệ phí, thời hạn, giấy tờ và nơi nộp"


def build(form: Form, slug: str, today: date) -> tuple[dict[str, str], tuple[Left, ...]]:
    """The files of a pack by name, and what of the form it does not hold."""
    draft = Draft(form, Words(str(form.tree.get("default_language") or "")))
    _walk(draft, children(form.tree), Place(FIRST_SECTION))
    for note in draft.notes:
        draft.leave(note, "ghi chú cuối mục, sau nó không còn câu hỏi", "Đưa vào lời câu hỏi.")
    if not draft.questions:
        raise NotCarried("biểu không có câu hỏi nào mang sang được")
    used = {question["section"] for question in draft.questions}
    draft.sections = [
        {"id": "applicant", "icon": "id"},
        *({"id": name} for name in [FIRST_SECTION, *_named(draft)] if name in used),
    ]
    _tell_languages(draft)
    files = {"procedure.yaml": _yaml(_procedure(draft, slug, today))}
    for language in sorted({LANGUAGE, SECOND} | draft.words.others):
        if language in {LANGUAGE} | draft.words.others:
            files[f"texts.{language}.yaml"] = _yaml(_texts(draft, language, used))
    return files, tuple(draft.left)


def _walk(draft: Draft, items: Any, place: Place) -> None:  # noqa: ANN401  (pyxform's tree)
    for item in items:
        kind, name = str(item.get("type", "")), str(item.get("name", ""))
        if kind == "group":
            _group(draft, item, place)
        elif kind == "repeat":
            _table(draft, item, place)
        elif kind == "note":
            draft.notes.append(item)
        elif kind == "calculate":
            _derive(draft, item)
        elif kind in asking.KINDS:
            draft.questions.append(asking.ask(draft, item, place))
        elif kind == "select all that apply":
            draft.questions += asking.several(draft, item, place)
        elif kind in PICTURES:
            _paper(draft, item, place)
        else:
            own = kind in OF_THE_MACHINE
            why = "máy quầy tự ghi việc này" if own else "gói không có loại này"
            draft.known[name] = beyond(name, f"“{kind}”: {why}")
            draft.leave(item, f"“{kind}”: {why}", "Bỏ được." if own else "Hỏi bằng lời.")


def _group(draft: Draft, item: Item, place: Place) -> None:
    if item.get("name") == "meta" and (item.get("control") or {}).get("bodyless"):
        return
    section = place.section
    if item.get("label"):
        section = draft.ids.of(str(item["name"]))
        draft.say(item, item["label"], "sections", section)
        draft.sections.append({"id": section})
    _walk(draft, children(item), Place(section, draft.asked(item, place)))


def _table(draft: Draft, item: Item, place: Place) -> None:
    name = draft.ids.of(str(item["name"]))
    asked = draft.asked(item, place)
    question: dict[str, Any] = {"id": name, "kind": "rows", "section": place.section}
    if asked != "true":
        question["when"] = asked
    asking.say(draft, item, name)
    count = str((item.get("control") or {}).get("jr:count") or "")
    if count.isdigit():
        question |= {"least": int(count), "most": int(count)}
    elif count:
        draft.leave(item, f"số lần lặp theo “{count}”", "Người dân tự thêm dòng.")
    question["required"] = count.isdigit()
    rows = []
    for child in _flat(draft, item):
        found = asking.part(draft, child, place.section)
        if found is not None:
            rows.append(found)
    if rows:
        draft.questions.append({**question, "rows": rows})
        draft.known[str(item["name"])] = Known(name, Sort.TABLE, asked)
    else:
        draft.leave(item, "nhóm lặp lại không còn câu nào", "Hỏi riêng.")


def _flat(draft: Draft, item: Item) -> Iterator[Item]:
    """The questions of a table; groups inside are opened, notes and sums are not for tables."""
    for child in children(item):
        if child.get("type") == "group":
            if bind(child).get("relevant") is not None:
                draft.leave(child, "điều kiện hiện trong nhóm lặp lại", "Các câu luôn hiện.")
            yield from _flat(draft, child)
        elif child.get("type") in {"note", "calculate"}:
            draft.leave(child, f"“{child['type']}” trong nhóm lặp lại", "Đưa vào lời câu hỏi.")
        else:
            yield child


def _derive(draft: Draft, item: Item) -> None:
    name, text = str(item["name"]), str(bind(item).get("calculate") or "")
    try:
        said = draft.fact(text)
    except NotCarried as problem:
        draft.leave(item, f"phép tính “{text}”: {problem}", "Viết `derived` trong gói.")
        draft.known[name] = beyond(name, f"phép tính “{name}” không mang sang được")
    else:
        made = draft.ids.of(name)
        draft.derived.append({"id": made, "cel": said.cel})
        draft.known[name] = Known(made, said.sort, choices=said.choices)


def _paper(draft: Draft, item: Item, place: Place) -> None:
    """A picture in a form is a paper at the counter."""
    name = draft.ids.of(str(item["name"]))
    asked = draft.asked(item, place)
    paper = {"id": name} if asked == "true" else {"id": name, "when": asked}
    draft.documents.append(paper)
    draft.say(item, item.get("label") or str(item["name"]), "documents", name, "name")
    draft.say(item, item.get("hint"), "documents", name, "where")
    draft.known[str(item["name"])] = beyond(name, "ảnh là giấy tờ phải nộp, không phải câu hỏi")
    draft.leave(item, "ảnh", "Thành giấy tờ phải nộp; xem lại khi nào cần, trả lại không.")


def _named(draft: Draft) -> list[str]:
    return [section["id"] for section in draft.sections]


def _tell_languages(draft: Draft) -> None:
    if draft.words.borrowed:
        draft.left.append(Left(0, "lời", "biểu không có tiếng Việt", "Dịch texts.vi.yaml."))
    lacking = draft.words.lacking(SECOND)
    if SECOND in draft.words.others and lacking:
        what = f"{lacking} chỗ chưa có tiếng Anh, tạm chép tiếng Việt"
        draft.left.append(Left(0, "lời", what, "Dịch texts.en.yaml."))


def _procedure(draft: Draft, slug: str, today: date) -> dict[str, Any]:
    person = {"block": "person", "as": "applicant", "section": "applicant", "card": "true",
              "only": ["name", "number", "residence", "phone"]}  # fmt: skip
    whole = {
        "slug": slug,
        "code": "0.000000",
        "version": today.isoformat(),
        "level": 3,
        "effective_from": today,
        "last_checked": today,
        "legal_basis": [],
        "needs_check": [UNCHECKED],
        "applicant": {"name": "applicant_name", "number": "applicant_number",
                      "phone": "applicant_phone", "address": "applicant_residence"},
        "sections": draft.sections,
        "questions": [person, *draft.questions],
        "derived": draft.derived,
        "documents": [
            {"id": "declaration_form", "form": True, "returned": False},
            *draft.documents,
            {"id": "applicant_identity", "give": "show"},
        ],
        "routes": [{"office": "commune"}],
    }  # fmt: skip
    return {key: value for key, value in whole.items() if value or key == "legal_basis"}


def _texts(draft: Draft, language: str, used: set[str]) -> dict[str, Any]:
    said = draft.words.texts(language)
    said["sections"] = {
        name: text for name, text in said.get("sections", {}).items() if name in used
    }
    if language not in BOUND:
        return said
    bound = BOUND[language]
    said["sections"]["applicant"] = bound["applicant"]
    if FIRST_SECTION in used:
        said["sections"][FIRST_SECTION] = bound["first"]
    said.setdefault("documents", {})
    said["documents"] |= {
        "declaration_form": {"name": bound["form"]},
        "applicant_identity": {"name": bound["identity"]},
    }
    title = draft.form.title
    return {
        "name": title,
        "official": title,
        "summary": title,
        "declaration": bound["declaration"],
        "notice": bound["notice"],
        "keywords": [title.lower()],
        "blocks": {"applicant": {"who": bound["who"]}},
        "offices": {"commune": bound["office"]},
        **said,
    }


class _Plain(yaml.SafeDumper):
    """Says the same value again instead of pointing at it."""

    @override
    def ignore_aliases(self, data: object) -> bool:
        return True


def _yaml(data: dict[str, Any]) -> str:
    text: str = yaml.dump(data, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=110)
    return text
