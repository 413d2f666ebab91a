pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Theme

// The question of the screen, its place among the questions, and a line of help.
ColumnLayout {
    id: root

    property string title: ""
    property string subtitle: ""
    property string chip: ""
    property bool tight: false

    spacing: Theme.px(6)
    visible: root.title !== ""

    RowLayout {
        Layout.fillHeight: false
        Layout.fillWidth: true
        spacing: Theme.gap3

        Label {
            Layout.fillWidth: true
            font.pixelSize: root.tight ? Theme.cx(36) : Theme.tx(Theme.typeTitle)
            kind: Label.Title
            text: root.title
        }

        Tag {
            Layout.alignment: Qt.AlignTop
            Layout.maximumWidth: Theme.windowWidth * 0.36
            Layout.topMargin: Theme.px(8)
            text: root.chip
            tone: Tag.Brand
        }
    }

    Label {
        Layout.fillWidth: true
        color: Theme.ink2
        text: root.subtitle
        visible: root.subtitle !== ""
    }
}
