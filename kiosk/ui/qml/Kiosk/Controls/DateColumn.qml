pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Theme

// One number of a date between its neighbours, with up and down.
Card {
    id: root

    property string label: ""
    property int value: 1
    property int minimum: 1
    property int maximum: 31
    property int leap: 0
    readonly property int buttonHeight: Math.max(Theme.px(Theme.compact ? 76 : 100), Theme.mm(16))

    signal wanted(value: int)

    function beside(value: int): string {
        return value < root.minimum || value > root.maximum ? "–" : String(value);
    }

    Accessible.name: root.label + " " + root.value
    Accessible.role: Accessible.SpinBox
    padding: Theme.px(16)
    spacing: Theme.px(Theme.compact ? 6 : 12)
    verticalPadding: Theme.px(Theme.compact ? 12 : 20)

    Label {
        Layout.fillWidth: true
        font.weight: Font.DemiBold
        horizontalAlignment: Text.AlignHCenter
        kind: Label.Small
        text: root.label
    }

    SecondaryButton {
        Layout.fillWidth: true
        accessibleName: qsTr("%1 trước").arg(root.label)
        buttonHeight: root.buttonHeight
        enabled: root.value > root.minimum
        icon: "chevron-up"
        repeats: true
        waitMs: 150

        onClicked: root.wanted(root.value - 1)
    }

    Label {
        Layout.fillWidth: true
        Accessible.ignored: true
        color: Theme.ink2
        font.pixelSize: Theme.tx(46)
        horizontalAlignment: Text.AlignHCenter
        text: root.beside(root.value - 1)
        visible: !Theme.compact && root.leap === 0
    }

    SmallButton {
        Layout.fillWidth: true
        accessibleName: qsTr("%1 %2 trước").arg(root.leap).arg(root.label)
        enabled: root.value > root.minimum
        icon: "minus"
        text: qsTr("Lùi %1").arg(root.leap)
        visible: !Theme.compact && root.leap > 0
        waitMs: 150

        onClicked: root.wanted(root.value - root.leap)
    }

    Rectangle {
        Layout.fillWidth: true
        border.color: Theme.brand
        border.width: Math.max(2, Theme.px(4))
        color: Theme.brandBg
        implicitHeight: number.implicitHeight + Theme.px(Theme.compact ? 4 : 18)
        radius: Theme.radiusBox

        Label {
            id: number

            anchors.centerIn: parent
            color: Theme.brand
            font.pixelSize: Math.min(Theme.tx(Theme.compact ? 56 : 78), Math.round(root.width * 0.33))
            kind: Label.Display
            lineHeight: 1
            text: root.value
        }
    }

    Label {
        Layout.fillWidth: true
        Accessible.ignored: true
        color: Theme.ink2
        font.pixelSize: Theme.tx(46)
        horizontalAlignment: Text.AlignHCenter
        text: root.beside(root.value + 1)
        visible: !Theme.compact && root.leap === 0
    }

    SmallButton {
        Layout.fillWidth: true
        accessibleName: qsTr("%1 %2 sau").arg(root.leap).arg(root.label)
        enabled: root.value < root.maximum
        icon: "plus"
        text: qsTr("Tới %1").arg(root.leap)
        visible: !Theme.compact && root.leap > 0
        waitMs: 150

        onClicked: root.wanted(root.value + root.leap)
    }

    SecondaryButton {
        Layout.fillWidth: true
        accessibleName: qsTr("%1 sau").arg(root.label)
        buttonHeight: root.buttonHeight
        enabled: root.value < root.maximum
        icon: "chevron-down"
        repeats: true
        waitMs: 150

        onClicked: root.wanted(root.value + 1)
    }
}
