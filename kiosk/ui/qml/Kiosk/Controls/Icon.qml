pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// An outline icon by its name in assets/icons, drawn in one colour at its exact size.
Item {
    id: root

    property string name: ""
    property color colour: Theme.ink
    property real size: Theme.px(36)
    property real strokeWidth: 2

    Accessible.ignored: true
    implicitHeight: root.size
    implicitWidth: root.size
    visible: root.name !== ""

    Image {
        anchors.centerIn: parent
        fillMode: Image.PreserveAspectFit
        source: root.name === "" ? "" : "image://icon/" + root.name + "/" + String(root.colour).slice(1) + "/" + root.strokeWidth
        sourceSize: Qt.size(Math.round(root.size), Math.round(root.size))
    }
}
