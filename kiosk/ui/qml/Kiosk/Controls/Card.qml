pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Theme

// A raised sheet with a column of things in it; as high as they are.
Item {
    id: root

    property bool selected: false
    property bool sunken: false
    property int padding: Theme.px(30)
    property int verticalPadding: Theme.px(22)
    property alias spacing: column.spacing
    default property alias content: column.data

    implicitHeight: column.implicitHeight + 2 * root.verticalPadding
    implicitWidth: column.implicitWidth + 2 * root.padding

    ElevatedSurface {
        anchors.fill: parent
        colour: root.selected ? Theme.brandBg : root.sunken ? Theme.sunken : Theme.surface
        lineColour: root.selected ? Theme.brand : Theme.hairline
        lineWidth: root.selected ? Theme.strokeStrong : Theme.highContrast ? Theme.stroke : 1
    }

    ColumnLayout {
        id: column

        anchors.fill: parent
        anchors.bottomMargin: root.verticalPadding
        anchors.leftMargin: root.padding
        anchors.rightMargin: root.padding
        anchors.topMargin: root.verticalPadding
        spacing: Theme.gap2
    }
}
