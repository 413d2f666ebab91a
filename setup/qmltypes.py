"""Describes the Python types of kiosk/ui to qmllint, as QML modules under build/qml.

Qt's own reader of Python sources guesses types from the text and stops at many legal spellings, so
the members are asked of the real classes: each module of kiosk/ui that sets QML_IMPORT_NAME is
imported, its QObject classes are written in moc's JSON form, and qmltyperegistrar turns that into
`build/qml/<module as folders>/{qmldir,types.qmltypes}`.
"""

import ast
import importlib
import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

import PySide6
from PySide6.QtCore import QByteArray, QMetaEnum, QMetaMethod, QMetaObject, QMetaProperty, QObject

ROOT = Path(__file__).resolve().parents[1]
SCREENS = ROOT / "kiosk" / "ui"
BUILT = ROOT / "build" / "qml"
METATYPES = Path(PySide6.__file__).parent / "Qt" / "metatypes"
FOREIGN = ("core", "gui", "qml", "qmlmodels", "quick")
QML_CLASS_DECORATORS = {
    "QmlElement": ("QML.Element", "auto"),
    "QmlSingleton": ("QML.Singleton", "true"),
    "QmlAnonymous": ("QML.Element", "anonymous"),
    "QmlUncreatable": ("QML.Creatable", "false"),
}
ANONYMOUS = [{"name": "QML.Element", "value": "anonymous"}]
# PySide6 wraps what has no C++ type; QML sees a JavaScript value.
CPP_NAMES = {"PyObject": "QVariant", "PySide::PyObjectWrapper": "QVariant"}
QMLDIR = """module {uri}
typeinfo types.qmltypes
depends QtQuick
"""


def modules_with_types() -> list[str]:
    """Names of the modules of kiosk/ui that declare QML types, in order."""
    return [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in sorted(SCREENS.rglob("*.py"))
        if "\nQML_IMPORT_NAME" in path.read_text(encoding="utf-8")
    ]


def decorations(decorators: Iterable[ast.expr]) -> Iterable[dict[str, str]]:
    for decorator in decorators:
        call = decorator if isinstance(decorator, ast.Call) else None
        name = ast.unparse(call.func if call else decorator)
        argument = ast.literal_eval(call.args[0]) if call and call.args else ""
        if name == "QmlNamedElement":
            yield {"name": "QML.Element", "value": argument}
        if name in QML_CLASS_DECORATORS:
            key, value = QML_CLASS_DECORATORS[name]
            yield {"name": key, "value": value}
        if name == "QmlUncreatable":
            yield {"name": "QML.UncreatableReason", "value": argument}


def text(name: object) -> str:
    """A name as the meta-object gives it: str here, bytes or QByteArray there."""
    data = name.data() if isinstance(name, QByteArray) else name
    return bytes(data).decode() if isinstance(data, bytes | bytearray) else str(data)


def cpp_type(name: object) -> str:
    return CPP_NAMES.get(text(name), text(name))


def object_properties(node: ast.ClassDef, module: ModuleType) -> dict[str, str]:
    """Of the properties of a class, those that hold one of our own QObject classes, and which.

    The meta-object only says QObject*, so the class named in `Property(...)` is read here.
    """
    held: dict[str, str] = {}
    for part in node.body:
        if isinstance(part, ast.Assign) and isinstance(part.targets[0], ast.Name):
            name, calls = part.targets[0].id, [part.value]
        elif isinstance(part, ast.FunctionDef):
            name, calls = part.name, part.decorator_list
        else:
            continue
        for call in calls:
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "Property" and call.args:
                kind = getattr(module, ast.unparse(call.args[0]), None)
                if isinstance(kind, type) and issubclass(kind, QObject):
                    held[name] = f"{kind.__name__}*"
    return held


def described_property(prop: QMetaProperty, index: int, objects: dict[str, str]) -> dict[str, Any]:
    name = text(prop.name())
    described: dict[str, Any] = {
        "name": name,
        "type": objects.get(name) or cpp_type(prop.typeName()),
        "index": index,
        "read": name,
        "constant": prop.isConstant(),
    }
    if prop.isWritable():
        described["write"] = name
    if prop.hasNotifySignal():
        described["notify"] = text(prop.notifySignal().name())
    return described


