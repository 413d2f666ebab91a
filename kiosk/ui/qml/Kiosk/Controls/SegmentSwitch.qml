pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Theme

// Two or three ways of doing the same thing. `choices` are {key, label, icon?}.
Rectangle {
    id: root

    property var choices: []
    property string current: ""

    signal chosen(key: string)

    Accessible.role: Accessible.Grouping
    color: Theme.highContrast ? Theme.bg : Theme.keyTray
    implicitHeight: row.implicitHeight + Theme.px(16)
    radius: Theme.radiusCard

    RowLayout {
        id: row

        anchors.fill: parent
        anchors.margins: Theme.px(8)
        spacing: Theme.px(8)

        Repeater {
            model: root.choices

            SecondaryButton {
                id: one

                required property var modelData

                Layout.fillHeight: true
                Layout.fillWidth: true
                Layout.preferredWidth: 10
                accessibleRole: Accessible.RadioButton
                buttonHeight: Theme.smallHeight
                checkable: true
                checked: root.current === one.modelData.key
                icon: one.modelData.icon ?? ""
                text: one.modelData.label

                background: Rectangle {
                    border.color: Theme.outline
                    border.width: one.checked ? Theme.stroke : 0
                    color: one.checked ? Theme.surface : "transparent"
                    implicitHeight: one.buttonHeight
                    radius: Theme.radiusBox
                }

                onClicked: root.chosen(one.modelData.key)
            }
        }
    }
}
