pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Theme

// One key of the on-screen keyboard; `name` under the sign says what a mark is called.
Pressable {
    id: root

    enum Face {
        Letter,
        Tone,
        Shape,
        Function
    }

    property int face: Key.Letter
    property string name: ""
    property string icon: ""
    property bool held: false
    property bool inline: Theme.compact
    property int keyHeight: Theme.keyHeight
    property int pixelSize: Theme.cx(40)
    readonly property bool lit: root.down || root.held
    readonly property color inkColour: root.lit ? Theme.textOnBrand : [Theme.ink, Theme.keyToneInk, Theme.keyShapeInk, Theme.ink][root.face]

    accessibleName: root.name === "" ? root.text : root.name
    ringRadius: Theme.radiusKey
    scale: 1
    waitMs: 60

    background: Item {
        implicitHeight: root.keyHeight
        implicitWidth: Theme.px(40)

        Rectangle {
            anchors.fill: parent
            anchors.topMargin: Theme.px(4)
            color: Theme.keyEdge
            radius: Theme.radiusKey
            visible: !Theme.highContrast
        }

        Rectangle {
            anchors.fill: parent
            anchors.bottomMargin: Theme.highContrast ? 0 : Theme.px(4)
            border.color: Theme.keyEdge
            border.width: Theme.highContrast ? Math.max(1, Theme.px(2)) : 0
            color: root.lit ? Theme.brand : [Theme.keyFace, Theme.keyTone, Theme.keyShape, Theme.keyFunction][root.face]
            radius: Theme.radiusKey
        }
    }
    contentItem: GridLayout {
        columnSpacing: Theme.px(8)
        columns: root.inline || root.icon !== "" ? 4 : 1
        rowSpacing: 0

        Item {
            Layout.fillWidth: true
            visible: parent.columns > 1
        }

        Icon {
            Layout.alignment: Qt.AlignCenter
            colour: root.inkColour
            name: root.icon
            size: Math.round(root.pixelSize * 1.15)
        }

        Text {
            Layout.alignment: Qt.AlignCenter
            Accessible.ignored: true
            color: root.inkColour
            font.family: Theme.family
            font.pixelSize: root.pixelSize
            font.weight: root.face === Key.Tone || root.face === Key.Shape ? Font.Bold : Font.DemiBold
            text: root.text
            textFormat: Text.PlainText
            visible: root.text !== ""
        }

        Text {
            Layout.alignment: Qt.AlignCenter
            Accessible.ignored: true
            color: root.inkColour
            font.family: Theme.family
            font.pixelSize: Theme.cx(28)
            font.weight: Font.Medium
            text: root.name
            textFormat: Text.PlainText
            visible: root.name !== "" && (root.face === Key.Tone || !root.inline)
        }

        Item {
            Layout.fillWidth: true
            visible: parent.columns > 1
        }
    }
}
