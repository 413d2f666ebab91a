pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// The ring round what Tab and the arrows have reached.
Rectangle {
    id: root

    property bool shown: false
    property real around: Theme.radiusButton

    anchors.fill: parent
    anchors.margins: -Theme.px(7)
    border.color: Theme.focus
    border.width: Math.max(3, Theme.px(5))
    color: "transparent"
    radius: root.around + Theme.px(7)
    visible: root.shown
    z: 5
}
