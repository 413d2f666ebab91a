pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Theme

// The honest line: whether there is one, what is saved, whom to ask.
Rectangle {
    id: root

    property bool online: true
    property string words: ""
    property string hotline: ""
    readonly property color inkColour: root.online ? Theme.okInk : Theme.warnInk

    Accessible.name: root.words
    Accessible.role: Accessible.StatusBar
    color: root.online ? (Theme.highContrast ? Theme.bg : "#EDF4E9") : Theme.warnBg
    implicitHeight: row.implicitHeight + Theme.px(Theme.compact ? 14 : 22)

    RowLayout {
        id: row

        anchors.left: parent.left
        anchors.leftMargin: Theme.sideMargin
        anchors.right: parent.right
        anchors.rightMargin: Theme.sideMargin
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.px(12)

        Icon {
            Layout.alignment: Qt.AlignVCenter
            colour: root.inkColour
            name: root.online ? "wifi" : "wifi-off"
            size: Theme.cx(34)
        }

        Label {
            Layout.fillWidth: true
            color: root.inkColour
            font.pixelSize: Theme.cx(28)
            kind: Label.Small
            text: root.words
        }

        Icon {
            Layout.alignment: Qt.AlignVCenter
            colour: root.inkColour
            name: "phone"
            size: Theme.cx(34)
            visible: root.hotline !== ""
        }

        Label {
            Layout.alignment: Qt.AlignVCenter
            color: root.inkColour
            font.pixelSize: Theme.cx(28)
            font.weight: Font.DemiBold
            kind: Label.Small
            text: qsTr("Hỏi: %1").arg(root.hotline)
            visible: root.hotline !== ""
            wrapMode: Text.NoWrap
        }
    }
}
