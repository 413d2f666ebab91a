"""Folders of packs as they come from disk or from a release: each loaded, or why it was refused.

`birth-registration/` is the first version, `birth-registration/2027-03-01/` what changes that day.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from dossier import cases, loading
from dossier.loading import MAIN, Finding, PackRefused
from dossier.pack_text import Document
from dossier.procedure import Procedure
from dossier.spelling import meant
from dossier.workdays import WorkCalendar

BLOCKS = "blocks"
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PackFolder:
    """One folder of a procedure pack as read: the procedure, or why it was refused.

    `slug` is the folder: that of a later version is `slug/date`.
    """

    slug: str
    files: Mapping[str, str] = field(repr=False)
    procedure: Procedure | None
    findings: tuple[Finding, ...]


def folders(files: Mapping[str, bytes]) -> Iterator[PackFolder]:
    """Every version of every pack by slug and date; a broken one comes with its findings.

    A version that follows a broken one is broken too; versions that are whole do not suffer.
    """
    blocks = _inside(files, BLOCKS)
    mains = {path.removesuffix(f"/{MAIN}") for path in files if path.endswith(f"/{MAIN}")}
    for slug in sorted(folder for folder in mains if "/" not in folder):
        later = sorted(folder for folder in mains if folder.startswith(f"{slug}/"))
        before: tuple[PackFolder, ...] = ()
        for folder in (slug, *later):
            inside = [f"{other}/" for other in later if other.startswith(f"{folder}/")]
            contents = {
                path: content
                for path, content in files.items()
                if not any(path.startswith(other) for other in inside)
            }
            version = _folder(folder, _inside(contents, folder), blocks, before)
            yield version
            before = (*before, version)


def broken_cases(folder: PackFolder, calendar: WorkCalendar) -> Iterator[Finding]:
    """Golden cases of a pack that do not come out as written."""
    if folder.procedure is None:
        return
    try:
        found = loading.case_documents(folder.files)
    except PackRefused as refused:
        yield from (_in_folder(folder.slug, finding) for finding in refused.findings)
        return
    for name, case in found.items():
        for line, words in _wrong(folder.procedure, case, calendar):
            yield Finding(f"{folder.slug}/{name}", line, words)


def _wrong(
    procedure: Procedure, case: Document, calendar: WorkCalendar
) -> Iterator[tuple[int, str]]:
    lacking = sorted({"received", "answers", "expect"} - case.data.keys())
    if lacking:
        yield 1, f"the case has no {', '.join(lacking)}"
        return
    unknown = [name for name in case.data["answers"] if not procedure.asks(name)]
    for name in unknown:
        known = [question.id for question in procedure.questions]
        yield case.line("answers", name), f"no question `{name}`{meant(name, known)}"
    if unknown:
        return
    try:
        for place, difference in cases.differences(procedure, case.data, calendar):
            yield case.line(*place), difference
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        yield 1, f"the case cannot be run: {type(problem).__name__} {problem}"


def _folder(
    slug: str,
    contents: Mapping[str, bytes],
    blocks: Mapping[str, bytes],
    before: tuple[PackFolder, ...],
) -> PackFolder:
    files: dict[str, str] = {}
    procedure: Procedure | None = None
    try:
        files = _texts(contents)
        procedure = loading.load(files, _texts(blocks), [each.files for each in before])
        findings = (*_misnamed(slug, procedure), *_out_of_turn(slug, procedure, before))
    except PackRefused as refused:
        findings = refused.findings
    except UnicodeDecodeError as problem:
        findings = (Finding(MAIN, 1, f"không phải chữ UTF-8: {problem.reason}"),)
    found = tuple(_in_folder(slug, finding) for finding in findings)
    return PackFolder(slug, files, None if found else procedure, found)


def _misnamed(folder: str, procedure: Procedure) -> Iterator[Finding]:
    if folder.partition("/")[0] != procedure.slug:
        yield Finding(MAIN, 1, f"slug: write the name of its folder, or name it `{procedure.slug}`")


def _out_of_turn(
    slug: str, procedure: Procedure, before: tuple[PackFolder, ...]
) -> Iterator[Finding]:
    """A later version begins on the day its folder names, the day after the one before ends."""
    if not before:
        return
    last, begins = before[-1].procedure, procedure.effective_from
    eve = begins - _ONE_DAY
    if last is None:
        yield Finding(MAIN, 1, f"the version before it, `{before[-1].slug}`, is broken")
        return
    if slug.rpartition("/")[2] != begins.isoformat():
        yield Finding(MAIN, 1, f"in force from {begins}: name its folder `{begins}`")
    if last.effective_to != eve:
        yield Finding(MAIN, 1, f"the version before it needs `effective_to: {eve}`")
    if procedure.version in {each.procedure.version for each in before if each.procedure}:
        yield Finding(MAIN, 1, f"version {procedure.version} is taken: name it anew")


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
