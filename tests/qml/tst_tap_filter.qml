pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Theme

KioskCase {
    id: root

    name: "TapFilter"

    Component {
        id: buttons

        Column {
            property alias first: first
            property alias second: second
            property int firstCount: 0
            property int secondCount: 0

            spacing: 300

            PrimaryButton {
                id: first

                text: "Tiếp tục"

                onClicked: parent.firstCount += 1
            }

            PrimaryButton {
                id: second

                text: "Quay lại"

                onClicked: parent.secondCount += 1
            }
        }
    }

    function test_a_double_tap_counts_once() {
        const column = root.createTemporaryObject(buttons, root);
        root.touch(column.first, 50, 50);
        root.touch(column.first, 52, 51);
        root.compare(column.firstCount, 1);
    }

    function test_a_tap_after_the_wait_counts_again() {
        const column = root.createTemporaryObject(buttons, root);
        root.touch(column.first, 50, 50);
        TapFilter.lastTime -= Theme.doubleTapMs;
        root.touch(column.first, 50, 50);
        root.compare(column.firstCount, 2);
    }

    function test_two_quick_taps_on_two_buttons_both_count() {
        const column = root.createTemporaryObject(buttons, root);
        root.touch(column.first, 50, 50);
        root.touch(column.second, 50, 50);
        root.compare(column.firstCount, 1);
        root.compare(column.secondCount, 1);
    }

    function test_a_disabled_button_does_nothing() {
        const column = root.createTemporaryObject(buttons, root);
        column.first.enabled = false;
        root.touch(column.first, 50, 50);
        root.compare(column.firstCount, 0);
    }

    function test_enter_and_space_press_and_a_repeat_is_dropped() {
        const column = root.createTemporaryObject(buttons, root);
        column.first.forceActiveFocus();
        root.keyClick(Qt.Key_Return);
        root.keyClick(Qt.Key_Space);
        root.compare(column.firstCount, 1);
        root.pause();
        root.keyClick(Qt.Key_Space);
        root.compare(column.firstCount, 2);
    }

    function test_arrows_go_to_the_neighbour() {
        const column = root.createTemporaryObject(buttons, root);
        column.first.forceActiveFocus(Qt.TabFocusReason);
        root.keyClick(Qt.Key_Down);
        root.verify(column.second.activeFocus);
    }
}
