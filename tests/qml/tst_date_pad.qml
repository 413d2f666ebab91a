pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls

KioskCase {
    id: root

    name: "DatePad"

    // Keeps what was picked, as a view model does.
    component Pad: DatePad {
        latest: "2026-11-23"
        width: 992

        onPicked: value => this.value = value
    }

    Component {
        id: pads

        Pad {}
    }

    function pad(properties: var): Pad {
        return root.createTemporaryObject(pads, root, properties) as Pad;
    }

    function test_up_and_down_move_one_day() {
        const pad = root.pad({
            "value": "2026-11-12"
        });
        root.press(pad, "Ngày sau");
        root.compare(pad.value, "2026-11-13");
        root.press(pad, "Ngày trước");
        root.press(pad, "Ngày trước");
        root.compare(pad.value, "2026-11-11");
    }

    function test_a_shorter_month_shortens_the_day() {
        const pad = root.pad({
            "value": "2025-03-31"
        });
        root.press(pad, "Tháng trước");
        root.compare(pad.value, "2025-02-28");
    }

    function test_a_leap_day_goes_when_the_year_has_none() {
        const pad = root.pad({
            "value": "2024-02-29"
        });
        root.press(pad, "Năm trước");
        root.compare(pad.value, "2023-02-28");
    }

    function test_a_date_to_come_can_be_picked_where_one_is_asked() {
        const pad = root.pad({
            "value": "2026-11-23",
            "future": true
        });
        root.press(pad, "Năm sau");
        root.press(pad, "Ngày sau");
        root.compare(pad.value, "2027-11-24");
    }

    function test_nothing_later_than_the_latest_can_be_picked() {
        const pad = root.pad({
            "value": "2025-12-30"
        });
        root.press(pad, "Năm sau");
        root.compare(pad.value, "2026-11-23");
        root.verify(!root.named(pad, "Ngày sau").enabled);
        root.verify(!root.named(pad, "Tháng sau").enabled);
        root.verify(!root.named(pad, "Năm sau").enabled);
        root.press(pad, "Năm sau");
        root.compare(pad.value, "2026-11-23");
    }

    function test_before_the_first_pick_it_stands_at_the_latest_day() {
        const pad = root.pad({});
        root.press(pad, "Ngày trước");
        root.compare(pad.value, "2026-11-22");
    }

    function test_a_half_remembered_date_keeps_only_what_is_known() {
        const pad = root.pad({
            "partial": true,
            "value": "1957-06-05"
        });
        root.press(pad, "Chỉ nhớ tháng");
        root.compare(pad.value, "1957-06");
        root.compare(root.named(pad, "Ngày sau"), null);
        root.press(pad, "Tháng sau");
        root.compare(pad.value, "1957-07");
        root.press(pad, "Chỉ nhớ năm");
        root.compare(pad.value, "1957");
        root.compare(root.named(pad, "Tháng sau"), null);
        root.press(pad, "Năm trước");
        root.compare(pad.value, "1956");
        root.verify(root.named(pad, "Chỉ nhớ năm").checked);
        root.press(pad, "Nhớ đủ ngày");
        root.compare(pad.value, "1956-01-01");
    }

    function test_a_whole_date_has_no_half_remembered_buttons() {
        const pad = root.pad({
            "value": "2026-11-12"
        });
        root.compare(root.named(pad, "Chỉ nhớ năm"), null);
    }

    function test_a_held_button_goes_on_by_itself() {
        const pad = root.pad({
            "value": "2026-11-12"
        });
        root.settle();
        const later = root.named(pad, "Ngày sau");
        root.mousePress(later, 40, 40);
        root.tryVerify(() => pad.value >= "2026-11-14", 6000);
        root.mouseRelease(later, 40, 40);
        const reached = pad.value;
        root.compare(pad.value, reached);
    }
}
