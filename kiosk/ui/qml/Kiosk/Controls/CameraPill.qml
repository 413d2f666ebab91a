pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Theme

// Words over the live picture.
Rectangle {
    id: root

    enum Look {
        Instruction,
        Advice,
        Good
    }

    property string text: ""
    property string icon: ""
    property int look: CameraPill.Instruction
    property bool small: false
    property real widest: Theme.px(900)
    readonly property color inkColour: ["#FFFFFF", Theme.textOnGold, Theme.okInk][root.look]

    color: [Theme.pill, Theme.gold, Theme.highContrast ? "#00240E" : "#FFFFFF"][root.look]
    implicitHeight: row.implicitHeight + Theme.px(root.small ? 22 : 34)
    implicitWidth: Math.min(root.widest, row.implicitWidth + Theme.px(root.small ? 44 : 72))
    radius: Math.min(height / 2, Theme.px(54))

    RowLayout {
        id: row

        anchors.centerIn: parent
        spacing: Theme.px(18)
        width: Math.min(row.implicitWidth, root.widest - Theme.px(72))

        Icon {
            colour: root.look === CameraPill.Instruction ? Theme.gold : root.inkColour
            name: root.icon
            size: Theme.tx(42)
        }

        Label {
            Layout.fillWidth: true
            Accessible.ignored: true
            color: root.inkColour
            font.pixelSize: Theme.tx(root.small ? 29 : 36)
            kind: Label.Value
            text: root.text
        }
    }
}
