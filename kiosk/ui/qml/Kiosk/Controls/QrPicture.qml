pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// A QR code of `text`, on white whatever the contrast, with its quiet zone.
Rectangle {
    id: root

    property string text: ""
    property string said: qsTr("Mã vuông")
    property real size: Theme.px(220)

    Accessible.name: root.said
    Accessible.role: Accessible.Graphic
    border.color: Theme.hairline
    border.width: Math.max(1, Theme.px(2))
    color: "#FFFFFF"
    implicitHeight: root.size
    implicitWidth: root.size
    radius: Theme.radiusKey
    visible: root.text !== ""

    Image {
        anchors.centerIn: parent
        cache: false
        fillMode: Image.PreserveAspectFit
        height: width
        smooth: false
        source: root.text === "" ? "" : "image://qr/" + encodeURIComponent(root.text)
        sourceSize: Qt.size(width, width)
        width: Math.floor(root.size - Theme.px(24))
    }
}
