pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Controls

// Are these your data? Confirm, don't retype.
VisitScreen {
    id: root

    mustRead: true
    primaryText: qsTr("Đúng, là tôi")
    subtitle: qsTr("Xem kỹ từng dòng. Sai thì bấm “Không phải tôi”.")
    title: qsTr("Thông tin trên thẻ có đúng không?")

    onPrimaryClicked: root.shell.confirmCard.confirm()

    Card {
        Layout.fillWidth: true
        spacing: 0

        Repeater {
            model: root.shell.confirmCard.rows

            FactRow {
                required property int index
                required property var modelData

                Layout.fillWidth: true
                actionIcon: root.shell.confirmCard.numberShown ? "eye-off" : "eye"
                actionText: modelData.secret ? (root.shell.confirmCard.numberShown ? qsTr("Giấu số") : qsTr("Hiện số")) : ""
                badge: qsTr("Từ thẻ")
                big: modelData.id === "name"
                divider: index < root.shell.confirmCard.rows.length - 1
                label: modelData.label
                value: modelData.value

                onActionClicked: root.shell.confirmCard.toggleNumber()
            }
        }
    }

    Repeater {
        model: root.shell.confirmCard.warnings

        Banner {
            required property string modelData

            Layout.fillWidth: true
            text: modelData
            title: qsTr("Xin xem lại")
            tone: Banner.Warning
        }
    }

    SecondaryButton {
        Layout.fillWidth: true
        icon: "x"
        text: qsTr("Không phải tôi, quét thẻ khác")

        onClicked: root.shell.confirmCard.reject()
    }

    Item {
        Layout.fillHeight: true
    }
}
