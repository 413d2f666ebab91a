"""JSON Schemas (draft 2020-12) of the files of a pack, so that an editor helps who writes one.

They say what may stand where; what must fit together is the work of `dossier.loading`.
"""

from collections.abc import Callable, Mapping
from typing import Any

from dossier.blocks import Use
from dossier.cases import EXPECTATIONS
from dossier.overlay import BY_NAME, DIRECTIONS, OWN
from dossier.procedure import Procedure, Texts

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SET_BY_BLOCKS = frozenset({"person", "trait"})
_CONDITIONS = frozenset({"when", "required", "card"})
_BOOLEAN_TOO = {"type": ["boolean", "string"]}
_SAID = {
    "slug": "Tên thư mục của gói, chữ thường không dấu.",
    "code": "Mã thủ tục của Cơ sở dữ liệu quốc gia, ví dụ 1.001193.",
    "version": "Tên của bản này; đổi mỗi khi phát hành nội dung khác.",
    "level": "1 thông tin, 2 có mẫu đơn, 3 nộp được, 4 nộp và trả tiền được.",
    "effective_from": "Ngày bắt đầu áp dụng.",
    "effective_to": "Ngày cuối cùng áp dụng.",
    "last_checked": "Ngày xem lại luật lần cuối.",
    "legal_basis": "Luật, nghị định, thông tư, kèm số và điều.",
    "needs_check": "Điều chưa chắc hoặc do tỉnh quy định.",
    "who_files": "Câu hỏi cho biết ai đi làm giấy.",
    "when": "Điều kiện CEL trên tên các câu đã hỏi trước, ví dụ reason == 'lost'.",
    "required": "Bắt buộc trả lời khi điều kiện này đúng.",
    "prefill": "Lấy sẵn: identity.name, answer:CÂU hoặc default:GIÁ_TRỊ.",
    "checks": "Luật mà câu trả lời phải đúng; soft chỉ nhắc.",
    "least": "Số nhỏ nhất, hoặc số dòng ít nhất.",
    "most": "Số lớn nhất, số chữ hoặc số dòng nhiều nhất.",
    "give": "submit: nộp và chụp; show: chỉ đưa xem.",
    "form": "Là tờ khai làm trên máy, không phải chụp.",
    "deferrable": "Được nộp sau.",
    "each": "Cộng khoản này cho từng dòng của câu đó.",
    "amount": "Số đồng, hoặc phép tính CEL ra số nguyên.",
    "rule": "SAME_DAY_15H, WD(n), WD(n)15H (n ngày làm việc), BATCH(ngày,n) hoặc NONE.",
    "ask": "Câu hỏi bằng lời thường.",
    "official": "Cách gọi trong luật.",
    "exemptions": "Trường hợp miễn, chép đúng lời văn bản.",
    "keywords": "Cách người dân gọi việc này.",
    "after": "Đứng sau mục này (chỉ trong bản sửa đổi).",
    "gone": "Bỏ mục này (chỉ trong bản sửa đổi).",
}  # fmt: skip


def procedure_schema() -> dict[str, Any]:
    """Of `procedure.yaml` of the first version."""
    schema = _base("procedure", Procedure.model_json_schema())
    _take_texts_out(schema)
    schema["properties"]["questions"]["items"] = {
        "anyOf": [{"$ref": "#/$defs/Question"}, {"$ref": "#/$defs/Use"}]
    }
    schema["required"].remove("texts")
    return schema


def version_schema() -> dict[str, Any]:
    """Of `procedure.yaml` of a later version: what it changes (`dossier.overlay`)."""
    schema = procedure_schema()
    schema["$id"] = _name("version")
    schema["required"] = sorted(OWN & set(schema["required"]))
    for definition in schema["$defs"].values():
        _each(definition, _loosened)
    for key in BY_NAME:
        items = schema["properties"][key]["items"]
        for choice in items.get("anyOf", [items]):
            definition = schema["$defs"][choice["$ref"].rpartition("/")[2]]
            definition["properties"].update(
                {name: {"description": _SAID[name], **kind} for name, kind in _DIRECTED.items()}
            )
    return schema


