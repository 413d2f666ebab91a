import os
import stat
import sys
from pathlib import Path

import pytest

from dossier.receipts import parse_qr_text
from kiosk.journey.ports import Printer, PrinterFailed
from kiosk.paper import fonts
from kiosk.paper.printing import (
    FilePrinter,
    LpSpooler,
    Spooler,
    SystemPrinter,
    WindowsSpooler,
    keep,
    system_spooler,
)
from tests.support.papers import codes, picture
from tests.support.sealed_dossier import DOCUMENT, NUMBER, SETTINGS, WORDS

CODE = "H99.015.07-261125-010012"
unix = pytest.mark.skipif(sys.platform == "win32", reason="print queues of Unix")


class RememberingSpooler:
    """A print queue that keeps what it was sent."""

    def __init__(self) -> None:
        self.sent: list[tuple[bytes, str]] = []

    def send(self, pdf: Path, title: str) -> str:
        self.sent.append((pdf.read_bytes(), title))
        return "quầy-3"


def files(folder: Path) -> FilePrinter:
    return FilePrinter(folder, SETTINGS, lambda _document: WORDS)


def program(folder: Path, body: str) -> tuple[str, ...]:
    """A real `lp` of our own."""
    script = folder / "lp.py"
    script.write_text(f"import sys, time\n{body}\n", encoding="utf-8")
    return (sys.executable, str(script))


@pytest.fixture(params=["file", "system"])
def printer(request: pytest.FixtureRequest, tmp_path: Path) -> Printer:
    if request.param == "file":
        return files(tmp_path / "slips")
    return SystemPrinter(files(tmp_path / "slips"), RememberingSpooler())


def test_every_printer_gives_the_same_pdf_for_the_same_dossier(printer: Printer) -> None:
    first, second = printer.slip(DOCUMENT, None), printer.slip(DOCUMENT, None)

    assert first == second
    assert first.pdf.startswith(b"%PDF-")
    assert first.where
    assert printer.slip(DOCUMENT, CODE).pdf != first.pdf


def test_slips_are_saved_by_receipt_number_for_this_account_only(tmp_path: Path) -> None:
    waiting = files(tmp_path / "slips").slip(DOCUMENT, None)
    coded = files(tmp_path / "slips").slip(DOCUMENT, CODE)

    assert Path(waiting.where) == tmp_path / "slips" / f"{NUMBER}.pdf"
    assert Path(waiting.where).read_bytes() == waiting.pdf
    assert Path(coded.where).name == f"{NUMBER}-ma-ho-so.pdf"
    assert sorted(p.suffix for p in (tmp_path / "slips").iterdir()) == [".pdf", ".pdf"]
    if sys.platform != "win32":
        assert stat.S_IMODE(Path(waiting.where).stat().st_mode) == 0o600
        assert stat.S_IMODE((tmp_path / "slips").stat().st_mode) == 0o700


def test_the_80_mm_receipt_is_saved_as_pdf_and_as_printer_dots(tmp_path: Path) -> None:
    roll = files(tmp_path).roll(DOCUMENT, None)

    dots = picture((tmp_path / f"{NUMBER}-80mm.png").read_bytes())
    assert Path(roll.where).read_bytes() == roll.pdf
    assert parse_qr_text(*codes(dots.convert("L"))) == (NUMBER, "7F3K")


def test_a_folder_that_cannot_be_written_is_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    blocked = tmp_path / "slips"
    blocked.write_text("a file where the folder should be")

    with pytest.raises(PrinterFailed, match=r"chưa lưu được phiếu.*vẫn dùng được"):
        files(blocked).slip(DOCUMENT, None)
    assert [p.name for p in tmp_path.iterdir()] == ["slips"]


def test_a_failed_save_keeps_the_earlier_file_and_no_half_one(tmp_path: Path) -> None:
    keep(tmp_path, "a.pdf", b"first")
    (tmp_path / "b.pdf").mkdir()

    with pytest.raises(PrinterFailed):
        keep(tmp_path, "b.pdf", b"second")
    assert (tmp_path / "a.pdf").read_bytes() == b"first"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.pdf", "b.pdf"]


def test_a_name_cannot_leave_its_folder(tmp_path: Path) -> None:
    path = keep(tmp_path / "slips", "../../số phiếu.pdf", b"x")

    assert path.parent == tmp_path / "slips"
    assert "/" not in path.name
    assert path.read_bytes() == b"x"


