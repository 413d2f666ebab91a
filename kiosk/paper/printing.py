"""Printers behind the Printer port: a folder of PDF files, and the system's print queue."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from dossier.catalogue import Listed, key_of
from dossier.wire import DossierDocument
from kiosk.journey.ports import Printed, PrinterFailed, Settings
from kiosk.paper import intake_slip, leaflet, leaflet_words, receipt_roll
from kiosk.paper.fonts import FontsMissing
from kiosk.paper.intake_slip import PaperSize
from kiosk.paper.roll import raster
from kiosk.paper.sealed_papers import PaperWords
from kiosk.paper.sealed_papers import intake_slip as slip_of
from kiosk.paper.sealed_papers import receipt_roll as roll_of

STILL_VALID = "Số phiếu trên màn hình vẫn dùng được."
ON_SCREEN = "Nội dung vẫn xem được trên màn hình, hoặc hỏi cán bộ."
SECONDS = 20.0
"""How long a print queue may take to accept a slip."""


class FilePrinter:
    """Builds the intake slip and saves it in a folder, named by its receipt number."""

    def __init__(
        self,
        folder: Path,
        settings: Settings,
        words: Callable[[DossierDocument], PaperWords],
        size: PaperSize = PaperSize.A5,
    ) -> None:
        self._folder = folder
        self._settings = settings
        self._words = words
        self._size = size

    def slip(self, document: DossierDocument, official_code: str | None) -> Printed:
        """Build and save the slip. Raises PrinterFailed; a slip saved earlier stays whole."""
        words = self._words(document)
        pdf = _built(
            lambda: intake_slip.build(
                slip_of(document, self._settings, words, official_code), self._size
            )
        )
        name = document.receipt_number + ("-ma-ho-so" if official_code else "")
        return Printed(pdf, str(keep(self._folder, f"{name}.pdf", pdf)))

    def leaflet(self, listed: Listed) -> Printed:
        """Build and save the leaflet. Raises PrinterFailed."""
        made = leaflet_words.leaflet_of_listed(listed, self._settings)
        pdf = _built(lambda: leaflet.build(made), ON_SCREEN)
        return Printed(pdf, str(keep(self._folder, f"huong-dan-{key_of(listed)}.pdf", pdf)))

    def roll(self, document: DossierDocument, official_code: str | None) -> Printed:
        """Build and save the 80 mm receipt, as PDF and as a picture in printer dots beside it."""
        words = self._words(document)
        pdf = _built(
            lambda: receipt_roll.build(roll_of(document, self._settings, words, official_code))
        )
        name = f"{document.receipt_number}-80mm"
        keep(self._folder, f"{name}.png", raster(pdf))
        return Printed(pdf, str(keep(self._folder, f"{name}.pdf", pdf)))


def _built(build: Callable[[], bytes], comfort: str = STILL_VALID) -> bytes:
    try:
        return build()
    except FontsMissing as problem:
        raise PrinterFailed(f"{problem} {comfort}") from problem


class Spooler(Protocol):
    """The system's print queue."""

    def send(self, pdf: Path, title: str) -> str:
        """Queue a PDF file and return the printer's name. Raises PrinterFailed."""
        ...


class SystemPrinter:
    """Saves the slip and sends it to the system's printer; the file stays when printing fails."""

    def __init__(self, files: FilePrinter, spooler: Spooler) -> None:
        self._files = files
        self._spooler = spooler

    def slip(self, document: DossierDocument, official_code: str | None) -> Printed:
        """Save, then queue. Raises PrinterFailed, saying where the saved slip is."""
        saved = self._files.slip(document, official_code)
        try:
            printer = self._spooler.send(Path(saved.where), document.receipt_number)
        except PrinterFailed as problem:
            raise PrinterFailed(
                f"{problem} {STILL_VALID} Phiếu đã lưu ở {saved.where}, in lại lúc khác được."
            ) from problem
        return Printed(saved.pdf, printer)

    def leaflet(self, listed: Listed) -> Printed:
        """Save, then queue. Raises PrinterFailed."""
        saved = self._files.leaflet(listed)
        try:
            printer = self._spooler.send(Path(saved.where), key_of(listed))
        except PrinterFailed as problem:
            raise PrinterFailed(f"{problem} {ON_SCREEN}") from problem
        return Printed(saved.pdf, printer)


class LpSpooler:
    """The CUPS queue of Linux and macOS, through `lp`; `queue` "" is the default printer."""

    def __init__(
        self, queue: str = "", command: Sequence[str] = ("lp",), seconds: float = SECONDS
    ) -> None:
        self._queue = queue
        self._command = tuple(command)
        self._seconds = seconds

    def send(self, pdf: Path, title: str) -> str:
        """Queue the file."""
        program = shutil.which(self._command[0])
        if program is None:
            raise PrinterFailed("Máy chưa cài chương trình in.")
        wanted = ("-d", self._queue) if self._queue else ()
        words = [program, *self._command[1:], *wanted, "-t", title, "--", str(pdf)]
        try:
            done = subprocess.run(  # noqa: S603 (a list, no shell; the file name is ours)
                words,
                capture_output=True,
                check=False,
                env={**os.environ, "LC_ALL": "C"},
                stdin=subprocess.DEVNULL,
                text=True,
                errors="replace",
                timeout=self._seconds,
            )
        except subprocess.TimeoutExpired as problem:
            raise PrinterFailed("Máy in không trả lời.") from problem
        except OSError as problem:
            raise PrinterFailed("Không chạy được chương trình in.") from problem
        if done.returncode != 0:
            raise PrinterFailed(_refusal(done.stderr))
        return self._queue or "máy in mặc định"


class WindowsSpooler:
    """The default printer of Windows, through the print verb of the program that opens PDF."""

    def send(self, pdf: Path, title: str) -> str:
        """Queue the file; the verb is given no title, the file name stands in the queue."""
        if sys.platform == "win32":
            try:
                os.startfile(pdf, "print")  # noqa: S606 (a file we have just written)
            except OSError as problem:
                raise PrinterFailed("Windows không in được tệp PDF.") from problem
            return "máy in mặc định"
        raise PrinterFailed(f"Máy này không in được phiếu {title} theo cách của Windows.")


def system_spooler(queue: str = "") -> Spooler:
    """The queue of this operating system."""
    return WindowsSpooler() if sys.platform == "win32" else LpSpooler(queue)


def keep(folder: Path, name: str, content: bytes) -> Path:
    """Save a file so that it is there whole or not at all. Raises PrinterFailed.

    Letters a file system may refuse become `_`; only this account can read the file.
    """
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "_" for c in name)
    path = folder / plain.lstrip(".")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(prefix=".", suffix=".part", dir=folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(part).replace(path)
        except BaseException:
            Path(part).unlink(missing_ok=True)
            raise
    except OSError as problem:
        raise PrinterFailed(f"Máy chưa lưu được phiếu vào {folder}. {STILL_VALID}") from problem
    return path


def _refusal(said: str) -> str:
    lowered = said.lower()
    if "does not exist" in lowered or "unknown destination" in lowered:
        return "Máy tính chưa có máy in mang tên đã cài đặt."
    if "no default destination" in lowered:
        return "Máy tính chưa chọn máy in mặc định."
    if "not accepting" in lowered:
        return "Máy in đang tạm không nhận phiếu."
    if "unable to connect" in lowered or "bad file descriptor" in lowered:
        return "Dịch vụ in của máy tính chưa chạy."
    return "Máy in không nhận phiếu."
