pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Theme

// Where the visit stands: a bar, a tick and bold words for each stage; one line when text is large.
ColumnLayout {
    id: root

    property var stages: []
    property int stage: 0
    property string extra: ""
    readonly property string here: root.stage >= 0 && root.stage < root.stages.length ? root.stages[root.stage] : ""
    readonly property string said: qsTr("Bước %1 trên %2: %3").arg(root.stage + 1).arg(root.stages.length).arg(root.here) + (root.extra === "" ? "" : " – " + root.extra)

    Accessible.name: root.said
    Accessible.role: Accessible.ProgressBar
    spacing: Theme.px(4)

    RowLayout {
        Layout.fillHeight: false
        Layout.fillWidth: true
        spacing: Theme.px(10)

        Repeater {
            model: root.stages

            ColumnLayout {
                id: one

                required property int index
                required property string modelData
                readonly property bool past: one.index < root.stage
                readonly property bool now: one.index === root.stage

                Layout.fillHeight: false
                Layout.fillWidth: true
                Layout.preferredWidth: 10
                spacing: Theme.px(8)

                Rectangle {
                    Layout.fillWidth: true
                    color: one.past ? Theme.ok : one.now ? Theme.brand : Theme.track
                    implicitHeight: Theme.px(Theme.compact ? 9 : 12)
                    radius: height / 2
                }

                RowLayout {
                    Layout.alignment: Qt.AlignHCenter
                    Layout.fillHeight: false
                    spacing: Theme.px(6)
                    visible: !Theme.large

                    Icon {
                        colour: Theme.okInk
                        name: "check"
                        size: Theme.cx(26)
                        strokeWidth: 3
                        visible: one.past
                    }

                    Label {
                        color: one.past ? Theme.okInk : one.now ? Theme.brand : Theme.ink2
                        font.pixelSize: Theme.cx(28)
                        font.weight: one.now ? Font.Bold : Font.Medium
                        kind: Label.Small
                        text: one.modelData
                        wrapMode: Text.NoWrap
                    }
                }
            }
        }
    }

    Label {
        Layout.fillWidth: true
        color: Theme.brand
        elide: Text.ElideRight
        font.pixelSize: Theme.cx(32)
        font.weight: Font.Bold
        kind: Label.Small
        maximumLineCount: 1
        text: root.said
        visible: Theme.large
    }
}
