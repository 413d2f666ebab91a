pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// Any other action; `tone` says how it looks.
Pressable {
    id: root

    enum Tone {
        Plain,
        Brand,
        Officer
    }

    property string icon: ""
    property bool iconLast: false
    property bool stacked: false
    property int tone: SecondaryButton.Plain
    property int pixelSize: Theme.tx(Theme.typeButton)
    property int buttonHeight: Theme.secondaryHeight
    readonly property color faceColour: !root.enabled ? Theme.disabled : [Theme.surface, Theme.brandBg, Theme.officer][root.tone]
    readonly property color inkColour: !root.enabled ? Theme.disabledInk : [Theme.ink, Theme.brand, Theme.textOnOk][root.tone]
    readonly property color lineColour: !root.enabled ? Theme.outline : [Theme.outline, Theme.brand, Theme.officer][root.tone]

    bottomPadding: Theme.px(10)
    leftPadding: Theme.px(22)
    rightPadding: Theme.px(22)
    topPadding: Theme.px(10)

    background: Rectangle {
        border.color: root.lineColour
        border.width: Theme.stroke
        color: root.down ? Qt.tint(root.faceColour, "#1F7C1119") : root.faceColour
        implicitHeight: root.buttonHeight
        implicitWidth: Theme.px(120)
        radius: Theme.radiusButton
    }
    contentItem: ButtonFace {
        colour: root.inkColour
        icon: root.icon
        iconLast: root.iconLast
        pixelSize: root.pixelSize
        stacked: root.stacked
        text: root.text
    }
}
