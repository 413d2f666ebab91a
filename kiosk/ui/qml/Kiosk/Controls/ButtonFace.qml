pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Theme

// Icon and words of a button, side by side or stacked, never wider than the button.
Item {
    id: root

    property string text: ""
    property string icon: ""
    property bool iconLast: false
    property bool stacked: false
    property color colour: Theme.ink
    property int pixelSize: Theme.tx(Theme.typeButton)
    property int weight: Font.DemiBold
    property int iconSize: Math.round(root.pixelSize * 1.25)

    implicitHeight: grid.implicitHeight
    implicitWidth: grid.implicitWidth

    GridLayout {
        id: grid

        anchors.centerIn: parent
        columnSpacing: Theme.px(16)
        columns: root.stacked ? 1 : 3
        rowSpacing: Theme.px(2)
        width: Math.min(grid.implicitWidth, root.width)

        Icon {
            Layout.alignment: Qt.AlignCenter
            colour: root.colour
            name: root.icon
            size: root.iconSize
            visible: root.icon !== "" && !root.iconLast
        }

        Text {
            Layout.alignment: Qt.AlignCenter
            Layout.fillWidth: true
            Accessible.ignored: true
            color: root.colour
            font.family: Theme.family
            font.pixelSize: root.pixelSize
            font.weight: root.weight
            horizontalAlignment: root.stacked || lineCount > 1 ? Text.AlignHCenter : Text.AlignLeft
            lineHeight: 1.05
            text: root.text
            textFormat: Text.PlainText
            visible: root.text !== ""
            wrapMode: Text.Wrap
        }

        Icon {
            Layout.alignment: Qt.AlignCenter
            colour: root.colour
            name: root.icon
            size: root.iconSize
            visible: root.icon !== "" && root.iconLast
        }
    }
}
