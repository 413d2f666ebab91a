"""Parcels from sticks at the reception office: `hub parcel import`."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from dossier import parcel, receipt_parcel
from dossier.codes import AGENCY
from hub import durable
from hub.config import HubConfig, HubFailed
from hub.parcels import TakenIn, take_in
from hub.problems import Refused
from hub.upstream import AGENCY_CODE, Upstream

NOT_SERVED = (
    "Thư mục “{}” chưa phải là thư mục dữ liệu của một hệ thống tiếp nhận đã chạy. "
    "Hãy chạy hệ thống tiếp nhận một lần rồi nhập gói hồ sơ."
)
NO_FILE = "Không đọc được “{}”. Xin cắm lại USB hoặc kiểm tra tên tệp rồi nhập lại."
NO_PARCELS = "Không thấy gói hồ sơ ({}) nào ở đây."
NO_RECEIPTS = (
    "Đã nhận các hồ sơ trong gói, nhưng chưa ghi được giấy xác nhận vào “{}”. "
    "Hãy nhập lại gói này với --out tới nơi ghi được; các hồ sơ sẽ không bị nhận hai lần."
)
DISK = "Hệ thống chưa ghi được dữ liệu xuống đĩa. Hãy xem dung lượng đĩa rồi nhập lại gói này."


def import_parcels(
    data: Path, files: Sequence[Path], out: Path | None, database: str = ""
) -> Iterator[dict[str, Any]]:
    """Take each parcel in and write its receipts; one plain value per parcel, in order.

    Raises HubFailed when the data folder cannot be used or there is nothing to import.
    """
    upstream = Upstream(HubConfig(data, agency_code=_agency_code(data), database=database))
    try:
        for file in _parcels(files):
            yield _imported(upstream, file, out or file.parent)
    finally:
        upstream.close()


def said(result: dict[str, Any]) -> str:
    """A result of `import_parcels` in words."""
    if result["problem"]:
        return f"{result['file']}: {result['problem']}"
    again = ", đã nhập trước đây" if result["repeated"] else ""
    received = (
        f"{result['file']}: gói số {result['sequence']}{again}. "
        f"Đã tiếp nhận {len(result['received'])} hồ sơ. Mang về quầy tệp {result['receipts']}."
    )
    refused = [f"  {each['receipt_number']}: {each['reason']}" for each in result["refused"]]
    return "\n".join([received, *refused])


def _agency_code(data: Path) -> str:
    """The agency codes are minted for: that of the hub which served the folder last."""
    try:
        code = (data / AGENCY_CODE).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise HubFailed(NOT_SERVED.format(data)) from problem
    if not AGENCY.fullmatch(code):
        raise HubFailed(NOT_SERVED.format(data))
    return code


def _parcels(files: Sequence[Path]) -> list[Path]:
    found: list[Path] = []
    try:
        for each in files:
            inside = each.iterdir() if each.is_dir() else [each]
            found += sorted(one for one in inside if one == each or one.suffix == parcel.SUFFIX)
    except OSError as problem:
        raise HubFailed(NO_FILE.format(problem.filename)) from problem
    if not found:
        raise HubFailed(NO_PARCELS.format(parcel.SUFFIX))
    return found


def _imported(upstream: Upstream, file: Path, out: Path) -> dict[str, Any]:
    result: dict[str, Any] = {
        "file": str(file), "device": "", "sequence": 0, "repeated": False, "received": [],
        "refused": [], "receipts": "", "problem": "",
    }  # fmt: skip
    try:
        opened = file.open("rb")
    except OSError:
        return result | {"problem": NO_FILE.format(file)}
    try:
        with opened:
            taken = take_in(upstream, opened)
    except Refused as refused:
        return result | {"problem": refused.problem.detail}
    except OSError:
        return result | {"problem": DISK}
    result |= _told(taken)
    receipts = out / (Path(taken.name).stem + receipt_parcel.SUFFIX)
    try:
        durable.write_over(receipts, taken.answer)
    except OSError:
        return result | {"problem": NO_RECEIPTS.format(out)}
    return result | {"receipts": str(receipts)}


def _told(taken: TakenIn) -> dict[str, Any]:
    return {
        "device": taken.device,
        "sequence": taken.sequence,
        "repeated": taken.repeated,
        "received": [number for number, reason in taken.outcomes if not reason],
        "refused": [
            {"receipt_number": number, "reason": reason}
            for number, reason in taken.outcomes
            if reason
        ],
    }
