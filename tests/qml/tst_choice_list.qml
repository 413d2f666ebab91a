pragma ComponentBehavior: Bound

import QtQuick
import QtTest
import Kiosk.Controls

KioskCase {
    id: root

    name: "ChoiceList"

    Component {
        id: lists

        ChoiceList {
            choices: [
                {
                    "key": "mother",
                    "label": "Mẹ"
                },
                {
                    "key": "father",
                    "label": "Cha",
                    "hint": "có tên trong giấy chứng sinh"
                }
            ]
            width: 992
        }
    }

    SignalSpy {
        id: chosen

        signalName: "chosen"
    }

    function list(): ChoiceList {
        const list = root.createTemporaryObject(lists, root) as ChoiceList;
        chosen.target = list;
        chosen.clear();
        root.verify(chosen.valid);
        return list;
    }

    function test_a_tap_tells_the_key_and_leaves_choosing_to_the_owner() {
        const list = root.list();
        root.press(list, "Cha, có tên trong giấy chứng sinh");
        root.compare(chosen.signalArguments[0][0], "father");
        root.compare(list.current, "");
        root.verify(!root.named(list, "Cha, có tên trong giấy chứng sinh").checked);
    }

    function test_only_the_current_row_is_ticked() {
        const list = root.list();
        list.current = "mother";
        root.verify(root.named(list, "Mẹ").checked);
        root.verify(!root.named(list, "Cha, có tên trong giấy chứng sinh").checked);
    }

    function test_a_row_is_high_enough_for_a_finger() {
        const list = root.list();
        root.settle();
        root.verify(root.named(list, "Mẹ").height >= 16 * 4.03);
    }
}
