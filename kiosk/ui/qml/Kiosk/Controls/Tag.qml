pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Theme

// A word of state in a pill: icon, word and colour, never colour alone.
Rectangle {
    id: root

    enum Tone {
        Brand,
        Info,
        Good,
        Warning,
        Quiet
    }

    property string text: ""
    property string icon: ""
    property int tone: Tag.Info
    readonly property color inkColour: [Theme.brand, Theme.info, Theme.okInk, Theme.warnInk, Theme.ink2][root.tone]

    Accessible.name: root.text
    Accessible.role: Accessible.StaticText
    border.color: root.inkColour
    border.width: Theme.highContrast ? Math.max(1, Theme.px(2)) : 0
    color: [Theme.brandBg, Theme.infoBg, Theme.okBg, Theme.warnBg, Theme.sunken][root.tone]
    implicitHeight: row.implicitHeight + Theme.px(14)
    implicitWidth: row.implicitWidth + Theme.px(32)
    radius: Math.min(root.height / 2, Theme.px(28))
    visible: root.text !== ""

    RowLayout {
        id: row

        anchors.centerIn: parent
        spacing: Theme.px(8)
        width: Math.min(row.implicitWidth, root.width - Theme.px(32))

        Icon {
            Layout.alignment: Qt.AlignVCenter
            colour: root.inkColour
            name: root.icon
            size: words.font.pixelSize
        }

        Text {
            id: words

            Layout.fillWidth: true
            Accessible.ignored: true
            color: root.inkColour
            font.family: Theme.family
            font.pixelSize: Theme.tx(28)
            font.weight: Font.DemiBold
            text: root.text
            textFormat: Text.PlainText
            wrapMode: Text.Wrap
        }
    }
}
