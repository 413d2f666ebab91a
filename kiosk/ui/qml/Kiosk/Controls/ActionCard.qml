pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Theme

// A card that is one button: icon, name, a line below, a chevron. Home, cash, other ways.
Pressable {
    id: root

    property string hint: ""
    property string hintIcon: ""
    property string accent: ""
    property string icon: ""
    property string tint: "red"
    property bool stacked: false
    property bool chevron: !root.stacked
    property int titleSize: 34

    accessibleName: [root.text, root.hint, root.accent].filter(part => part !== "").join(", ")
    bottomPadding: Theme.px(18)
    leftPadding: Theme.px(24)
    rightPadding: Theme.px(20)
    ringRadius: Theme.radiusCard
    topPadding: Theme.px(18)

    background: ElevatedSurface {
        colour: root.down ? Theme.brandBg : Theme.surface
        implicitHeight: Math.max(Theme.px(Theme.compact ? 110 : 140), Theme.mm(16))
        implicitWidth: Theme.px(200)
        lineWidth: Theme.highContrast ? Theme.stroke : 1
    }
    contentItem: GridLayout {
        columnSpacing: Theme.px(20)
        columns: root.stacked ? 1 : 3
        rowSpacing: Theme.px(8)

        IconTile {
            Layout.alignment: Qt.AlignCenter
            icon: root.icon
            size: Theme.px(Theme.compact ? 76 : 88)
            tint: root.tint
        }

        ColumnLayout {
            Layout.alignment: Qt.AlignVCenter
            Layout.fillHeight: false
            Layout.fillWidth: true
            spacing: Theme.px(6)

            Label {
                Layout.fillWidth: true
                Accessible.ignored: true
                font.pixelSize: Theme.tx(root.titleSize)
                horizontalAlignment: root.stacked ? Text.AlignHCenter : Text.AlignLeft
                kind: Label.Value
                text: root.text
            }

            RowLayout {
                Layout.alignment: root.stacked ? Qt.AlignHCenter : Qt.AlignLeft
                Layout.fillHeight: false
                Layout.fillWidth: true
                spacing: Theme.px(10)
                visible: root.hint !== "" || root.accent !== ""

                Icon {
                    colour: Theme.ink2
                    name: root.hintIcon
                    size: Theme.tx(28)
                }

                Label {
                    Layout.fillWidth: root.accent === ""
                    Accessible.ignored: true
                    horizontalAlignment: root.stacked ? Text.AlignHCenter : Text.AlignLeft
                    kind: Label.Small
                    text: root.hint
                    visible: root.hint !== ""
                }

                Label {
                    Layout.fillWidth: true
                    Accessible.ignored: true
                    color: Theme.okInk
                    font.weight: Font.DemiBold
                    kind: Label.Small
                    text: root.accent
                    visible: root.accent !== ""
                }
            }
        }

        Icon {
            colour: Theme.controlOutline
            name: "chevron-right"
            size: Theme.px(40)
            visible: root.chevron
        }
    }
}
