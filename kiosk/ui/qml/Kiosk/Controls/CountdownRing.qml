pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Shapes
import Kiosk.Theme

// Seconds left, as a number and as a ring.
Item {
    id: root

    property int seconds: 45
    property int of: 45
    property real size: Theme.px(Theme.compact ? 210 : 316)
    readonly property real thick: root.size * 0.083

    Accessible.name: qsTr("Còn %1 giây").arg(root.seconds)
    Accessible.role: Accessible.ProgressBar
    implicitHeight: root.size
    implicitWidth: root.size

    component Arc: ShapePath {
        id: arc

        property real sweep: 360

        capStyle: ShapePath.RoundCap
        fillColor: "transparent"
        strokeWidth: root.thick

        PathAngleArc {
            centerX: root.size / 2
            centerY: root.size / 2
            radiusX: (root.size - root.thick) / 2
            radiusY: (root.size - root.thick) / 2
            startAngle: -90
            sweepAngle: arc.sweep
        }
    }

    Shape {
        height: root.size
        width: root.size

        Arc {
            strokeColor: Theme.trackSoft
        }

        Arc {
            strokeColor: Theme.brand
            sweep: 360 * Math.max(0.001, Math.min(1, root.seconds / root.of))
        }
    }

    Column {
        anchors.centerIn: parent

        Label {
            anchors.horizontalCenter: parent.horizontalCenter
            Accessible.ignored: true
            color: Theme.brand
            font.pixelSize: root.size * 0.38
            kind: Label.Display
            lineHeight: 0.95
            text: root.seconds
        }

        Label {
            anchors.horizontalCenter: parent.horizontalCenter
            Accessible.ignored: true
            font.pixelSize: Math.max(Theme.cx(28), root.size * 0.1)
            kind: Label.Small
            text: qsTr("giây")
        }
    }
}
