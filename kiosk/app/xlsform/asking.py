"""Questions of a form as questions of a pack."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from kiosk.app.xlsform import expressions
from kiosk.app.xlsform.drafting import Draft, Item, Place, beyond, bind
from kiosk.app.xlsform.expressions import Binary, Expression, Field, Literal, Negative, NotCarried
from kiosk.app.xlsform.terms import Known, Sort

KINDS = {
    "text": ("text", Sort.TEXT),
    "string": ("text", Sort.TEXT),
    "barcode": ("text", Sort.TEXT),
    "decimal": ("text", Sort.UNSAYABLE),
    "integer": ("number", Sort.NUMBER),
    "int": ("number", Sort.NUMBER),
    "range": ("number", Sort.NUMBER),
    "date": ("date", Sort.DAY),
    "select one": ("choice", Sort.CHOICE),
    "acknowledge": ("yes_no", Sort.TICK),
    "trigger": ("yes_no", Sort.TICK),
}
"""Types of pyxform: the kind of question in a pack, and what conditions make of it."""
_ALWAYS = {"yes", "true", "true()", "1"}
_NEVER = {"", "no", "false", "false()", "0"}
LOOK_AGAIN = {"vi": "Câu trả lời này chưa đúng, xin xem lại.", "en": "Please check this answer."}
AGREE = {"vi": "Cần đồng ý mới đi tiếp được.", "en": "Please agree to go on."}


def ask(draft: Draft, item: Item, place: Place) -> dict[str, Any]:
    """One question, with its words; its name is known from here on."""
    kind, sort = KINDS[item["type"]]
    name = draft.ids.of(str(item["name"]))
    asked = draft.asked(item, place)
    question: dict[str, Any] = {"id": name, "kind": kind, "section": place.section}
    known = Known(name, sort, asked, why="số thập phân nhập như chữ, không tính được")
    if asked != "true":
        question["when"] = asked
    if kind == "choice":
        known = _choices(draft, item, question, known)
    say(draft, item, name)
    question.update(_bounds_of_range(draft, item))
    _constrain(draft, item, question, known)
    _require(draft, item, question)
    _prefill(draft, item, question)
    _mention(draft, item)
    draft.known[str(item["name"])] = known
    return question


def part(draft: Draft, item: Item, section: str) -> dict[str, Any] | None:
    """One column of a table; None for what a table cannot hold."""
    name = str(item["name"])
    draft.known[name] = beyond(name, "câu trong nhóm lặp lại, điều kiện không dùng được")
    if item["type"] not in KINDS:
        draft.leave(item, f"“{item['type']}” trong nhóm lặp lại", "Hỏi riêng, hoặc bỏ.")
        return None
    kind, sort = KINDS[item["type"]]
    question: dict[str, Any] = {"id": draft.ids.of(name), "kind": kind, "section": section}
    known = Known(question["id"], sort)
    if kind == "choice":
        _choices(draft, item, question, known)
    say(draft, item, question["id"])
    question.update(_bounds_of_range(draft, item))
    if bind(item).get("relevant") is not None:
        draft.leave(item, "điều kiện hiện trong nhóm lặp lại", "Câu luôn hiện, không bắt buộc.")
        question["required"] = False
    limits = _limits(item)
    if limits is None:
        draft.leave(item, "ràng buộc trong nhóm lặp lại", "Nhắc trong lời câu hỏi.")
    question.update(limits or {})
    _require(draft, item, question)
    _mention(draft, item)
    return question


def several(draft: Draft, item: Item, place: Place) -> Iterator[dict[str, Any]]:
    """A question with several choices as one yes-or-no question each."""
    asked = draft.asked(item, place)
    names: dict[str, str] = {}
    draft.leave(item, "chọn nhiều", "Mỗi lựa chọn thành một câu Có/Không.")
    for choice in _listed(draft, item):
        name = draft.ids.of(f"{item['name']}_{choice['name']}")
        names[str(choice["name"])] = name
        question = {"id": name, "kind": "yes_no", "section": place.section}
        if asked != "true":
            question["when"] = asked
        draft.say(item, choice.get("label") or choice["name"], "questions", name, "ask")
        draft.say(item, item.get("label"), "questions", name, "help")
        yield question
    if bind(item).get("constraint") is not None:
        draft.leave(item, "ràng buộc của câu chọn nhiều", "Viết `checks` trong gói.")
    draft.known[str(item["name"])] = Known(str(item["name"]), Sort.MANY, asked, names)


def say(draft: Draft, item: Item, name: str) -> None:
    """Put the words of a question into the texts, with the notes before it as its help."""
    draft.say(item, item.get("label") or str(item["name"]), "questions", name, "ask")
    hints = [note.get("label") for note in draft.notes] + [item.get("hint")]
    draft.notes.clear()
    draft.say(item, _joined(hints), "questions", name, "help")


def _joined(labels: list[Any]) -> dict[str, str]:
    joined: dict[str, str] = {}
    for label in filter(None, labels):
        for language, text in (label if isinstance(label, dict) else {"": str(label)}).items():
            joined[language] = " ".join(filter(None, [joined.get(language, ""), text]))
    return joined


def _listed(draft: Draft, item: Item) -> list[Item]:
    named = (draft.form.tree.get("choices") or {}).get(item.get("list_name"), [])
    found: list[Item] = item.get("choices") or named
    if "choice_filter" in item:
        draft.leave(item, "lọc lựa chọn (choice_filter)", "Mọi lựa chọn đều hiện.")
    return found


def _choices(draft: Draft, item: Item, question: dict[str, Any], known: Known) -> Known:
    listed = _listed(draft, item)
    if not listed:
        draft.leave(item, "danh sách lựa chọn nằm ngoài tệp", "Thành câu gõ chữ.")
        question["kind"] = "text"
        return Known(known.id, Sort.TEXT, known.asked)
    names = [str(choice["name"]) for choice in listed]
    question["choices"] = names
    for choice in listed:
        place = ("questions", known.id, "choices", str(choice["name"]))
        draft.say(item, choice.get("label") or choice["name"], *place)
    return Known(known.id, known.sort, known.asked, {name: name for name in names})


def _require(draft: Draft, item: Item, question: dict[str, Any]) -> None:
    required = str(bind(item).get("required", "")).strip()
    if required.lower() in _ALWAYS:
        if question["kind"] == "yes_no":
            question["checks"] = [{"id": "agreed", "cel": question["id"]}]
            draft.say(item, AGREE, "questions", question["id"], "checks", "agreed")
        return
    question["required"] = False
    if required.lower() not in _NEVER:
        try:
            question["required"] = draft.condition(required)
        except NotCarried as problem:
            draft.leave(item, f"bắt buộc khi “{required}”: {problem}", "Viết `required`.")


def _constrain(draft: Draft, item: Item, question: dict[str, Any], known: Known) -> None:
    limits = _limits(item)
    if limits is not None:
        question.update(limits)
    else:
        text = str(bind(item)["constraint"])
        try:
            rule = draft.condition(text, known)
        except NotCarried as problem:
            draft.leave(item, f"ràng buộc “{text}”: {problem}", "Viết `checks` trong gói.")
            return
        question["checks"] = [{"id": "rule", "cel": rule}]
        words = bind(item).get("jr:constraintMsg") or LOOK_AGAIN
        draft.say(item, words, "questions", question["id"], "checks", "rule")
    if question["kind"] == "date":
        question["future"] = True


def _limits(item: Item) -> dict[str, int] | None:
    """The bounds a constraint sets on a number: {} for no constraint, None for another one."""
    text = bind(item).get("constraint")
    if text is None:
        return {}
    if KINDS[item["type"]][1] is not Sort.NUMBER or bind(item).get("jr:constraintMsg"):
        return None
    try:
        return dict(_bounds(expressions.read(str(text))))
    except NotCarried:
        return None


def _bounds(tree: Expression) -> Iterator[tuple[str, int]]:
    match tree:
        case Binary("and", left, right):
            yield from _bounds(left)
            yield from _bounds(right)
        case Binary(">=", Field(""), number):
            yield "least", _whole(number)
        case Binary("<=", Field(""), number):
            yield "most", _whole(number)
        case Binary(">", Field(""), number):
            yield "least", _whole(number) + 1
        case Binary("<", Field(""), number):
            yield "most", _whole(number) - 1
        case _:
            raise NotCarried("không chỉ là giới hạn của một số")


def _whole(tree: Expression) -> int:
    match tree:
        case Literal(Decimal() as value) if value % 1 == 0:
            return int(value)
        case Negative(of):
            return -_whole(of)
        case _:
            raise NotCarried("giới hạn không phải số nguyên")


def _bounds_of_range(draft: Draft, item: Item) -> dict[str, int]:
    if item["type"] != "range":
        return {}
    given = item.get("parameters") or {}
    try:
        return {"least": int(given.get("start", 0)), "most": int(given.get("end", 10))}
    except ValueError:
        draft.leave(item, "thước chọn số lẻ", "Chỉ nhận số nguyên.")
        return {}


def _prefill(draft: Draft, item: Item, question: dict[str, Any]) -> None:
    default = str(item.get("default") or "")
    if not default:
        return
    fixed = not any(sign in default for sign in "${(") and question["kind"] in {"text", "number"}
    if fixed or default in question.get("choices", ()):
        question["prefill"] = [{"take": f"default:{default}"}]
    else:
        draft.leave(item, f"giá trị có sẵn “{default}”", "Viết `prefill` trong gói.")


def _mention(draft: Draft, item: Item) -> None:
    if item["type"] == "decimal":
        draft.leave(item, "số thập phân", "Nhập như chữ, không kiểm là số.")
    if item["type"] == "barcode":
        draft.leave(item, "mã vạch", "Người dân gõ số, máy không quét ở câu này.")
    if item.get("media"):
        draft.leave(item, "hình hoặc tiếng kèm câu hỏi", "Nói bằng lời trong câu hỏi.")
    if bind(item).get("calculate"):
        draft.leave(item, "câu tự tính", "Viết `derived`, hoặc để người dân trả lời.")
