pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Controls
import Kiosk.Theme

// One paper of a procedure: its name, where to get it, and whether it is handed in or only shown.
ColumnLayout {
    id: root

    property string name: ""
    property string where: ""
    property string when: ""
    property bool filedHere: true
    property bool shown: false
    property bool divider: true

    spacing: Theme.px(8)

    GridLayout {
        Layout.fillWidth: true
        Layout.topMargin: Theme.px(12)
        columnSpacing: Theme.gap3
        columns: Theme.textScale > 1.1 && !Theme.wide ? 1 : 2
        rowSpacing: Theme.px(8)

        Label {
            Layout.fillWidth: true
            kind: Label.Value
            text: root.name
        }

        Tag {
            icon: root.shown ? "eye" : "camera"
            text: root.shown ? qsTr("Chỉ xuất trình") : qsTr("Nộp bản chụp")
            tone: root.shown ? Tag.Good : Tag.Info
            visible: root.filedHere
        }
    }

    Label {
        Layout.fillWidth: true
        color: Theme.ink2
        text: root.when === "" ? root.where : root.when + ". " + root.where
        visible: text !== ""
    }

    Rectangle {
        Layout.fillWidth: true
        Layout.topMargin: Theme.px(8)
        color: Theme.hairline
        implicitHeight: Math.max(1, Theme.px(1))
        visible: root.divider
    }
}
