pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Theme

// One thing that is missing: what, why, where to get it, and what can be done now.
Card {
    id: root

    property int number: 1
    property string name: ""
    property string why: ""
    property string where: ""
    property string tag: ""
    property int tagTone: Tag.Info
    property string fixText: qsTr("Làm ngay")
    property string fixIcon: "camera"
    property string laterText: ""
    property bool putOff: false

    signal fixClicked
    signal laterClicked

    component Reason: GridLayout {
        id: reason

        property string icon: ""
        property string label: ""
        property string words: ""

        Layout.fillHeight: false
        Layout.fillWidth: true
        columnSpacing: Theme.px(20)
        columns: Theme.large && !Theme.compact ? 1 : 2
        rowSpacing: 0
        visible: reason.words !== ""

        RowLayout {
            Layout.alignment: Qt.AlignTop
            Layout.fillHeight: false
            Layout.minimumWidth: Theme.tx(206)
            Layout.topMargin: Theme.px(3)
            spacing: Theme.px(16)

            Icon {
                colour: Theme.ink2
                name: reason.icon
                size: Theme.tx(36)
            }

            Label {
                font.weight: Font.DemiBold
                kind: Label.Small
                text: reason.label
                wrapMode: Text.NoWrap
            }
        }

        Label {
            Layout.fillWidth: true
            text: reason.words
        }
    }

    Accessible.name: qsTr("Còn thiếu: %1. Vì sao: %2. Lấy ở đâu: %3").arg(root.name).arg(root.why).arg(root.where)
    Accessible.role: Accessible.Grouping
    spacing: Theme.px(16)

    RowLayout {
        Layout.fillHeight: false
        Layout.fillWidth: true
        spacing: Theme.gap3

        Rectangle {
            Layout.alignment: Qt.AlignTop
            border.color: Theme.gold
            border.width: Math.max(2, Theme.px(4))
            color: Theme.warnBg
            implicitHeight: Math.max(Theme.px(64), digit.implicitHeight + Theme.px(8))
            implicitWidth: implicitHeight
            radius: height / 2

            Label {
                id: digit

                anchors.centerIn: parent
                color: Theme.warnInk
                kind: Label.Value
                text: root.number
            }
        }

        Label {
            Layout.fillWidth: true
            kind: Label.Card
            text: root.name
        }

        Tag {
            Layout.alignment: Qt.AlignVCenter
            Layout.maximumWidth: root.width * 0.4
            text: root.tag
            tone: root.tagTone
        }
    }

    Reason {
        icon: "help-circle"
        label: qsTr("Vì sao")
        words: root.why
    }

    Reason {
        icon: "map-pin"
        label: qsTr("Lấy ở đâu")
        words: root.where
    }

    RowLayout {
        Layout.fillHeight: false
        Layout.fillWidth: true
        Layout.topMargin: Theme.px(6)
        spacing: Theme.px(16)

        SecondaryButton {
            Layout.fillWidth: true
            Layout.preferredWidth: 10
            accessibleName: root.fixText + ": " + root.name
            icon: root.fixIcon
            text: root.fixText
            tone: SecondaryButton.Brand
            visible: root.fixText !== ""

            onClicked: root.fixClicked()
        }

        SecondaryButton {
            Layout.fillWidth: true
            Layout.preferredWidth: 10
            accessibleName: root.laterText + ": " + root.name
            icon: root.putOff ? "check" : "clock"
            text: root.laterText
            visible: root.laterText !== ""

            onClicked: root.laterClicked()
        }
    }
}