def test_missing_fonts_are_told_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(_folder: Path = tmp_path) -> None:
        raise fonts.FontsMissing("Máy thiếu tệp chữ.")

    monkeypatch.setattr(fonts, "load", gone)

    with pytest.raises(PrinterFailed, match=r"thiếu tệp chữ.*vẫn dùng được"):
        files(tmp_path).slip(DOCUMENT, None)


def test_the_system_printer_sends_the_saved_file_with_its_number(tmp_path: Path) -> None:
    spooler = RememberingSpooler()

    slip = SystemPrinter(files(tmp_path), spooler).slip(DOCUMENT, None)

    assert slip.where == "quầy-3"
    assert spooler.sent == [(slip.pdf, NUMBER)]
    assert (tmp_path / f"{NUMBER}.pdf").read_bytes() == slip.pdf


@unix
def test_lp_gets_queue_title_and_file_as_separate_words(tmp_path: Path) -> None:
    told = tmp_path / "told"
    command = program(tmp_path, f"open({str(told)!r}, 'w').write('|'.join(sys.argv[1:]))")
    pdf = tmp_path / "-a b.pdf"
    pdf.write_bytes(b"%PDF-")

    where = LpSpooler("quay 3", command).send(pdf, "Q03 $(x)")

    assert where == "quay 3"
    assert told.read_text() == f"-d|quay 3|-t|Q03 $(x)|--|{pdf}"
    assert LpSpooler("", command).send(pdf, "t") == "máy in mặc định"
    assert told.read_text() == f"-t|t|--|{pdf}"


@unix
@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("lp: The printer or class does not exist.", "chưa có máy in mang tên"),
        ("lp: Error - no default destination available.", "chưa chọn máy in mặc định"),
        ("lp: Destination is not accepting jobs.", "tạm không nhận phiếu"),
        ("lp: Unable to connect to server", "Dịch vụ in của máy tính chưa chạy"),
        ("lp: strange \\xff", "Máy in không nhận phiếu"),
    ],
)
def test_a_refusal_of_the_queue_is_told_in_words_with_the_saved_file(
    tmp_path: Path, said: str, sentence: str
) -> None:
    command = program(tmp_path, f"sys.stderr.write({said!r}); sys.exit(1)")
    printer = SystemPrinter(files(tmp_path / "slips"), LpSpooler("quay3", command))

    with pytest.raises(PrinterFailed) as failure:
        printer.slip(DOCUMENT, None)

    saved = tmp_path / "slips" / f"{NUMBER}.pdf"
    assert sentence in str(failure.value)
    assert "vẫn dùng được" in str(failure.value)
    assert str(saved) in str(failure.value)
    assert saved.exists()


@unix
def test_a_queue_that_hangs_is_given_up(tmp_path: Path) -> None:
    command = program(tmp_path, "sys.stdin.read(); time.sleep(60)")

    with pytest.raises(PrinterFailed, match="không trả lời"):
        LpSpooler("", command, seconds=0.3).send(tmp_path / "a.pdf", "t")


def test_a_machine_without_lp_says_so(tmp_path: Path) -> None:
    with pytest.raises(PrinterFailed, match="chưa cài chương trình in"):
        LpSpooler("", (str(tmp_path / "nothing"),)).send(tmp_path / "a.pdf", "t")


@unix
def test_a_program_that_cannot_run_is_a_sentence(tmp_path: Path) -> None:
    broken = tmp_path / "lp"
    broken.write_bytes(b"\x7fELF broken")
    broken.chmod(0o700)

    with pytest.raises(PrinterFailed, match="Không chạy được"):
        LpSpooler("", (str(broken),)).send(tmp_path / "a.pdf", "t")


def test_the_spooler_fits_the_operating_system() -> None:
    spooler: Spooler = system_spooler("quay3")

    assert isinstance(spooler, WindowsSpooler if os.name == "nt" else LpSpooler)


@unix
def test_the_print_verb_of_windows_is_refused_elsewhere(tmp_path: Path) -> None:
    with pytest.raises(PrinterFailed, match="Windows"):
        WindowsSpooler().send(tmp_path / "a.pdf", "t")
