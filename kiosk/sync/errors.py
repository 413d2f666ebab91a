"""Failures of delivery, sorted by what the caller does next; `str()` is a Vietnamese sentence.

TryLater: send again after a while. NeedsPerson: stop and show it to an officer. Rejected: the hub
read the dossier and refuses it; only a corrected revision can go again.
"""

from kiosk.journey.ports import KioskError

KEPT = "Hồ sơ vẫn được giữ an toàn trên máy này"


class SyncError(KioskError):
    """Base of every delivery failure."""


class TryLater(SyncError):
    """Send again later; `after` is the wait the hub asked for, in seconds, if it asked."""

    def __init__(self, words: str, *, after: float | None = None) -> None:
        super().__init__(words)
        self.after = after


class NoLine(TryLater):
    """No connection, a broken one, or no answer in time."""

    def __init__(self) -> None:
        super().__init__(
            f"Chưa nối được với hệ thống tiếp nhận. {KEPT} và sẽ tự gửi khi có mạng trở lại."
        )


class NotOurHub(TryLater):
    """Something answered that is not the hub: a captive portal, a proxy page, a foreign server."""

    def __init__(self) -> None:
        super().__init__(
            "Mạng đang trả lời thay cho hệ thống tiếp nhận, có thể vì Wi-Fi đòi đăng nhập. "
            f"{KEPT}. Nhờ cán bộ kiểm tra mạng; máy sẽ tự thử lại."
        )


class HubBusy(TryLater):
    """The hub is there but could not serve this now (5xx, 408, 423, 425, 429)."""

    def __init__(self, *, after: float | None = None) -> None:
        super().__init__(
            f"Hệ thống tiếp nhận đang bận hoặc gặp trục trặc. {KEPT} và sẽ tự gửi lại sau ít phút.",
            after=after,
        )


class OffsetConflict(TryLater):
    """The hub holds another number of bytes than we thought: ask it, then go on from there."""

    def __init__(self) -> None:
        super().__init__(f"Việc gửi giấy tờ bị gián đoạn. {KEPT} và sẽ tự gửi tiếp.")


class UploadGone(TryLater):
    """The hub no longer knows this upload: make a new one."""

    def __init__(self) -> None:
        super().__init__(f"Việc gửi giấy tờ phải làm lại từ đầu. {KEPT} và sẽ tự gửi lại.")


class HubForgot(TryLater):
    """The hub does not know this dossier (any more): announce it again."""

    def __init__(self) -> None:
        super().__init__(f"Hệ thống tiếp nhận chưa có hồ sơ này. {KEPT} và sẽ tự gửi lại từ đầu.")


class StillMissing(TryLater):
    """The hub lacks objects it has already been sent in full."""

    def __init__(self) -> None:
        super().__init__(
            "Hệ thống tiếp nhận báo còn thiếu giấy tờ của hồ sơ này. "
            f"{KEPT} và sẽ tự gửi lại phần còn thiếu."
        )


class Unexpected(TryLater):
    """A failure nobody foresaw; it is shown and retried, never swallowed."""

    def __init__(self, kind: str) -> None:
        super().__init__(
            f"Việc gửi hồ sơ gặp lỗi chưa rõ ({kind}). {KEPT} và máy sẽ tự thử lại. "
            "Nếu thấy lâu, hãy báo cán bộ."
        )


class NeedsPerson(SyncError):
    """Retrying cannot help; an officer must look."""


class DeviceRefused(NeedsPerson):
    """The hub does not accept this kiosk (not enrolled, revoked, or its clock is wrong)."""

    def __init__(self) -> None:
        super().__init__(
            "Hệ thống tiếp nhận chưa chấp nhận máy này (máy chưa được đăng ký hoặc đồng hồ sai). "
            f"{KEPT}. Nhờ cán bộ kiểm tra giờ của máy và việc đăng ký máy."
        )


class NotEnrolled(NeedsPerson):
    """This kiosk has not joined a hub yet."""

    def __init__(self) -> None:
        super().__init__(
            "Máy này chưa được đăng ký với hệ thống tiếp nhận nên chưa gửi được. "
            f"{KEPT}. Nhờ cán bộ quản trị đăng ký máy."
        )


class OtherContent(NeedsPerson):
    """The hub holds a different dossier under the same number."""

    def __init__(self) -> None:
        super().__init__(
            "Hệ thống tiếp nhận đã có một hồ sơ khác mang cùng số. "
            f"{KEPT}, chưa gửi. Nhờ cán bộ kiểm tra hồ sơ này."
        )


class ReceiptNotTrusted(NeedsPerson):
    """A receipt came that the hub did not sign, or that vouches for something else."""

    def __init__(self) -> None:
        super().__init__(
            "Giấy xác nhận nhận được không khớp với hồ sơ hoặc không đúng chữ ký của hệ thống "
            f"tiếp nhận. {KEPT} và chưa được coi là đã nhận. Nhờ cán bộ kiểm tra."
        )


class OtherReceipt(NeedsPerson):
    """The hub had lost a dossier it gave a code to, and now gives it another."""

    def __init__(self) -> None:
        super().__init__(
            "Hệ thống tiếp nhận cấp một mã hồ sơ khác với mã đã cấp trước đây cho hồ sơ này. "
            f"{KEPT} cùng giấy xác nhận cũ. Nhờ cán bộ kiểm tra."
        )


class ReleaseNotTrusted(NeedsPerson):
    """A release came that our hub did not sign, or an older one than we have."""

    def __init__(self) -> None:
        super().__init__(
            "Bản cập nhật thủ tục nhận được không đúng chữ ký của hệ thống tiếp nhận hoặc cũ hơn "
            "bản đang dùng, nên không dùng. Quầy vẫn chạy bản đang có. "
            "Nhờ cán bộ báo bộ phận kỹ thuật."
        )


class TooLarge(NeedsPerson):
    """Something on the way refuses a message of this size."""

    def __init__(self) -> None:
        super().__init__(
            "Đường mạng không cho gửi tệp lớn như tệp giấy tờ của hồ sơ này. "
            f"{KEPT}. Nhờ cán bộ báo bộ phận kỹ thuật."
        )


class FileDamaged(NeedsPerson):
    """A file of the dossier cannot be read back from this machine's disk."""

    def __init__(self, title: str) -> None:
        super().__init__(
            f"Không đọc lại được tệp “{title}” đã lưu trên máy. Phần còn lại của hồ sơ vẫn được "
            "giữ. Nhờ cán bộ kiểm tra và chụp lại giấy tờ này nếu cần."
        )


class NeverComplete(NeedsPerson):
    """The hub keeps missing objects that were sent in full, again and again."""

    def __init__(self) -> None:
        super().__init__(
            "Đã gửi đủ giấy tờ nhiều lần nhưng hệ thống tiếp nhận vẫn báo thiếu. "
            f"{KEPT}. Nhờ cán bộ kiểm tra."
        )


class EnrolmentRefused(NeedsPerson):
    """The one-time code was not accepted, or the answer does not fit this kiosk."""

    def __init__(self) -> None:
        super().__init__(
            "Mã đăng ký máy không đúng, đã dùng rồi hoặc đã hết hạn. Máy chưa được đăng ký. "
            "Nhờ cán bộ quản trị cấp mã mới."
        )


class Rejected(SyncError):
    """The hub read the dossier and refuses it; the words carry the hub's reason."""

    def __init__(self, reason: str) -> None:
        why = f" Lý do: {reason}" if reason else ""
        super().__init__(
            f"Hệ thống tiếp nhận không nhận hồ sơ này.{why} {KEPT}. Nhờ cán bộ xem và sửa lại."
        )
