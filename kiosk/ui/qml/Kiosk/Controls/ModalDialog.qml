pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Theme

// A question that must be answered before anything else; the page behind cannot be touched.
FocusScope {
    id: root

    property bool open: false
    property string title: ""
    property string text: ""
    property string icon: ""
    property string iconTint: "amber"
    property string keptText: ""
    property string primaryText: ""
    property string primaryIcon: "check"
    property string secondaryText: ""
    property string secondaryIcon: "x"
    property bool offersOfficer: false
    default property alias content: extra.data

    signal primaryClicked
    signal secondaryClicked
    signal officerClicked

    Accessible.name: root.title
    Accessible.role: Accessible.Dialog
    anchors.fill: parent
    focus: root.open
    visible: root.open
    z: 100

    onOpenChanged: {
        if (root.open) {
            primary.forceActiveFocus(Qt.OtherFocusReason);
        }
    }

    MouseArea {
        acceptedButtons: Qt.AllButtons
        anchors.fill: parent
        hoverEnabled: true

        onWheel: wheel => wheel.accepted = true

        Rectangle {
            anchors.fill: parent
            color: Theme.scrim
        }
    }

    Rectangle {
        anchors.centerIn: parent
        border.color: Theme.outline
        border.width: Theme.highContrast ? Theme.stroke : 0
        color: Theme.surface
        height: Math.min(column.implicitHeight + Theme.px(Theme.compact ? 60 : 108), root.height - Theme.px(40))
        radius: Theme.radiusDialog
        width: Math.min(root.width - Theme.px(96), Theme.px(1000))

        ColumnLayout {
            id: column

            anchors.fill: parent
            anchors.margins: Theme.px(Theme.compact ? 30 : 54)
            spacing: Theme.px(Theme.compact ? 14 : 26)

            IconTile {
                Layout.alignment: Qt.AlignHCenter
                icon: root.icon
                size: Theme.px(Theme.compact ? 90 : 140)
                tint: root.iconTint
            }

            ColumnLayout {
                id: extra

                Layout.fillHeight: false
                Layout.fillWidth: true
                visible: children.length > 0
            }

            Label {
                Layout.fillWidth: true
                horizontalAlignment: Text.AlignHCenter
                kind: Label.Title
                text: root.title
            }

            Label {
                Layout.fillWidth: true
                font.pixelSize: Theme.tx(34)
                horizontalAlignment: Text.AlignHCenter
                text: root.text
                visible: root.text !== ""
            }

            Banner {
                Layout.fillWidth: true
                text: root.keptText
                visible: root.keptText !== ""
            }

            PrimaryButton {
                id: primary

                Layout.fillWidth: true
                icon: root.primaryIcon
                text: root.primaryText
                visible: root.primaryText !== ""

                onClicked: root.primaryClicked()
            }

            RowLayout {
                Layout.fillHeight: false
                Layout.fillWidth: true
                spacing: Theme.gap4
                visible: root.secondaryText !== "" || root.offersOfficer

                SecondaryButton {
                    Layout.fillWidth: true
                    Layout.preferredWidth: 10
                    icon: root.secondaryIcon
                    text: root.secondaryText
                    visible: root.secondaryText !== ""

                    onClicked: root.secondaryClicked()
                }

                SecondaryButton {
                    Layout.fillWidth: true
                    Layout.preferredWidth: 10
                    icon: "headset"
                    text: qsTr("Gọi cán bộ")
                    tone: SecondaryButton.Officer
                    visible: root.offersOfficer

                    onClicked: root.officerClicked()
                }
            }
        }
    }
}
