"""Packs read once and kept: checking dozens takes longer than a citizen should wait."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from pydantic import BaseModel, ValidationError

import dossier
from dossier import packs
from dossier.loading import Finding
from dossier.packs import PackFolder
from dossier.procedure import Procedure
from kiosk.store.prepared import Prepared

PackReader = Callable[[Mapping[str, bytes]], Iterable[PackFolder]]
"""Makes packs of files by path, as `dossier.packs.folders` does."""


class _Finding(BaseModel):
    file: str
    line: int
    message: str


class _Folder(BaseModel):
    slug: str
    procedure: Procedure | None
    findings: tuple[_Finding, ...]


class _Folders(BaseModel):
    folders: tuple[_Folder, ...]


class KeptPacks:
    """A PackReader that checks the same files only once, also over restarts."""

    def __init__(self, prepared: Prepared) -> None:
        self._prepared = prepared

    def __call__(self, files: Mapping[str, bytes]) -> Iterable[PackFolder]:
        """The packs of these files; those made before come without their `files`."""
        files = {path: content for path, content in files.items() if path.endswith(".yaml")}
        source = _digest(files)
        kept = self._prepared.get(source)
        if kept is not None:
            try:
                return _opened(kept)
            except ValidationError:
                pass
        made = tuple(packs.folders(files))
        self._prepared.put(source, _closed(made))
        return made


def _opened(kept: bytes) -> tuple[PackFolder, ...]:
    return tuple(
        PackFolder(
            one.slug,
            {},
            one.procedure,
            tuple(Finding(found.file, found.line, found.message) for found in one.findings),
        )
        for one in _Folders.model_validate_json(kept).folders
    )


def _closed(made: tuple[PackFolder, ...]) -> bytes:
    folders = tuple(
        _Folder(
            slug=one.slug,
            procedure=one.procedure,
            findings=tuple(
                _Finding(file=found.file, line=found.line, message=found.message)
                for found in one.findings
            ),
        )
        for one in made
    )
    return _Folders(folders=folders).model_dump_json().encode()


def _digest(files: Mapping[str, bytes]) -> str:
    """Names the files and the program that reads them: another program may read otherwise."""
    hashed = hashlib.sha256()
    for path in sorted(Path(dossier.__file__).parent.glob("*.py")):
        state = path.stat()
        hashed.update(f"{path.name}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    for name, content in sorted(files.items()):
        hashed.update(f"{name}\0{len(content)}\n".encode())
        hashed.update(content)
    return hashed.hexdigest()
