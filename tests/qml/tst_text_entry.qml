pragma ComponentBehavior: Bound

import QtQuick
import QtTest
import Kiosk.Controls

KioskCase {
    id: root

    name: "TextEntry"

    Component {
        id: fields

        TextEntry {
            label: "Tên cháu"
            width: 900
        }
    }

    SignalSpy {
        id: edits

        signalName: "edited"
    }

    SignalSpy {
        id: accepts

        signalName: "accepted"
    }

    function field(properties: var): TextEntry {
        const field = root.createTemporaryObject(fields, root, properties) as TextEntry;
        edits.target = field;
        edits.clear();
        root.verify(edits.valid);
        return field;
    }

    function type(words: string) {
        for (const letter of words) {
            root.keyClick(letter);
        }
    }

    function test_a_hardware_keyboard_composes_telex() {
        const field = root.field({});
        field.takeFocus();
        root.type("tieengs ");
        root.type("vieetj");
        root.compare(field.written, "tiếng việt");
        root.compare(edits.count, 14);
    }

    function test_a_field_that_does_not_compose_keeps_what_is_typed() {
        const field = root.field({
            "composing": false
        });
        field.takeFocus();
        root.type("as");
        root.compare(field.written, "as");
    }

    function test_only_digits_enter_a_digits_field() {
        const field = root.field({
            "digitsOnly": true
        });
        field.takeFocus();
        root.type("1a2");
        field.press("b", "plain");
        field.press("3", "plain");
        root.compare(field.written, "123");
    }

    function test_text_from_outside_shows_without_being_an_edit() {
        const field = root.field({});
        field.text = "Nguyễn Thị Mẫu";
        root.compare(field.written, "Nguyễn Thị Mẫu");
        root.compare(edits.count, 0);
    }

    function test_nothing_longer_than_the_limit_enters() {
        const field = root.field({
            "maximumLength": 3
        });
        for (const letter of "abcd") {
            field.press(letter, "marks");
        }
        root.compare(field.written, "abc");
    }

    function test_clear_all_empties_the_field_and_says_so() {
        const field = root.field({
            "text": "Mẫu"
        });
        root.press(field, "Xóa hết chữ trong ô");
        root.compare(field.written, "");
        root.compare(edits.signalArguments[0][0], "");
        root.compare(root.named(field, "Xóa hết chữ trong ô"), null);
    }

    function test_keys_act_where_the_cursor_stands() {
        const field = root.field({
            "text": "an hoa"
        });
        field.takeFocus();
        root.keyClick(Qt.Key_Home);
        root.keyClick(Qt.Key_Right);
        root.keyClick(Qt.Key_Right);
        field.press("sac", "marks");
        root.compare(field.written, "án hoa");
    }

    function test_enter_accepts() {
        const field = root.field({});
        accepts.target = field;
        accepts.clear();
        field.takeFocus();
        root.keyClick(Qt.Key_Return);
        root.compare(accepts.count, 1);
    }
}
