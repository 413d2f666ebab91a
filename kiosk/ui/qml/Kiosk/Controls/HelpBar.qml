pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Theme

// Read aloud, text size, contrast, call an officer: on every screen, at the same place.
RowLayout {
    id: root

    property bool reading: false
    property bool officerCalled: false
    property bool readable: true
    readonly property int buttonHeight: Math.max(Theme.px(Theme.compact ? 82 : 114), Theme.mm(12.7))

    signal readAloudClicked
    signal textSizeClicked
    signal contrastClicked
    signal officerClicked

    spacing: Theme.gap2

    component HelpButton: SecondaryButton {
        Layout.fillWidth: true
        buttonHeight: root.buttonHeight
        leftPadding: Theme.px(8)
        pixelSize: Theme.cx(28)
        rightPadding: Theme.px(8)
        stacked: true
    }

    HelpButton {
        Layout.preferredWidth: 10
        accessibleName: root.reading ? qsTr("Đang đọc, bấm để dừng") : qsTr("Đọc to màn hình này")
        icon: "volume"
        text: root.reading ? qsTr("Đang đọc") : qsTr("Đọc to")
        tone: root.reading ? SecondaryButton.Brand : SecondaryButton.Plain
        visible: root.readable

        onClicked: root.readAloudClicked()
    }

    HelpButton {
        Layout.preferredWidth: 10
        accessibleName: qsTr("Cỡ chữ, đang là %1 phần trăm").arg(Math.round(Theme.textScale * 100))
        icon: "text-size"
        text: qsTr("Cỡ chữ")
        tone: Theme.large ? SecondaryButton.Brand : SecondaryButton.Plain

        onClicked: root.textSizeClicked()
    }

    HelpButton {
        Layout.preferredWidth: 14
        accessibleName: qsTr("Tương phản cao")
        checkable: true
        checked: Theme.highContrast
        icon: "contrast"
        text: qsTr("Tương phản")
        tone: Theme.highContrast ? SecondaryButton.Brand : SecondaryButton.Plain

        onClicked: root.contrastClicked()
    }

    HelpButton {
        Layout.preferredWidth: 14
        accessibleName: root.officerCalled ? qsTr("Đã gọi cán bộ, bấm để thôi gọi") : qsTr("Gọi cán bộ đến giúp")
        icon: root.officerCalled ? "bell-ringing" : "headset"
        text: root.officerCalled ? qsTr("Đã gọi") : qsTr("Gọi cán bộ")
        tone: SecondaryButton.Officer

        onClicked: root.officerClicked()
    }
}
