pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Controls
import Kiosk.Theme

// Who of the earlier dossiers is in this one too, so that nothing is typed twice.
VisitScreen {
    id: root

    primaryEnabled: root.shell.earlier.anyChosen
    primaryText: qsTr("Dùng lại, khỏi gõ")
    subtitle: qsTr("Lần trước ở quầy này đã khai những người dưới đây. Ai không có trong hồ sơ lần này thì bấm để bỏ dấu.")
    title: qsTr("Dùng lại điều đã khai lần trước?")

    onPrimaryClicked: root.shell.earlier.take()

    Card {
        Layout.fillWidth: true

        Repeater {
            model: root.shell.earlier.rows

            TickBox {
                required property var modelData

                Layout.fillWidth: true
                checked: modelData.chosen
                hint: modelData.spared
                hintColour: Theme.ink2
                text: modelData.name

                onClicked: root.shell.earlier.toggle(modelData.role)
            }
        }
    }

    Banner {
        Layout.fillWidth: true
        text: qsTr("Mỗi điều dùng lại đều được hỏi để xem lại. Điều nào đổi rồi thì sửa.")
        title: qsTr("Vẫn xem lại được")
    }

    SecondaryButton {
        Layout.fillWidth: true
        icon: "edit"
        text: qsTr("Không, khai lại từ đầu")

        onClicked: root.shell.earlier.decline()
    }

    Item {
        Layout.fillHeight: true
    }
}
