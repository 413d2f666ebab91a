pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Theme

// The pages taken so far. `pages` are {sha256, label}; pictures come from `sourcePrefix` + sha256.
Card {
    id: root

    property var pages: []
    property string sourcePrefix: ""
    property bool shooting: true
    property string shootingText: qsTr("Đang chụp")
    property bool canAdd: false
    property string retakeText: qsTr("Chụp lại")
    property alias actions: actionColumn.data

    signal retakeClicked(sha256: string)
    signal addClicked

    padding: Theme.px(26)

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.gap4

        Flow {
            Layout.fillWidth: true
            spacing: Theme.gap3

            Repeater {
                model: root.pages

                PageThumb {
                    id: thumb

                    required property var modelData

                    accessibleName: root.retakeText + " " + thumb.modelData.label
                    hint: root.retakeText
                    source: root.sourcePrefix === "" ? "" : root.sourcePrefix + thumb.modelData.sha256
                    text: thumb.modelData.label

                    onClicked: root.retakeClicked(thumb.modelData.sha256)
                }
            }

            PageThumb {
                enabled: false
                icon: "camera"
                now: true
                text: root.shootingText
                visible: root.shooting
            }

            PageThumb {
                icon: "plus"
                text: qsTr("Thêm trang")
                visible: root.canAdd

                onClicked: root.addClicked()
            }
        }

        ColumnLayout {
            id: actionColumn

            Layout.alignment: Qt.AlignVCenter
            Layout.fillHeight: false
            spacing: Theme.gap2
            visible: children.length > 0
        }
    }
}
