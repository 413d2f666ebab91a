pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Theme

// Real progress of something that takes over half a second; `share` is 0 to 1.
ColumnLayout {
    id: root

    property real share: 0
    property string text: ""

    Accessible.name: root.text + " " + Math.round(root.share * 100) + " %"
    Accessible.role: Accessible.ProgressBar
    spacing: Theme.gap1

    Rectangle {
        Layout.fillWidth: true
        border.color: Theme.outline
        border.width: Theme.highContrast ? Theme.stroke : 0
        color: Theme.trackSoft
        implicitHeight: Theme.px(28)
        radius: height / 2

        Rectangle {
            color: Theme.ok
            height: parent.height
            radius: height / 2
            width: Math.max(height, parent.width * Math.max(0, Math.min(1, root.share)))

            Behavior on width {
                NumberAnimation {
                    duration: Theme.pagerMs
                }
            }
        }
    }

    Label {
        Layout.fillWidth: true
        font.weight: Font.Medium
        text: root.text
        visible: root.text !== ""
    }
}
