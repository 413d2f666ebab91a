pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Controls

// Proposed values of one section together, each with where it came from.
VisitScreen {
    id: root

    mustRead: true
    primaryText: qsTr("Đúng hết")
    subtitle: qsTr("Máy đã điền giúp. Sai dòng nào thì bấm “Sửa” ở dòng đó.")
    title: root.shell.section.title

    onPrimaryClicked: root.shell.section.confirm()

    Card {
        Layout.fillWidth: true
        spacing: 0

        Repeater {
            model: root.shell.section.rows

            FactRow {
                required property int index
                required property var modelData

                Layout.fillWidth: true
                actionText: qsTr("Sửa")
                badge: modelData.badge
                divider: index < root.shell.section.rows.length - 1
                label: modelData.label
                value: modelData.value

                onActionClicked: root.shell.section.change(modelData.id)
            }
        }
    }

    Item {
        Layout.fillHeight: true
    }
}
