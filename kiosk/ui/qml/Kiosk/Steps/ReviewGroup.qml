pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Controls
import Kiosk.Theme

// One section of the review; "change" opens its rows one by one.
Card {
    id: root

    property string title: ""
    property string icon: "file-text"
    property var rows: []
    property bool changing: false

    signal changeClicked(question: string)

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.gap3

        IconTile {
            icon: root.icon
            size: Theme.px(72)
        }

        Label {
            Layout.fillWidth: true
            kind: Label.Card
            text: root.title
        }

        SmallButton {
            accessibleName: (root.changing ? qsTr("Thôi sửa") : qsTr("Sửa")) + " " + root.title
            icon: root.changing ? "x" : "pencil"
            text: root.changing ? qsTr("Thôi sửa") : qsTr("Sửa")

            onClicked: root.changing = !root.changing
        }
    }

    Repeater {
        model: root.rows

        FactRow {
            required property int index
            required property var modelData

            Layout.fillWidth: true
            actionText: root.changing ? qsTr("Sửa") : ""
            badge: modelData.badge
            divider: index < root.rows.length - 1
            label: modelData.label
            value: modelData.value

            onActionClicked: root.changeClicked(modelData.id)
        }
    }
}
