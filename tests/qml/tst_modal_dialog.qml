pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls

KioskCase {
    id: root

    name: "ModalDialog"

    component Page: Item {
        readonly property alias dialog: dialog
        readonly property alias behind: behind
        property list<string> told: []

        height: root.height
        width: root.width

        PrimaryButton {
            id: behind

            enabled: !dialog.open
            text: "Phía sau"

            onClicked: parent.told.push("behind")
        }

        ModalDialog {
            id: dialog

            icon: "hand-finger"
            offersOfficer: true
            primaryText: "Tôi vẫn ở đây"
            secondaryText: "Thoát"
            title: "Bà con còn ở đây không?"

            onOfficerClicked: parent.told.push("officer")
            onPrimaryClicked: parent.told.push("primary")
            onSecondaryClicked: parent.told.push("secondary")
        }
    }

    Component {
        id: pages

        Page {}
    }

    function page(): Page {
        return root.createTemporaryObject(pages, root) as Page;
    }

    function test_closed_it_is_not_there() {
        const page = root.page();
        root.compare(root.named(page, "Tôi vẫn ở đây"), null);
        root.tap(page.behind);
        root.compare(page.told, ["behind"]);
    }

    function test_open_the_page_behind_cannot_be_touched() {
        const page = root.page();
        page.dialog.open = true;
        root.tap(page.behind);
        root.compare(page.told, []);
    }

    function test_every_answer_is_told() {
        const page = root.page();
        page.dialog.open = true;
        for (const words of ["Tôi vẫn ở đây", "Thoát", "Gọi cán bộ"]) {
            root.press(page.dialog, words);
        }
        root.compare(page.told, ["primary", "secondary", "officer"]);
    }

    function test_the_first_answer_has_the_keyboard() {
        const page = root.page();
        page.dialog.open = true;
        root.keyClick(Qt.Key_Return);
        root.compare(page.told, ["primary"]);
    }

    function test_tab_stays_inside() {
        const page = root.page();
        page.dialog.open = true;
        for (const words of ["Thoát", "Gọi cán bộ", "Tôi vẫn ở đây"]) {
            root.keyClick(Qt.Key_Tab);
            root.verify(root.named(page.dialog, words).activeFocus, words);
        }
    }
}
