pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// The round mark of a radio row.
Rectangle {
    id: root

    property bool checked: false

    Accessible.ignored: true
    border.color: root.checked ? Theme.brand : Theme.controlOutline
    border.width: Math.max(2, Theme.px(4))
    color: root.checked ? Theme.brand : "transparent"
    implicitHeight: Theme.px(64)
    implicitWidth: Theme.px(64)
    radius: height / 2

    Icon {
        anchors.centerIn: parent
        colour: Theme.textOnBrand
        name: "check"
        size: Theme.px(44)
        strokeWidth: 3
        visible: root.checked
    }
}