def described_method(method: QMetaMethod) -> dict[str, Any]:
    types = [cpp_type(kind) for kind in method.parameterTypes()]
    names = [text(name) for name in method.parameterNames()]
    return {
        "access": "public",
        "name": text(method.name()),
        "returnType": cpp_type(method.typeName() or "void"),
        "arguments": [
            {"name": name or f"value{place}", "type": kind}
            for place, (name, kind) in enumerate(zip(names, types, strict=True))
        ],
    }


def described_enum(enum: QMetaEnum) -> dict[str, Any]:
    return {
        "name": enum.name(),
        "isClass": True,
        "isFlag": enum.isFlag(),
        "values": [enum.key(place) for place in range(enum.keyCount())],
    }


def described_class(node: ast.ClassDef, module: ModuleType) -> dict[str, Any]:
    """One class as moc writes it. A class without decorators is a base others need by name."""
    meta: QMetaObject = vars(module)[node.name].staticMetaObject
    methods = [meta.method(place) for place in range(meta.methodOffset(), meta.methodCount())]
    signals = [one for one in methods if one.methodType() == QMetaMethod.MethodType.Signal]
    slots = [one for one in methods if one.methodType() == QMetaMethod.MethodType.Slot]
    objects = object_properties(node, module)
    first, end = meta.propertyOffset(), meta.propertyCount()
    enums = range(meta.enumeratorOffset(), meta.enumeratorCount())
    return {
        "className": node.name,
        "qualifiedClassName": node.name,
        "lineNumber": node.lineno,
        "object": True,
        "superClasses": [{"access": "public", "name": meta.superClass().className()}],
        "classInfos": list(decorations(node.decorator_list)) or ANONYMOUS,
        "properties": [
            described_property(meta.property(place), place - first, objects)
            for place in range(first, end)
        ],
        "enums": [described_enum(meta.enumerator(place)) for place in enums],
        "signals": [described_method(one) for one in signals],
        "slots": [described_method(one) for one in slots],
    }


def described_module(module: ModuleType) -> dict[str, Any]:
    source = Path(str(module.__file__))
    classes = [
        described_class(node, module)
        for node in ast.parse(source.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and issubclass(vars(module)[node.name], QObject)
    ]
    return {"classes": classes, "inputFile": source.name, "outputRevision": 69}


def write_qml_module(uri: str, version: int, sources: list[dict[str, Any]]) -> None:
    """Write the folder of one QML module from what its Python modules declare."""
    folder = BUILT.joinpath(*uri.split("."))
    folder.mkdir(parents=True, exist_ok=True)
    described = folder / "types.json"
    described.write_text(json.dumps(sources, indent=1), encoding="utf-8")
    foreign = ",".join(str(METATYPES / f"qt6{name}_metatypes.json") for name in FOREIGN)
    registrar = Path(sys.executable).parent / "pyside6-qmltyperegistrar"
    subprocess.run(
        [
            str(registrar),
            *("--import-name", uri, "--major-version", str(version), "--minor-version", "0"),
            *("--foreign-types", foreign, "--generate-qmltypes", str(folder / "types.qmltypes")),
            *("-o", str(folder / "types.cpp")),
            str(described),
        ],
        check=True,
    )
    (folder / "qmldir").write_text(QMLDIR.format(uri=uri), encoding="utf-8")


def main() -> None:
    sys.path.insert(0, str(ROOT))
    gathered: dict[tuple[str, int], list[dict[str, Any]]] = defaultdict(list)
    for name in modules_with_types():
        module = importlib.import_module(name)
        key = (str(module.QML_IMPORT_NAME), int(module.QML_IMPORT_MAJOR_VERSION))
        gathered[key].append(described_module(module))
    for (uri, version), sources in gathered.items():
        write_qml_module(uri, version, sources)


if __name__ == "__main__":
    main()
