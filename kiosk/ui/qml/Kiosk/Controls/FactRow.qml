pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Theme

// One value with its label, where it came from, and a button to change or show it.
Item {
    id: root

    property string label: ""
    property string value: ""
    property string badge: ""
    property string actionText: ""
    property string actionIcon: "pencil"
    property bool divider: true
    property bool big: false

    signal actionClicked

    Accessible.name: root.label + ": " + root.value + (root.badge === "" ? "" : ", " + root.badge)
    Accessible.role: Accessible.StaticText
    implicitHeight: Math.max(words.implicitHeight, action.visible ? action.implicitHeight : 0) + 2 * Theme.px(16)
    implicitWidth: words.implicitWidth + (action.visible ? action.implicitWidth + Theme.gap3 : 0)

    RowLayout {
        anchors.fill: parent
        anchors.bottomMargin: Theme.px(16)
        anchors.topMargin: Theme.px(16)
        spacing: Theme.gap3

        ColumnLayout {
            id: words

            Layout.alignment: Qt.AlignVCenter
            Layout.fillHeight: false
            spacing: Theme.px(6)

            Flow {
                Layout.fillWidth: true
                spacing: Theme.px(14)

                Label {
                    kind: Label.Small
                    text: root.label
                    topPadding: Theme.px(5)
                    width: Math.min(implicitWidth, words.width)
                }

                SourceBadge {
                    text: root.badge
                    width: Math.min(implicitWidth, words.width)
                }
            }

            Label {
                Layout.fillWidth: true
                font.pixelSize: Theme.tx(root.big ? 48 : Theme.typeValue)
                kind: Label.Value
                text: root.value
            }
        }

        SmallButton {
            id: action

            Layout.alignment: Qt.AlignVCenter
            accessibleName: root.actionText + " " + root.label
            icon: root.actionIcon
            text: root.actionText
            visible: root.actionText !== ""

            onClicked: root.actionClicked()
        }
    }

    Rectangle {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        color: Theme.hairline
        height: Math.max(1, Theme.px(1))
        opacity: Theme.highContrast ? 0.5 : 1
        visible: root.divider
    }
}
