pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Items
import Kiosk.Theme

// The live picture with what the citizen is to do: a card guide, or the outline of the page.
// `corners` are eight numbers in pixels of the frame: top-left, top-right, bottom-right, bottom-left.
Item {
    id: root

    enum Guide {
        None,
        CardGuide,
        PageGuide
    }

    property QtObject feed: null
    property string lost: ""
    property int guide: CameraView.None
    property var corners: []
    property string instruction: ""
    property string instructionIcon: ""
    property string advice: ""
    property bool good: false
    property string chip: ""
    readonly property alias previewItem: preview
    readonly property rect picture: preview.pictureArea
    readonly property var outline: root.corners.length === 8 && preview.frameWidth > 0 ? [0, 1, 2, 3].map(index => Qt.point(root.picture.x + root.corners[2 * index] * root.picture.width / preview.frameWidth, root.picture.y + root.corners[2 * index + 1] * root.picture.height / preview.frameHeight)) : []
    readonly property color outlineColour: root.good ? "#7CFF9B" : Theme.gold

    Accessible.name: root.lost !== "" ? root.lost : [root.instruction, root.advice].filter(words => words !== "").join(". ")
    Accessible.role: Accessible.Graphic
    implicitHeight: Theme.px(Theme.compact ? 380 : 680)
    implicitWidth: Theme.px(900)

    Rectangle {
        anchors.fill: parent
        color: Theme.cameraBg
        radius: Theme.radiusCamera
    }

    CameraPreview {
        id: preview

        anchors.fill: parent
        feed: root.feed
        radius: Theme.radiusCamera
        visible: root.lost === ""
    }

    CardOutline {
        anchors.fill: parent
        visible: root.guide === CameraView.CardGuide && root.lost === ""
    }

    Strokes {
        anchors.fill: parent
        colour: root.outlineColour
        lines: root.outline.length === 4 ? [[...root.outline, root.outline[0]]] : []
        thickness: Theme.px(8)
        visible: root.outline.length === 4 && root.lost === ""
    }

    Repeater {
        model: root.lost === "" ? root.outline : []

        Rectangle {
            id: handle

            required property point modelData

            border.color: "#FFFFFF"
            border.width: Math.max(2, Theme.px(4))
            color: root.outlineColour
            height: Theme.px(36)
            radius: height / 2
            width: Theme.px(36)
            x: handle.modelData.x - width / 2
            y: handle.modelData.y - height / 2
        }
    }

    Rectangle {
        anchors.fill: parent
        border.color: Theme.outline
        border.width: Theme.stroke
        color: "transparent"
        radius: Theme.radiusCamera
    }

    CameraPill {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.top: parent.top
        anchors.topMargin: Theme.px(26)
        icon: root.instructionIcon
        text: root.instruction
        visible: root.instruction !== "" && root.lost === ""
        widest: root.width - Theme.px(60)
    }

    CameraPill {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.px(26)
        anchors.horizontalCenter: parent.horizontalCenter
        icon: root.good ? "circle-check" : "alert-triangle"
        look: root.good ? CameraPill.Good : CameraPill.Advice
        text: root.advice
        visible: root.advice !== "" && root.lost === ""
        widest: root.width - Theme.px(60)
    }

    CameraPill {
        anchors.left: parent.left
        anchors.leftMargin: Theme.px(26)
        anchors.top: parent.top
        anchors.topMargin: Theme.px(26)
        small: true
        text: root.chip
        visible: root.chip !== "" && root.lost === ""
        widest: root.width / 2
    }

    ColumnLayout {
        anchors.centerIn: parent
        spacing: Theme.gap3
        visible: root.lost !== ""
        width: parent.width - Theme.px(120)

        Icon {
            Layout.alignment: Qt.AlignHCenter
            colour: Theme.gold
            name: "camera-off"
            size: Theme.px(110)
        }

        Label {
            Layout.fillWidth: true
            color: "#FFFFFF"
            horizontalAlignment: Text.AlignHCenter
            kind: Label.Card
            text: root.lost
        }
    }
}
