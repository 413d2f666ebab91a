pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Theme

// A figure in the middle of a card: how long, when, how much.
Card {
    id: root

    property string icon: ""
    property string label: ""
    property string figure: ""
    property string hint: ""
    property color colour: Theme.info

    Accessible.name: root.label + ": " + root.figure + ". " + root.hint
    Accessible.role: Accessible.StaticText
    padding: Theme.px(16)
    spacing: Theme.px(8)

    RowLayout {
        Layout.alignment: Qt.AlignHCenter
        Layout.fillHeight: false
        spacing: Theme.px(10)

        Icon {
            colour: root.colour
            name: root.icon
            size: Theme.tx(32)
        }

        Label {
            Accessible.ignored: true
            kind: Label.Small
            text: root.label
        }
    }

    Label {
        Layout.fillWidth: true
        Accessible.ignored: true
        color: root.colour
        font.pixelSize: Theme.tx(35)
        horizontalAlignment: Text.AlignHCenter
        kind: Label.Value
        text: root.figure
    }

    Label {
        Layout.fillWidth: true
        Accessible.ignored: true
        horizontalAlignment: Text.AlignHCenter
        kind: Label.Small
        text: root.hint
        visible: root.hint !== ""
    }
}
