pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Controls
import Kiosk.Theme

// One procedure on the home screen.
Pressable {
    id: root

    property string icon: "file-text"
    property string summary: ""
    property int minutes: 0
    property string tint: "red"

    accessibleName: root.text
    bottomPadding: Theme.px(26)
    leftPadding: Theme.px(26)
    rightPadding: Theme.px(22)
    topPadding: Theme.px(26)

    background: ElevatedSurface {}
    contentItem: RowLayout {
        spacing: Theme.gap4

        IconTile {
            icon: root.icon
            tint: root.tint
        }

        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.px(8)

            Label {
                Layout.fillWidth: true
                kind: Label.Value
                text: root.text
            }

            Label {
                Layout.fillWidth: true
                color: Theme.ink2
                kind: Label.Small
                text: root.summary
            }

            RowLayout {
                spacing: Theme.px(8)
                visible: root.minutes > 0

                Icon {
                    colour: Theme.ink2
                    name: "clock"
                    size: Theme.tx(30)
                }

                Label {
                    color: Theme.ink2
                    kind: Label.Small
                    text: qsTr("Khoảng %1 phút").arg(root.minutes)
                }
            }
        }

        Icon {
            colour: Theme.ink2
            name: "chevron-right"
            size: Theme.px(36)
        }
    }
}
