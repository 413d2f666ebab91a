pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Theme

// A box of words the citizen should notice: good news, information, a warning, a problem.
Rectangle {
    id: root

    enum Tone {
        Good,
        Info,
        Warning,
        Problem
    }

    property string title: ""
    property string text: ""
    property int tone: Banner.Good
    property string icon: ["circle-check", "info-circle", "alert-triangle", "alert-circle"][root.tone]
    readonly property color inkColour: [Theme.okInk, Theme.info, Theme.warnInk, Theme.brand][root.tone]

    Accessible.name: [root.title, root.text].filter(part => part !== "").join(". ")
    Accessible.role: root.tone === Banner.Problem ? Accessible.AlertMessage : Accessible.Notification
    border.color: root.inkColour
    border.width: root.tone === Banner.Problem ? Theme.px(4) : Theme.highContrast ? Theme.px(2) : 0
    color: [Theme.okBg, Theme.infoBg, Theme.warnBg, Theme.brandBg][root.tone]
    implicitHeight: row.implicitHeight + 2 * Theme.px(Theme.compact ? 14 : 20)
    implicitWidth: row.implicitWidth + 2 * Theme.px(32)
    radius: Theme.radiusBox

    RowLayout {
        id: row

        anchors.left: parent.left
        anchors.leftMargin: Theme.px(32)
        anchors.right: parent.right
        anchors.rightMargin: Theme.px(32)
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.px(22)

        Icon {
            Layout.alignment: Qt.AlignVCenter
            colour: root.inkColour
            name: root.icon
            size: Theme.tx(44)
        }

        ColumnLayout {
            Layout.fillHeight: false
            spacing: Theme.px(2)

            Label {
                Layout.fillWidth: true
                color: root.inkColour
                font.pixelSize: Theme.tx(34)
                kind: Label.Value
                text: root.title
                visible: root.title !== ""
            }

            Label {
                Layout.fillWidth: true
                color: root.inkColour
                font.weight: root.title === "" ? Font.DemiBold : Font.Normal
                text: root.text
                visible: root.text !== ""
            }
        }
    }
}
