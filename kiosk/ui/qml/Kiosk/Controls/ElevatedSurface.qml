pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// A rounded sheet that stands off the page: six faint rectangles instead of a blur.
Item {
    id: root

    property color colour: Theme.surface
    property color lineColour: Theme.hairline
    property int lineWidth: Theme.highContrast ? Theme.stroke : 1
    property real radius: Theme.radiusCard
    property bool raised: !Theme.highContrast

    Repeater {
        model: root.raised ? 6 : 0

        Rectangle {
            required property int index

            anchors.fill: root
            anchors.bottomMargin: -Theme.px(3 + index * 1.6)
            anchors.leftMargin: -Theme.px(index * 0.6)
            anchors.rightMargin: -Theme.px(index * 0.6)
            anchors.topMargin: Theme.px(3)
            color: "#3A2A10"
            opacity: 0.022
            radius: root.radius
        }
    }

    Rectangle {
        anchors.fill: parent
        border.color: root.lineColour
        border.width: root.lineWidth
        color: root.colour
        radius: root.radius
    }
}
