pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// An icon on a tinted rounded square.
Rectangle {
    id: root

    property string icon: ""
    property string tint: "red"
    property real size: Theme.px(96)

    Accessible.ignored: true
    border.color: Theme.outline
    border.width: Theme.highContrast ? Math.max(1, Theme.px(2)) : 0
    color: Theme.tintBg(root.tint)
    implicitHeight: root.size
    implicitWidth: root.size
    radius: Math.round(root.size * 0.25)
    visible: root.icon !== ""

    Icon {
        anchors.centerIn: parent
        colour: Theme.tintInk(root.tint)
        name: root.icon
        size: Math.round(root.size * 0.56)
    }
}
