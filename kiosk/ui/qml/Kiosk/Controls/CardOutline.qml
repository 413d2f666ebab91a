pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// Where to hold the card: the shape of a card (85.6 x 54 mm) in gold corners, dimmed outside.
Item {
    id: root

    readonly property real ratio: 85.6 / 54
    readonly property real guideWidth: Math.min(root.width * 0.65, root.height * 0.6 * root.ratio)
    readonly property real guideHeight: root.guideWidth / root.ratio
    readonly property real guideX: (root.width - root.guideWidth) / 2
    readonly property real guideY: (root.height - root.guideHeight) / 2
    readonly property real arm: root.guideWidth * 0.13
    readonly property real thick: Math.max(4, Theme.px(11))

    component Shade: Rectangle {
        color: "#6B000000"
    }

    component Corner: Item {
        id: corner

        property bool atRight: false
        property bool atBottom: false

        height: root.arm
        width: root.arm

        Rectangle {
            color: Theme.gold
            height: root.thick
            radius: height / 2
            width: parent.width
            y: corner.atBottom ? parent.height - height : 0
        }

        Rectangle {
            color: Theme.gold
            height: parent.height
            radius: width / 2
            width: root.thick
            x: corner.atRight ? parent.width - width : 0
        }
    }

    Shade {
        bottomLeftRadius: 0
        bottomRightRadius: 0
        height: root.guideY
        radius: Theme.radiusCamera
        width: root.width
    }

    Shade {
        height: root.height - y
        radius: Theme.radiusCamera
        topLeftRadius: 0
        topRightRadius: 0
        width: root.width
        y: root.guideY + root.guideHeight
    }

    Shade {
        height: root.guideHeight
        width: root.guideX
        y: root.guideY
    }

    Shade {
        height: root.guideHeight
        width: root.guideX
        x: root.guideX + root.guideWidth
        y: root.guideY
    }

    Rectangle {
        border.color: "#FFFFFF"
        border.width: Math.max(1, Theme.px(2))
        color: "transparent"
        height: root.guideHeight
        width: root.guideWidth
        x: root.guideX
        y: root.guideY
    }

    Corner {
        x: root.guideX - root.thick / 2
        y: root.guideY - root.thick / 2
    }

    Corner {
        atRight: true
        x: root.guideX + root.guideWidth - root.arm + root.thick / 2
        y: root.guideY - root.thick / 2
    }

    Corner {
        atBottom: true
        x: root.guideX - root.thick / 2
        y: root.guideY + root.guideHeight - root.arm + root.thick / 2
    }

    Corner {
        atBottom: true
        atRight: true
        x: root.guideX + root.guideWidth - root.arm + root.thick / 2
        y: root.guideY + root.guideHeight - root.arm + root.thick / 2
    }
}
