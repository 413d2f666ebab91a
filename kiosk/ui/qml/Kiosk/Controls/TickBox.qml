pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Theme

// A statement with a box to tick.
Pressable {
    id: root

    property string hint: ""
    property bool good: false
    property color hintColour: root.checked ? Theme.okInk : Theme.warnInk
    readonly property color fill: root.good ? Theme.ok : Theme.brand

    signal ticked(value: bool)

    accessibleName: root.text + (root.hint === "" ? "" : ", " + root.hint)
    accessibleRole: Accessible.CheckBox
    bottomPadding: Theme.px(8)
    checkable: true
    ringRadius: Theme.radiusKey
    topPadding: Theme.px(8)

    background: Item {
        implicitHeight: Math.max(Theme.px(84), Theme.mm(16))
    }
    contentItem: RowLayout {
        spacing: Theme.px(22)

        Rectangle {
            Layout.alignment: Qt.AlignVCenter
            border.color: root.checked ? root.fill : Theme.controlOutline
            border.width: Math.max(2, Theme.px(4))
            color: root.checked ? root.fill : Theme.surface
            implicitHeight: Theme.px(68)
            implicitWidth: Theme.px(68)
            radius: Theme.px(18)

            Icon {
                anchors.centerIn: parent
                colour: root.good ? Theme.textOnOk : Theme.textOnBrand
                name: "check"
                size: Theme.px(48)
                strokeWidth: 3
                visible: root.checked
            }
        }

        ColumnLayout {
            Layout.fillHeight: false
            spacing: Theme.px(2)

            Label {
                Layout.fillWidth: true
                Accessible.ignored: true
                font.weight: root.hint === "" ? Font.Medium : Font.Bold
                text: root.text
            }

            Label {
                Layout.fillWidth: true
                Accessible.ignored: true
                color: root.hintColour
                kind: Label.Small
                text: root.hint
                visible: root.hint !== ""
            }
        }
    }

    onClicked: root.ticked(!root.checked)
}
