pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Controls

KioskCase {
    id: root

    name: "NumberPad"

    component Desk: ColumnLayout {
        readonly property alias field: field
        readonly property alias pad: pad

        width: 1080

        TextEntry {
            id: field

            Layout.fillWidth: true
            digitsOnly: true
            maximumLength: 12
        }

        NumberPad {
            id: pad

            Layout.fillWidth: true
            target: field
        }
    }

    Component {
        id: desks

        Desk {}
    }

    function desk(): Desk {
        return root.createTemporaryObject(desks, root) as Desk;
    }

    function test_digits_fill_the_field_and_delete_takes_the_last() {
        const desk = root.desk();
        for (const digit of "0123456789") {
            root.press(desk.pad, digit);
        }
        root.press(desk.pad, "Xóa");
        root.compare(desk.field.written, "012345678");
    }

    function test_a_number_has_no_more_than_its_digits() {
        const desk = root.desk();
        for (let digit = 0; digit < 14; digit += 1) {
            root.press(desk.pad, "7");
        }
        root.compare(desk.field.written, "777777777777");
    }

    function test_the_empty_place_is_no_key() {
        const desk = root.desk();
        const empty = root.named(desk.pad, "");
        root.verify(empty !== null);
        root.verify(!empty.enabled);
        root.tap(empty);
        root.compare(desk.field.written, "");
    }

    function test_an_extra_key_stands_in_the_empty_place() {
        const desk = root.desk();
        desk.pad.extraKey = "/";
        desk.field.digitsOnly = false;
        root.press(desk.pad, "1");
        root.press(desk.pad, "/");
        root.compare(desk.field.written, "1/");
    }
}
