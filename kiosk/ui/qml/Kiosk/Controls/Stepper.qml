pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Theme

// A small number with minus and plus.
RowLayout {
    id: root

    property string label: ""
    property int value: 0
    property int minimum: 0
    property int maximum: 99

    signal changed(value: int)

    Accessible.name: root.label + ": " + root.value
    Accessible.role: Accessible.SpinBox
    spacing: Theme.gap3

    SecondaryButton {
        Layout.preferredWidth: Theme.px(140)
        accessibleName: qsTr("Bớt một, %1").arg(root.label)
        enabled: root.value > root.minimum
        icon: "minus"
        repeats: true
        waitMs: 200

        onClicked: root.changed(root.value - 1)
    }

    Label {
        Layout.minimumWidth: Theme.px(110)
        font.pixelSize: Theme.tx(60)
        horizontalAlignment: Text.AlignHCenter
        kind: Label.Value
        text: root.value
    }

    SecondaryButton {
        Layout.preferredWidth: Theme.px(140)
        accessibleName: qsTr("Thêm một, %1").arg(root.label)
        enabled: root.value < root.maximum
        icon: "plus"
        repeats: true
        waitMs: 200

        onClicked: root.changed(root.value + 1)
    }
}
