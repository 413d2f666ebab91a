"""`kiosk procedures import-form`: a pack begun from an XLSForm."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from dossier import packs
from kiosk.app.config import PROCEDURES
from kiosk.app.pack_starting import NotStarted, new_folder
from kiosk.app.xlsform import workbook
from kiosk.app.xlsform.building import build
from kiosk.app.xlsform.drafting import Left
from kiosk.app.xlsform.expressions import NotCarried
from kiosk.store import durable
from kiosk.store.wording import of_disk

BLOCKS = "blocks"
UNFIT = "Chưa tạo gói nào từ “{name}”: {why}"


def import_form(
    source: Path, slug: str, procedures: Path, today: date
) -> tuple[list[Path], tuple[Left, ...]]:
    """Write the pack of a form into a new folder `slug`; its files, and what it lacks of the form.

    Raises NotStarted or FormUnreadable, and then nothing was written.
    """
    folder = new_folder(procedures, slug)
    try:
        files, left = build(workbook.read(source), slug, today)
    except NotCarried as problem:
        raise NotStarted(UNFIT.format(name=source.name, why=problem)) from problem
    faults = _faults(slug, files, procedures)
    if faults:
        raise NotStarted(UNFIT.format(name=source.name, why=faults))
    written = []
    try:
        folder.mkdir(parents=True)
        for name, text in files.items():
            durable.write(folder / name, text.encode())
            written.append(folder / name)
    except OSError as problem:
        raise NotStarted(of_disk(problem)) from problem
    return written, left


def _faults(slug: str, files: Mapping[str, str], procedures: Path) -> str:
    """What keeps the files from being a pack, "" for nothing."""
    blocks = procedures if (procedures / BLOCKS).is_dir() else PROCEDURES
    shared = {
        f"{BLOCKS}/{path.name}": path.read_bytes() for path in (blocks / BLOCKS).glob("*.yaml")
    }
    own = {f"{slug}/{name}": text.encode() for name, text in files.items()}
    (folder,) = packs.folders({**shared, **own})
    return "\n".join(map(str, folder.findings))
