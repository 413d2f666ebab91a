pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Theme

// The honest states, one under the other. `states` are {title, words, state}: done, now or later.
ColumnLayout {
    id: root

    property var steps: []

    spacing: 0

    Repeater {
        model: root.steps

        RowLayout {
            id: one

            required property int index
            required property var modelData
            readonly property bool done: one.modelData.state === "done"
            readonly property bool now: one.modelData.state === "now"
            readonly property bool last: one.index === root.steps.length - 1

            Accessible.name: (one.index + 1) + ". " + one.modelData.title + ". " + one.modelData.words
            Accessible.role: Accessible.ListItem
            Layout.fillHeight: false
            Layout.fillWidth: true
            spacing: Theme.px(26)

            Item {
                Layout.fillHeight: true
                implicitWidth: Theme.px(66)

                Rectangle {
                    color: one.done ? Theme.ok : Theme.track
                    height: parent.height
                    visible: !one.last
                    width: Theme.px(6)
                    x: (parent.width - width) / 2
                    y: Theme.px(30)
                }

                Rectangle {
                    border.color: one.done ? Theme.ok : one.now ? Theme.warn : Theme.controlOutline
                    border.width: Math.max(2, Theme.px(4))
                    color: one.done ? Theme.ok : one.now ? Theme.warnBg : Theme.surface
                    height: width
                    radius: width / 2
                    width: parent.width
                    y: Theme.px(4)

                    Icon {
                        anchors.centerIn: parent
                        colour: one.done ? Theme.textOnOk : one.now ? Theme.warnInk : Theme.ink2
                        name: one.done ? "check" : one.now ? "cloud-upload" : one.last ? "user-check" : "clock"
                        size: Theme.px(42)
                    }
                }
            }

            ColumnLayout {
                Layout.bottomMargin: one.last ? 0 : Theme.px(24)
                Layout.fillHeight: false
                spacing: Theme.px(4)

                Label {
                    Layout.fillWidth: true
                    Accessible.ignored: true
                    color: one.done || one.now ? Theme.ink : Theme.ink2
                    font.pixelSize: Theme.tx(34)
                    kind: Label.Value
                    text: (one.index + 1) + ". " + one.modelData.title
                }

                Label {
                    Layout.fillWidth: true
                    Accessible.ignored: true
                    color: one.done ? Theme.okInk : one.now ? Theme.warnInk : Theme.ink2
                    text: one.modelData.words
                }
            }
        }
    }
}
