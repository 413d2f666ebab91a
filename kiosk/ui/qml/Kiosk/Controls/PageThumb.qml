pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Theme

// One page of a strip: its picture with a tick, the page being taken, or a plus.
Pressable {
    id: root

    property string source: ""
    property string icon: ""
    property string hint: ""
    property bool now: false
    readonly property bool taken: root.icon === ""
    readonly property color lineColour: root.taken ? Theme.ok : root.now ? Theme.brand : Theme.outline

    background: null
    contentItem: ColumnLayout {
        spacing: Theme.px(6)

        Rectangle {
            Layout.alignment: Qt.AlignHCenter
            border.color: root.lineColour
            border.width: Theme.px(root.now ? 6 : 3)
            color: Theme.sunken
            implicitHeight: Theme.px(Theme.compact ? 130 : 186)
            implicitWidth: Theme.px(Theme.compact ? 104 : 150)
            radius: Theme.px(20)

            Image {
                anchors.fill: parent
                anchors.margins: Theme.px(10)
                asynchronous: true
                cache: false
                fillMode: Image.PreserveAspectFit
                source: root.source
                sourceSize: Qt.size(width, height)
            }

            Icon {
                anchors.centerIn: parent
                colour: root.now ? Theme.brand : Theme.ink2
                name: root.taken && root.source === "" ? "file-text" : root.icon
                size: Theme.px(60)
            }

            Rectangle {
                anchors.right: parent.right
                anchors.rightMargin: -Theme.px(10)
                anchors.top: parent.top
                anchors.topMargin: -Theme.px(10)
                color: Theme.ok
                height: Theme.px(52)
                radius: height / 2
                visible: root.taken
                width: Theme.px(52)

                Icon {
                    anchors.centerIn: parent
                    colour: Theme.textOnOk
                    name: "check"
                    size: Theme.px(36)
                    strokeWidth: 3
                }
            }
        }

        Label {
            Layout.alignment: Qt.AlignHCenter
            Accessible.ignored: true
            color: root.now ? Theme.brand : Theme.ink
            font.weight: root.now ? Font.Bold : Font.Medium
            kind: Label.Small
            text: root.text
        }

        Label {
            Layout.alignment: Qt.AlignHCenter
            Accessible.ignored: true
            color: Theme.info
            font.underline: true
            kind: Label.Small
            text: root.hint
            visible: root.hint !== ""
        }
    }
}
