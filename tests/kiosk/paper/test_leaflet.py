from dataclasses import replace

import pytest

from kiosk.paper.leaflet import Leaflet, build
from kiosk.paper.leaflet_blocks import Bring, Card
from tests.support.papers import base_fonts, codes, flat, ink, page_images, page_texts

LEAFLET = Leaflet(
    agency="Trung tâm Phục vụ hành chính công xã Nậm Mẫu",
    title="Đăng ký khai sinh",
    subtitle="cho trẻ mới sinh, trong vòng 60 ngày",
    bring=(
        Bring("Giấy chứng sinh (bản chính)", "Mất hoặc không có: gọi số dưới đây."),
        Bring("Căn cước của người đi đăng ký", "Chỉ xem rồi trả lại ngay."),
    ),
    bring_if=(),
    not_needed=("giấy chứng nhận kết hôn", "sổ hộ khẩu", "bản photo"),
    time=Card("Thời gian", "Trong ngày", "Đến sau 15 giờ: nhận vào ngày làm việc kế tiếp."),
    fee=Card("Lệ phí", "Không mất tiền", "Bản sao trích lục: 8.000 đ một bản."),
    qr="HTTPS://MC.VN/P/1.001193",
    help="Không biết làm? Cứ đến, cán bộ giúp.",
    where_and_when="Quầy số 3, Trung tâm Phục vụ hành chính công xã Nậm Mẫu.",
    hotline="02143000115",
    source="Mã thủ tục 1.001193 · Luật Hộ tịch 2014",
    version="bản 2026-01-15",
)
CASES = replace(
    LEAFLET,
    bring_if=tuple(Bring(f"Giấy tờ cho trường hợp thứ {n}", "Khi cần.") for n in range(1, 4)),
)


@pytest.mark.parametrize("leaflet", [LEAFLET, CASES], ids=["short", "with cases"])
def test_a_leaflet_of_one_page_tells_all_it_must(leaflet: Leaflet) -> None:
    pdf = build(leaflet)

    assert len(page_texts(pdf)) == 1
    printed = flat(pdf)
    for words in (
        "Đăng ký khai sinh",
        "Mang theo",
        "Giấy chứng sinh (bản chính)",
        "Không cần mang",
        "giấy chứng nhận kết hôn; sổ hộ khẩu; bản photo",
        "Trong ngày",
        "Không mất tiền",
        "0214 3000 115",
        "bản 2026-01-15",
    ):
        assert words in printed
    assert codes(page_images(pdf, 110)[0]) == [LEAFLET.qr]
    assert all("+NotoSans" in face for face in base_fonts(pdf))
    assert pdf == build(leaflet)


def test_a_leaflet_with_many_papers_takes_a_second_page_and_loses_none() -> None:
    many = tuple(
        Bring(f"Giấy tờ rất dài tên số {n} của người được làm hộ", "Xin ở xã, mang bản chính.")
        for n in range(1, 31)
    )
    pdf = build(replace(LEAFLET, bring=many))

    assert len(page_texts(pdf)) > 1
    printed = flat(pdf)
    assert all(f"tên số {n} " in printed for n in range(1, 31))
    for image in page_images(pdf, 60):
        _, _, _, bottom = ink(image)
        assert bottom <= (297 - 8) / 25.4 * 60


def test_papers_of_some_cases_stand_under_their_own_heading() -> None:
    assert "Chỉ một số trường hợp cần" in flat(build(CASES))
    assert "Chỉ một số trường hợp cần" not in flat(build(LEAFLET))
