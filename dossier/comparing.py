"""What changed between two versions of a pack, in words for whoever approves the change."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from dossier.procedure import Give, Procedure, Question, Texts

_ALWAYS, _NEVER = "true", "false"
_TEXTS = {
    "name": "Tên", "official": "Tên chính thức", "summary": "Tóm tắt", "who": "Ai nộp",
    "time": "Thời hạn (lời)", "fee": "Lệ phí (lời)", "exemptions": "Miễn lệ phí",
    "result": "Kết quả", "declaration": "Lời cam đoan", "notice": "Thông báo về dữ liệu",
}  # fmt: skip
_GIVEN = {Give.SUBMIT: "nộp", Give.SHOW: "chỉ đưa xem"}


def changes(old: Procedure, new: Procedure) -> Iterator[str]:
    """One Vietnamese sentence for each change; nothing for two alike."""
    yield from _whole(old, new)
    yield from _questions(old, new)
    for kind in (_DOCUMENTS, _NOT_ASKED, _FEES, _ROUTES):
        yield from _listed(kind, old, new)
    if old.deadlines != new.deadlines:
        yield _turned("Thời hạn", _deadlines(old), _deadlines(new))
    for part, said in _TEXTS.items():
        yield from _reworded(said, getattr(old.words, part), getattr(new.words, part))


@dataclass(frozen=True, slots=True)
class _Kind:
    """A list of a pack: how its items are called, named, and what of them is told."""

    called: str
    items: Callable[[Procedure], Sequence[BaseModel]]
    name: Callable[[BaseModel], str]
    words: Callable[[Texts, str], str]
    told: Mapping[str, Callable[[BaseModel], str]]


def _of(part: str) -> Callable[[BaseModel], str]:
    return lambda item: str(getattr(item, part))


def _when(item: BaseModel) -> str:
    return _condition(str(getattr(item, "when", _ALWAYS)))


def _given(item: BaseModel) -> str:
    return _GIVEN[Give(getattr(item, "give", Give.SUBMIT))]


_DOCUMENTS = _Kind(
    "giấy",
    lambda pack: pack.documents,
    _of("id"),
    lambda texts, name: texts.documents[name].name,
    {"cần khi": _when, "cách đưa": _given},
)
_NOT_ASKED = _Kind(
    "lời báo không đòi",
    lambda pack: pack.not_asked,
    _of("id"),
    lambda texts, name: texts.not_asked[name],
    {"báo khi": _when},
)
_FEES = _Kind(
    "khoản thu",
    lambda pack: pack.fees,
    _of("id"),
    lambda texts, name: texts.fees[name],
    {"thu khi": _when, "số tiền": _of("amount")},
)
_ROUTES = _Kind(
    "nơi giải quyết",
    lambda pack: pack.routes,
    _of("office"),
    lambda texts, name: texts.offices[name],
    {"chuyển đến khi": _when},
)


def _whole(old: Procedure, new: Procedure) -> Iterator[str]:
    for said, before, after in (
        ("Mã thủ tục", old.code, new.code),
        ("Mức độ", str(int(old.level)), str(int(new.level))),
        ("Áp dụng từ", f"{old.effective_from:%d/%m/%Y}", f"{new.effective_from:%d/%m/%Y}"),
        ("Áp dụng đến hết", _last_day(old), _last_day(new)),
    ):
        if before != after:
            yield _turned(said, before, after)
    yield from _came_and_went("căn cứ", old.legal_basis, new.legal_basis)


def _last_day(pack: Procedure) -> str:
    return f"{pack.effective_to:%d/%m/%Y}" if pack.effective_to else "khi có bản mới"


def _questions(old: Procedure, new: Procedure) -> Iterator[str]:
    before = {question.id: question for question in old.questions}
    after = {question.id: question for question in new.questions}
    yield from _named("câu hỏi", old, new, before, after, _ask)
    stayed = [name for name in after if name in before]
    if [name for name in before if name in after] != stayed:
        yield "Thứ tự câu hỏi thay đổi."
    for name in stayed:
        called = f"Câu “{_ask(new.words, name)}”"
        for change in _question(before[name], after[name], old.words, new.words):
            yield f"{called}: {change}"


def _question(one: Question, other: Question, was: Texts, now: Texts) -> Iterator[str]:
    name = one.id
    if _ask(was, name) != _ask(now, name):
        yield f"lời cũ là “{_ask(was, name)}”."
    for said, before, after in (
        ("kiểu", one.kind.value, other.kind.value),
        ("hỏi khi", _condition(one.when), _condition(other.when)),
        ("bắt buộc khi", _condition(one.required), _condition(other.required)),
    ):
        if before != after:
            yield _turned(said, before, after)
    for said, gone, words in (
        ("thêm lựa chọn", set(other.choices) - set(one.choices), now),
        ("bỏ lựa chọn", set(one.choices) - set(other.choices), was),
    ):
        for choice in sorted(gone):
            yield f"{said} “{words.questions[name].choices[choice]}”."
    old_checks = {check.id: check for check in one.checks}
    new_checks = {check.id: check for check in other.checks}
    for check in sorted(new_checks.keys() - old_checks.keys()):
        yield f"thêm điều kiện “{now.questions[name].checks[check]}”"
    for check in sorted(old_checks.keys() - new_checks.keys()):
        yield f"bỏ điều kiện “{was.questions[name].checks[check]}”"
    for check in sorted(old_checks.keys() & new_checks.keys()):
        if old_checks[check] != new_checks[check]:
            yield _turned(f"điều kiện {check}", old_checks[check].cel, new_checks[check].cel)


def _listed(kind: _Kind, old: Procedure, new: Procedure) -> Iterator[str]:
    before = {kind.name(item): item for item in kind.items(old)}
    after = {kind.name(item): item for item in kind.items(new)}
    yield from _named(kind.called, old, new, before, after, kind.words)
    for name in (name for name in after if name in before):
        called = f"{kind.called.capitalize()} “{kind.words(new.words, name)}”"
        if kind.words(old.words, name) != kind.words(new.words, name):
            yield f"{called}: lời cũ là “{kind.words(old.words, name)}”."
        for said, tell in kind.told.items():
            if tell(before[name]) != tell(after[name]):
                yield f"{called}: {_turned(said, tell(before[name]), tell(after[name]))}"


def _named(
    called: str,
    old: Procedure,
    new: Procedure,
    before: Mapping[str, BaseModel],
    after: Mapping[str, BaseModel],
    words: Callable[[Texts, str], str],
) -> Iterator[str]:
    for name in (name for name in after if name not in before):
        yield f"Thêm {called} “{words(new.words, name)}” ({name})."
    for name in (name for name in before if name not in after):
        yield f"Bỏ {called} “{words(old.words, name)}” ({name})."


def _came_and_went(called: str, old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    yield from (f"Thêm {called}: {one}." for one in new if one not in old)
    yield from (f"Bỏ {called}: {one}." for one in old if one not in new)


def _reworded(said: str, before: str, after: str) -> Iterator[str]:
    if before != after:
        yield _turned(said, before or "(trống)", after or "(trống)")


def _deadlines(pack: Procedure) -> str:
    return "; ".join(f"{each.rule} {_condition(each.when)}" for each in pack.deadlines)


def _ask(texts: Texts, name: str) -> str:
    return texts.questions[name].ask


def _condition(cel: str) -> str:
    return {_ALWAYS: "luôn luôn", _NEVER: "không bao giờ"}.get(cel, cel)


def _turned(said: str, before: str, after: str) -> str:
    return f"{said}: “{before}” → “{after}”."
