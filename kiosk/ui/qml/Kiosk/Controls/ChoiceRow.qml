pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Theme

// One radio row: fill, border and tick all say that it is chosen.
Pressable {
    id: root

    property string hint: ""
    property string icon: ""
    property string tint: "red"

    accessibleName: root.text + (root.hint === "" ? "" : ", " + root.hint)
    accessibleRole: Accessible.RadioButton
    bottomPadding: Theme.px(16)
    checkable: true
    leftPadding: Theme.px(32)
    rightPadding: Theme.px(32)
    ringRadius: Theme.radiusCard
    topPadding: Theme.px(16)

    background: ElevatedSurface {
        colour: root.checked ? Theme.brandBg : Theme.surface
        implicitHeight: Theme.secondaryHeight
        implicitWidth: Theme.px(300)
        lineColour: root.checked ? Theme.brand : Theme.hairline
        lineWidth: root.checked ? Theme.strokeStrong : Theme.highContrast ? Theme.stroke : 1
    }
    contentItem: RowLayout {
        spacing: Theme.px(28)

        IconTile {
            Layout.alignment: Qt.AlignVCenter
            color: root.checked ? Theme.surface : Theme.tintBg(root.tint)
            icon: root.icon
            size: Math.min(Theme.px(112), Math.max(Theme.px(72), root.height - Theme.px(40)))
            tint: root.tint
        }

        ColumnLayout {
            Layout.alignment: Qt.AlignVCenter
            Layout.fillHeight: false
            spacing: Theme.px(6)

            Label {
                Layout.fillWidth: true
                Accessible.ignored: true
                kind: Label.Card
                text: root.text
            }

            Label {
                Layout.fillWidth: true
                Accessible.ignored: true
                color: Theme.ink2
                text: root.hint
                visible: root.hint !== ""
            }
        }

        RadioMark {
            Layout.alignment: Qt.AlignVCenter
            checked: root.checked
        }
    }
}
