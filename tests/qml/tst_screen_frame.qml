pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtTest
import Kiosk.Controls

KioskCase {
    id: root

    name: "ScreenFrame"

    component Page: ScreenFrame {
        id: page

        property int rows: 3

        height: root.height
        primaryText: "Tôi cam đoan"
        title: "Cam đoan"
        width: root.width

        Repeater {
            model: page.rows

            Label {
                required property int index

                Layout.fillWidth: true
                Layout.preferredHeight: 180
                text: "Điều " + (index + 1)
            }
        }
    }

    Component {
        id: screens

        Page {}
    }

    SignalSpy {
        id: primary

        signalName: "primaryClicked"
    }

    function screen(properties: var): Page {
        const screen = root.createTemporaryObject(screens, root, properties) as Page;
        primary.target = screen;
        primary.clear();
        root.verify(primary.valid);
        root.settle();
        return screen;
    }

    function test_a_keyboard_that_left_gives_its_room_back() {
        const screen = root.screen({
            "rows": 6
        });
        const keyboard = root.createTemporaryQmlObject("import QtQuick; Item { implicitHeight: 300; implicitWidth: 100 }", root) as Item;
        const parts = screen.parts;
        screen.pinned.push(keyboard);
        root.tryVerify(() => screen.parts > parts);
        keyboard.visible = false;
        root.tryCompare(screen, "parts", parts);
    }

    function test_what_fits_is_read_at_once() {
        const screen = root.screen({
            "mustRead": true
        });
        root.verify(!screen.paged);
        root.press(screen, "Tôi cam đoan");
        root.compare(primary.count, 1);
    }

    function test_what_must_be_read_opens_the_action_at_its_last_part() {
        const screen = root.screen({
            "mustRead": true,
            "rows": 16
        });
        root.verify(screen.paged);
        root.verify(!root.named(screen, "Tôi cam đoan").enabled);
        root.press(screen, "Tôi cam đoan");
        root.compare(primary.count, 0);
        for (let part = 1; part < screen.parts; part += 1) {
            root.press(screen, "Xem tiếp – phần " + part + " trên " + screen.parts);
        }
        root.compare(screen.part, screen.parts - 1);
        root.press(screen, "Tôi cam đoan");
        root.compare(primary.count, 1);
    }

    function test_what_need_not_be_read_does_not_hold_the_action() {
        const screen = root.screen({
            "rows": 16
        });
        root.press(screen, "Tôi cam đoan");
        root.compare(primary.count, 1);
    }

    function test_a_part_begins_at_the_top_of_a_row() {
        const screen = root.screen({
            "rows": 16
        });
        const pitch = 180 + screen.bodySpacing;
        for (let part = 0; part < screen.parts; part += 1) {
            const start = screen.partStarts[part];
            root.fuzzyCompare(Math.round(start / pitch) * pitch, start, 1);
        }
    }

    function test_a_new_title_goes_back_to_the_first_part() {
        const screen = root.screen({
            "rows": 16,
            "mustRead": true
        });
        screen.nextPart();
        root.compare(screen.part, 1);
        screen.title = "Chữ ký";
        root.compare(screen.part, 0);
        root.verify(!screen.readToEnd);
    }

    function test_help_is_on_every_screen() {
        const screen = root.screen({});
        for (const words of ["Đọc to màn hình này", "Cỡ chữ, đang là 100 phần trăm", "Tương phản cao", "Gọi cán bộ đến giúp"]) {
            const button = root.named(screen, words);
            root.verify(button !== null, words);
            root.verify(button.mapToItem(screen, 0, button.height).y <= screen.height, words + " is inside");
        }
    }

    function test_a_screen_without_back_has_none() {
        const screen = root.screen({
            "backVisible": false
        });
        root.compare(root.named(screen, "Quay lại"), null);
    }
}
