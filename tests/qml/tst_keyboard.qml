pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtTest
import Kiosk.Controls

KioskCase {
    id: root

    name: "VietnameseKeyboard"

    component Desk: ColumnLayout {
        readonly property alias field: field
        readonly property alias keys: keys
        property list<string> told: []

        width: 1080

        TextEntry {
            id: field

            Layout.fillWidth: true
            label: "Họ và tên"
            sentences: false

            onEdited: text => parent.told.push(text)
        }

        VietnameseKeyboard {
            id: keys

            Layout.fillWidth: true
            target: field
        }
    }

    Component {
        id: desks

        Desk {}
    }

    SignalSpy {
        id: sent

        signalName: "keyTapped"
    }

    function desk(): Desk {
        return root.createTemporaryObject(desks, root) as Desk;
    }

    function type(desk: Desk, keys: string) {
        for (const key of keys.split(" ")) {
            root.press(desk.keys, key);
        }
    }

    function test_letters_then_a_tone_key_make_a_word() {
        const desk = root.desk();
        root.type(desk, "n g u y e n");
        root.press(desk.keys, "Dấu mũ");
        root.press(desk.keys, "Dấu ngã");
        root.compare(desk.field.written, "nguyễn");
    }

    function test_tone_keys_act_on_the_last_word_even_after_a_space() {
        const desk = root.desk();
        root.type(desk, "l a n");
        root.press(desk.keys, "dấu cách");
        root.type(desk, "d u o n g");
        root.press(desk.keys, "dấu cách");
        root.press(desk.keys, "Dấu móc");
        root.press(desk.keys, "Dấu gạch");
        root.press(desk.keys, "Dấu huyền");
        root.compare(desk.field.written, "lan đường ");
    }

    function test_the_same_mark_again_takes_it_away() {
        const desk = root.desk();
        root.type(desk, "m a");
        root.press(desk.keys, "Dấu sắc");
        root.compare(desk.field.written, "má");
        root.press(desk.keys, "Dấu sắc");
        root.compare(desk.field.written, "ma");
    }

    function test_telex_is_a_toggle_and_hides_the_mark_keys() {
        const desk = root.desk();
        root.verify(root.named(desk.keys, "Dấu sắc") !== null);
        root.press(desk.keys, "Telex");
        root.compare(root.named(desk.keys, "Dấu sắc"), null);
        root.type(desk, "v i e e t j");
        root.compare(desk.field.written, "việt");
        root.press(desk.keys, "Dấu");
        root.verify(root.named(desk.keys, "Dấu sắc") !== null);
        root.press(desk.keys, "dấu cách");
        root.type(desk, "a s");
        root.compare(desk.field.written, "việt as");
    }

    function test_names_get_capitals_by_themselves_and_shift_undoes_one() {
        const desk = root.desk();
        desk.field.names = true;
        root.type(desk, "A n");
        root.press(desk.keys, "dấu cách");
        root.press(desk.keys, "Chữ hoa");
        root.type(desk, "b");
        root.compare(desk.field.written, "An b");
    }

    function test_backspace_takes_one_letter_with_its_marks() {
        const desk = root.desk();
        root.type(desk, "m a");
        root.press(desk.keys, "Dấu sắc");
        root.press(desk.keys, "Xóa một chữ");
        root.compare(desk.field.written, "m");
    }

    function test_digits_and_highland_letters_have_their_own_pages() {
        const desk = root.desk();
        root.press(desk.keys, "Số và dấu câu");
        root.type(desk, "1 2");
        root.press(desk.keys, "Chữ các dân tộc");
        root.press(desk.keys, "ê̆");
        root.press(desk.keys, "Bàn phím chữ");
        root.type(desk, "k");
        root.compare(desk.field.written, "12ê̆k");
    }

    function test_every_key_is_told_with_its_mode() {
        const desk = root.desk();
        sent.target = desk.keys;
        sent.clear();
        root.verify(sent.valid);
        root.type(desk, "a");
        root.press(desk.keys, "Telex");
        root.type(desk, "s");
        root.compare(sent.count, 2);
        root.compare(sent.signalArguments[0][1], "marks");
        root.compare(sent.signalArguments[1][1], "telex");
        root.compare(desk.told, ["a", "á"]);
    }

    function test_every_key_is_wide_enough_for_a_finger() {
        const desk = root.desk();
        root.settle();
        for (const name of ["q", "p", "z", "Dấu sắc", "Dấu gạch", "Xóa một chữ", "Telex"]) {
            const key = root.named(desk.keys, name);
            root.verify(key !== null, name);
            root.verify(key.width >= 80, name + " is " + key.width + " wide");
            root.verify(key.height >= 50, name + " is " + key.height + " high");
            root.verify(key.mapToItem(desk.keys, key.width, 0).x <= desk.keys.width, name + " is inside");
        }
    }
}
