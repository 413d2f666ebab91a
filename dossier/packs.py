"""Folders of packs as they come from disk or from a release: each loaded, or why it was refused."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from dossier import cases, loading
from dossier.loading import Finding, PackRefused
from dossier.procedure import Procedure
from dossier.workdays import WorkCalendar

BLOCKS = "blocks"
MAIN = "procedure.yaml"


@dataclass(frozen=True, slots=True)
class PackFolder:
    """One folder of a procedure pack as read: the procedure, or why it was refused."""

    slug: str
    files: Mapping[str, str] = field(repr=False)
    procedure: Procedure | None
    findings: tuple[Finding, ...]


def folders(files: Mapping[str, bytes]) -> Iterator[PackFolder]:
    """Every pack of `slug/procedure.yaml`, … by slug; a broken one comes with its findings."""
    blocks = _inside(files, BLOCKS)
    for slug in sorted(path.removesuffix(f"/{MAIN}") for path in files if _is_main(path)):
        yield _folder(slug, _inside(files, slug), blocks)


def broken_cases(folder: PackFolder, calendar: WorkCalendar) -> Iterator[Finding]:
    """Golden cases of a pack that do not come out as written."""
    if folder.procedure is None:
        return
    try:
        found = loading.cases(folder.files)
    except PackRefused as refused:
        yield from (_in_folder(folder.slug, finding) for finding in refused.findings)
        return
    for name, case in found.items():
        lacking = sorted({"received", "answers", "expect"} - case.keys())
        if lacking:
            words = f"the case has no {', '.join(lacking)}"
            yield Finding(f"{folder.slug}/{name}", 1, words)
            continue
        try:
            for difference in cases.differences(folder.procedure, case, calendar):
                yield Finding(f"{folder.slug}/{name}", 1, difference)
        except (KeyError, TypeError, ValueError, AttributeError) as problem:
            words = f"the case cannot be run: {type(problem).__name__} {problem}"
            yield Finding(f"{folder.slug}/{name}", 1, words)


def _folder(slug: str, contents: Mapping[str, bytes], blocks: Mapping[str, bytes]) -> PackFolder:
    files: dict[str, str] = {}
    try:
        files = _texts(contents)
        return PackFolder(slug, files, loading.load(files, _texts(blocks)), ())
    except PackRefused as refused:
        findings = tuple(_in_folder(slug, finding) for finding in refused.findings)
        return PackFolder(slug, files, None, findings)
    except UnicodeDecodeError as problem:
        finding = Finding(f"{slug}/{MAIN}", 1, f"không phải chữ UTF-8: {problem.reason}")
        return PackFolder(slug, files, None, (finding,))


def _is_main(path: str) -> bool:
    return path.count("/") == 1 and path.endswith(f"/{MAIN}")


def _inside(files: Mapping[str, bytes], folder: str) -> dict[str, bytes]:
    start = f"{folder}/"
    return {
        path.removeprefix(start): text for path, text in files.items() if path.startswith(start)
    }


def _texts(files: Mapping[str, bytes]) -> dict[str, str]:
    """Texts with the line ends a text file has in Python, wherever the file was made."""
    return {
        path: content.decode().replace("\r\n", "\n").replace("\r", "\n")
        for path, content in files.items()
    }


def _in_folder(slug: str, finding: Finding) -> Finding:
    return Finding(f"{slug}/{finding.file}", finding.line, finding.message)
