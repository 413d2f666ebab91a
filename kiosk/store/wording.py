"""What people read when the store fails: what happened, what is kept, what to do next."""

import errno

FULL = (
    "Máy hết chỗ lưu nên chưa ghi được bước vừa rồi. Những gì đã ghi vẫn còn nguyên. "
    "Xin báo cán bộ dọn chỗ trống rồi làm lại bước này."
)
READ_ONLY = (
    "Ổ lưu đang khóa ghi nên chưa ghi được bước vừa rồi. Những gì đã ghi vẫn còn nguyên. "
    "Xin báo cán bộ xem lại ổ lưu rồi làm lại bước này."
)
BROKEN_DISK = (
    "Ổ lưu đang trục trặc nên chưa đọc hay ghi được. Những gì đã ghi trước đó vẫn giữ. "
    "Xin thử lại; nếu vẫn vậy, xin báo cán bộ kiểm tra ổ lưu."
)
BUSY = (
    "Máy đang bận ghi việc khác nên chưa ghi được bước vừa rồi. Những gì đã ghi vẫn còn nguyên. "
    "Xin làm lại bước này."
)
LOCKED_OUT = (
    "Không mở được kho hồ sơ: khóa không đúng hoặc tệp kho bị hỏng. Chưa có gì bị xóa hay ghi đè. "
    "Xin báo người phụ trách máy đặt lại đúng tệp khóa hoặc lấy bản sao lưu."
)
NEWER = (
    "Kho hồ sơ do bản phần mềm mới hơn tạo ra. Hồ sơ vẫn còn nguyên. "
    "Xin báo người phụ trách máy cập nhật phần mềm."
)
NOT_WRITTEN = (
    "Chưa ghi được bước vừa rồi. Những gì đã ghi vẫn còn nguyên. "
    "Xin làm lại; nếu vẫn vậy, xin báo cán bộ."
)
CHAIN_BROKEN = (
    "Nhật ký của lượt làm hồ sơ này không còn khớp, có thể đã bị sửa hoặc hỏng. "
    "Máy giữ nguyên hiện trạng. Xin báo người phụ trách máy kiểm tra, và làm hồ sơ lại từ đầu."
)
CLOSED = (
    "Kho hồ sơ đã đóng vì phần mềm quầy đang tắt. Những gì đã ghi vẫn còn nguyên. "
    "Xin mở lại phần mềm rồi làm lại bước này."
)
DELETED = (
    "Nội dung hồ sơ này đã được xóa khỏi máy theo hạn lưu giữ, "
    "sau khi hệ thống tiếp nhận đã nhận đủ. Xin dùng số biên nhận để tra cứu."
)
HELD = (
    "Hồ sơ này đang được giữ lại theo yêu cầu nên chưa xóa. Mọi thứ vẫn còn nguyên. "
    "Xin thôi giữ trước nếu thật sự cần xóa."
)
STILL_NEEDED = (
    "Hồ sơ này chưa được hệ thống tiếp nhận xác nhận nên không xóa. Mọi thứ vẫn còn nguyên. "
    "Xin đợi hồ sơ gửi xong."
)
NO_DOSSIER = (
    "Không tìm thấy hồ sơ này trên máy. Các hồ sơ khác vẫn còn nguyên. "
    "Xin kiểm tra lại số biên nhận."
)
BLOB_GONE = (
    "Không tìm thấy ảnh giấy tờ đã lưu trên máy. Các giấy tờ khác vẫn còn. "
    "Xin chụp lại giấy này; nếu hồ sơ đã nộp, xin báo cán bộ."
)
BLOB_BROKEN = (
    "Ảnh giấy tờ đã lưu bị hỏng nên không dùng được. Các giấy tờ khác vẫn còn. "
    "Xin chụp lại giấy này; nếu hồ sơ đã nộp, xin báo cán bộ."
)
KEY_GONE = (
    "Thiếu tệp khóa của kho hồ sơ. Kho vẫn còn nguyên nhưng chưa mở được. "
    "Xin báo người phụ trách máy đặt lại tệp khóa."
)
KEY_BROKEN = (
    "Tệp khóa của kho hồ sơ không đúng cỡ. Kho vẫn còn nguyên nhưng chưa mở được. "
    "Xin báo người phụ trách máy đặt lại tệp khóa đúng."
)
ALREADY_RUNNING = (
    "Phần mềm quầy đang chạy rồi trên máy này. Xin dùng cửa sổ đang mở, "
    "hoặc đóng cửa sổ đó trước khi mở lại."
)
NOT_ENROLLED = (
    "Quầy này chưa được ghép với trung tâm nên chưa nộp được hồ sơ. Những gì đã khai vẫn còn. "
    "Xin báo cán bộ ghép quầy."
)


def clock_went_back(now: str, last: str) -> str:
    """The wall clock shows `now`, but something was already recorded at `last`."""
    return (
        f"Đồng hồ máy đang chỉ {now}, sớm hơn lần ghi cuối lúc {last}. Hồ sơ vẫn còn nguyên. "
        "Xin cán bộ chỉnh lại ngày giờ của máy rồi mở lại."
    )


def of_disk(problem: OSError) -> str:
    """The sentence for a failure of the file system, by its number: its text is in any language."""
    return _NUMBERS.get(problem.errno or 0, NOT_WRITTEN)


def of_database(said: str) -> str:
    """The sentence for what SQLite said; it always says it in English."""
    lowered = said.lower()
    for mark, sentence in _MARKS:
        if mark in lowered:
            return sentence
    return NOT_WRITTEN


_MARKS = (
    ("disk is full", FULL),
    ("readonly", READ_ONLY),
    ("not a database", LOCKED_OUT),
    ("malformed", LOCKED_OUT),
    ("hmac", LOCKED_OUT),
    ("locked", BUSY),
    ("i/o error", BROKEN_DISK),
    ("unable to open", BROKEN_DISK),
)
_NUMBERS = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: FULL,
    errno.EROFS: READ_ONLY,
    errno.EACCES: READ_ONLY,
    errno.EPERM: READ_ONLY,
    errno.EIO: BROKEN_DISK,
}
