pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Shapes

// A five-pointed star.
Shape {
    id: root

    property color colour: "#A61B24"
    property real size: 40
    readonly property real inner: 0.382

    function corner(index: int): point {
        const angle = Math.PI * (index / 5 - 0.5);
        const reach = root.size / 2 * (index % 2 === 0 ? 1 : root.inner);
        return Qt.point(root.size / 2 + reach * Math.cos(angle), root.size / 2 + reach * Math.sin(angle));
    }

    Accessible.ignored: true
    implicitHeight: root.size
    implicitWidth: root.size

    ShapePath {
        fillColor: root.colour
        strokeColor: "transparent"

        PathPolyline {
            path: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0].map(index => root.corner(index))
        }
    }
}
