"""What the demo's camera sees: an invented card and papers, drawn with a camera's faults."""

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import segno
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from kiosk.journey.ports import Frame

Picture = NDArray[np.uint8]
FRAME_SIZE = (1920, 1080)
CARD_MM = (85.6, 53.98)
CARD_PX_PER_MM = 16
PAGE_SIZE = (1240, 1754)
SEED = 20261123
PAYLOAD = (
    "010198000017||Lò Thị Mẫu|12031998|Nữ|Bản Suối Mây, Xã Tả Van, Thị xã Sa Pa, Lào Cai|15082022"
)
BIRTH_NOTICE = (
    ("GIẤY CHỨNG SINH", ""),
    ("Số", "00147.GCS.10234.26"),
    ("Họ và tên mẹ", "Lò Thị Mẫu"),
    ("Năm sinh", "1998"),
    ("Nơi cư trú", "Bản Suối Mây"),
    ("Đã sinh con lúc", "6 giờ 15 phút, ngày 12/11/2026"),
    ("Tại", "Trung tâm y tế khu vực Mẫu"),
    ("Giới tính của con", "Nam"),
    ("Cân nặng", "3.200 gam"),
    ("Tình trạng", "Mẹ và con khỏe"),
)
SECOND_PAGE = (
    ("GIẤY CHỨNG SINH – TRANG 2", ""),
    ("Dự định đặt tên", "Lò Minh Ân"),
    ("Người đỡ đẻ", "Nữ hộ sinh Trần Thị Thử"),
    ("Người ghi phiếu", "Vi Văn Thử"),
    ("Ghi chú", "Bản mẫu – không có giá trị"),
)


class Scene:
    """Draws camera frames; the same calls give the same pixels."""

    def __init__(self, fonts: Path) -> None:
        """`fonts` is the folder of bundled fonts."""
        self._regular = fonts / "BeVietnamPro-Regular.ttf"
        self._bold = fonts / "BeVietnamPro-Bold.ttf"

    def card(self, payload: str = PAYLOAD) -> Frame:
        """An ID card filling 70 % of the frame, slightly turned, on a desk."""
        width, height = (round(mm * CARD_PX_PER_MM) for mm in CARD_MM)
        card = Image.new("RGB", (width, height), "#dcefe4")
        pen = ImageDraw.Draw(card)
        number, _, name, born, sex, residence, issued = payload.split("|")
        pen.text((330, 60), "THẺ MẪU – KHÔNG CÓ GIÁ TRỊ", fill="#b02030", font=self._font(48))
        pen.rounded_rectangle((60, 330, 400, 790), 20, fill="#9fc7b4")
        rows = (f"Số: {number}", name.upper(), f"{born} · {sex}", residence, f"Cấp: {issued}")
        for place, row in enumerate(rows):
            pen.text((440, 400 + place * 84), row[:46], fill="#1b2330", font=self._font(38))
        code = np.array(list(segno.make(payload, error="m").matrix), dtype=np.uint8)
        side = round(16 * CARD_PX_PER_MM)
        modules = cv2.resize(
            (1 - np.pad(code, 2)) * 255, (side, side), interpolation=cv2.INTER_NEAREST
        )
        card.paste(Image.fromarray(modules).convert("RGB"), (width - side - 50, 110))
        return self._frame(np.asarray(card), share=0.7, turn=3.0, number=1)

    def page(self, rows: Sequence[tuple[str, str]] = BIRTH_NOTICE, number: int = 1) -> Frame:
        """A paper with a title, dotted lines and a red seal, in perspective on a desk."""
        page = Image.new("RGB", PAGE_SIZE, "#fbfaf5")
        pen = ImageDraw.Draw(page)
        for place, (label, value) in enumerate(rows):
            top = 160 + place * 120
            if not value:
                width = pen.textlength(label, font=self._font(58, bold=True))
                where = ((PAGE_SIZE[0] - width) / 2, top)
                pen.text(where, label, fill="#a61b24", font=self._font(58, bold=True))
                continue
            pen.text((140, top), f"{label}: ", fill="#1b2330", font=self._font(36))
            pen.text((560, top), value, fill="#23408a", font=self._font(38, bold=True))
            pen.line((550, top + 58, 1110, top + 58), fill="#8c8c8c", width=2)
        pen.ellipse((780, 1380, 1020, 1620), outline="#c0202a", width=9)
        pen.ellipse((815, 1415, 985, 1585), outline="#c0202a", width=4)
        return self._frame(np.asarray(page), share=0.42, turn=-2.0, number=number)

    def _font(self, size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
        return ImageFont.truetype(str(self._bold if bold else self._regular), size)

    def _frame(self, sheet: Picture, share: float, turn: float, number: int) -> Frame:
        """Lay a sheet on a textured desk: `share` of the frame width, turned by `turn` degrees."""
        width, height = FRAME_SIZE
        noise = np.random.default_rng(SEED + number)
        desk = np.full((height, width, 3), (70, 62, 58), np.float32)
        desk += cv2.GaussianBlur(noise.normal(0, 26, (height, width, 1)), (0, 0), 7)[..., None]
        wide = share * width
        tall = wide * sheet.shape[0] / sheet.shape[1]
        if tall > height * 0.92:
            wide, tall = wide * height * 0.92 / tall, height * 0.92
        corners = np.array(
            [
                [-wide / 2, -tall / 2],
                [wide / 2, -tall / 2],
                [wide / 2, tall / 2],
                [-wide / 2, tall / 2],
            ]
        )
        corners[:2, 0] *= 0.97
        angle = np.deg2rad(turn)
        spin = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        target = (corners @ spin.T + [width / 2, height / 2]).astype(np.float32)
        source = np.array(
            [[0, 0], [sheet.shape[1], 0], [sheet.shape[1], sheet.shape[0]], [0, sheet.shape[0]]],
            np.float32,
        )
        warp = cv2.getPerspectiveTransform(source, target)
        laid = cv2.warpPerspective(
            sheet[..., ::-1].astype(np.float32), warp, FRAME_SIZE, flags=cv2.INTER_AREA
        )
        there = cv2.warpPerspective(np.ones(sheet.shape[:2], np.float32), warp, FRAME_SIZE)[
            ..., None
        ]
        seen = laid * there + desk * (1 - there) + noise.normal(0, 2.0, desk.shape)
        pixels = np.ascontiguousarray(np.clip(seen, 0, 255).astype(np.uint8))
        return Frame(pixels.data, width, height, number)