def texts_schema() -> dict[str, Any]:
    """Of `texts.LANGUAGE.yaml`; a later version and the texts of blocks leave much out."""
    schema = _base("texts", Texts.model_json_schema())
    schema["properties"]["blocks"] = {
        "type": "object",
        "description": "Theo tên `as` của khối: {who: lời gọi người đó}.",
        "additionalProperties": {"type": "object", "additionalProperties": {"type": "string"}},
    }
    _each(schema, _loosened)
    return schema


def case_schema() -> dict[str, Any]:
    """Of a golden case, `cases/NN-name.yaml`."""
    names = {"type": "array", "items": {"type": "string"}}
    sentences = {"type": "object", "additionalProperties": {"type": "string"}}
    shapes: Mapping[str, Any] = {
        "fee": {"type": "integer", "minimum": 0},
        "due": {"type": ["string", "null"]},
        "route": {"type": ["string", "null"]},
        "refused": sentences,
        "warned": sentences,
    }
    return {
        "$schema": DIALECT,
        "$id": _name("case"),
        "title": "Ca mẫu",
        "type": "object",
        "required": ["received", "answers", "expect"],
        "additionalProperties": False,
        "properties": {
            "received": {"type": "string", "description": "Ngày giờ nhận hồ sơ."},
            "answers": {"type": "object", "description": "Theo câu hỏi: câu trả lời."},
            "pages": {**names, "description": "Giấy đã chụp."},
            "expect": {
                "type": "object",
                "additionalProperties": False,
                "properties": {name: shapes.get(name, names) for name in sorted(EXPECTATIONS)},
            },
        },
    }


SCHEMAS: Mapping[str, Callable[[], dict[str, Any]]] = {
    "procedure": procedure_schema,
    "version": version_schema,
    "texts": texts_schema,
    "case": case_schema,
}
"""By name of the file they are published in: `docs/schema/NAME.schema.json`."""
_DIRECTED = {name: {"type": "boolean" if name == "gone" else "string"} for name in DIRECTIONS}


def _name(file: str) -> str:
    return f"urn:mot-cua:{file}"


def _base(file: str, schema: dict[str, Any]) -> dict[str, Any]:
    _each(schema, _authored)
    return {"$schema": DIALECT, "$id": _name(file), **schema}


def _each(node: Any, change: Callable[[dict[str, Any]], None]) -> None:  # noqa: ANN401  (JSON)
    """Innermost first."""
    if isinstance(node, dict):
        for part in list(node.values()):
            _each(part, change)
        change(node)
    elif isinstance(node, list):
        for part in node:
            _each(part, change)


def _authored(node: dict[str, Any]) -> None:
    """As an author writes it: YAML truth values for conditions, whole numbers for amounts."""
    properties = node.get("properties")
    node.pop("title", None) if isinstance(node.get("title"), str) else None
    if not isinstance(properties, dict):
        return
    for name in _SET_BY_BLOCKS:
        properties.pop(name, None)
    for name in list(properties):
        if name in _CONDITIONS:
            properties[name] = {**_BOOLEAN_TOO}
        elif name in {"amount", "cel"}:
            properties[name] = {"type": ["integer", "boolean", "string"]}
        if name in _SAID:
            properties[name] = {**properties[name], "description": _SAID[name]}


def _loosened(node: dict[str, Any]) -> None:
    """A change names what it changes, says nothing of the rest, and takes out with nothing."""
    if isinstance(node.get("required"), list):
        node["required"] = sorted({"id", "as"} & set(node["required"]))
    properties: dict[str, Any] = node.get("properties") or {}
    for name, shape in list(properties.items()):
        properties[name] = _or_nothing(shape)
    if isinstance(node.get("additionalProperties"), dict):
        node["additionalProperties"] = _or_nothing(node["additionalProperties"])


def _or_nothing(shape: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [shape, {"type": "null"}]}


def _take_texts_out(schema: dict[str, Any]) -> None:
    schema["properties"].pop("texts")
    for name in ("Texts", "QuestionTexts", "DocumentTexts"):
        schema["$defs"].pop(name)
    use = Use.model_json_schema()
    _each(use, _authored)
    schema["$defs"]["Use"] = use
