pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Items
import Kiosk.Theme

// Signing with a finger. `strokes` are lists of points in pixels; `path` is the ink as an SVG path
// on a canvas of 1000 units width.
Card {
    id: root

    property string hint: qsTr("Ký vào khung này bằng ngón tay")
    property var strokes: []
    property int padHeight: Theme.px(Theme.compact ? 200 : 290)
    readonly property bool empty: root.strokes.length === 0
    readonly property string path: root.svg(root.strokes, 1000 / Math.max(1, pad.width))
    property bool allowsFingerprint: false

    signal signed(path: string)
    signal fingerprintClicked

    function svg(strokes: var, factor: real): string {
        return strokes.map(stroke => stroke.map((point, index) => (index === 0 ? "M" : "L") + (point[0] * factor).toFixed(1) + " " + (point[1] * factor).toFixed(1)).join("") + (stroke.length === 1 ? "l0.1 0" : "")).join("");
    }

    function clear() {
        root.strokes = [];
        root.signed("");
    }

    verticalPadding: Theme.px(20)

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.gap4

        Item {
            id: pad

            Accessible.name: root.hint
            Accessible.role: Accessible.Canvas
            Layout.fillWidth: true
            clip: true
            implicitHeight: root.padHeight

            Label {
                anchors.left: parent.left
                anchors.right: parent.right
                anchors.top: parent.top
                kind: Label.Small
                text: root.hint
            }

            Rectangle {
                anchors.bottom: parent.bottom
                anchors.bottomMargin: Theme.px(40)
                anchors.left: parent.left
                anchors.leftMargin: Theme.px(60)
                anchors.right: parent.right
                anchors.rightMargin: Theme.px(40)
                color: Theme.controlOutline
                height: Math.max(1, Theme.px(2))
            }

            Strokes {
                anchors.fill: parent
                colour: Theme.inkPen
                lines: root.strokes
                thickness: Theme.px(7)
            }

            MouseArea {
                anchors.fill: parent
                preventStealing: true

                onPositionChanged: mouse => {
                    const strokes = root.strokes.slice();
                    const last = strokes[strokes.length - 1].slice();
                    last.push([mouse.x, mouse.y]);
                    strokes[strokes.length - 1] = last;
                    root.strokes = strokes;
                }
                onPressed: mouse => root.strokes = [...root.strokes, [[mouse.x, mouse.y]]]
                onReleased: root.signed(root.path)
            }
        }

        ColumnLayout {
            Layout.alignment: Qt.AlignVCenter
            Layout.fillHeight: false
            Layout.fillWidth: false
            spacing: Theme.gap2

            SmallButton {
                Layout.fillWidth: true
                enabled: !root.empty
                icon: "refresh"
                text: qsTr("Ký lại")

                onClicked: root.clear()
            }

            SmallButton {
                Layout.fillWidth: true
                icon: "fingerprint"
                text: qsTr("Điểm chỉ")
                visible: root.allowsFingerprint

                onClicked: root.fingerprintClicked()
            }
        }
    }
}
