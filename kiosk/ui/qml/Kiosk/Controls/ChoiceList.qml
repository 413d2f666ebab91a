pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Theme

// Radio rows: pick one, then continue. `choices` are {key, label, hint?, icon?, tint?}.
ColumnLayout {
    id: root

    property var choices: []
    property string current: ""
    property bool roomy: !Theme.compact && root.choices.length <= 5

    signal chosen(key: string)

    spacing: Theme.px(root.roomy ? 22 : 12)

    Repeater {
        model: root.choices

        ChoiceRow {
            id: row

            required property var modelData

            Layout.fillHeight: root.roomy
            Layout.fillWidth: true
            Layout.maximumHeight: Math.max(row.implicitHeight, Theme.px(230))
            checked: root.current === row.modelData.key
            hint: row.modelData.hint ?? ""
            icon: row.modelData.icon ?? ""
            text: row.modelData.label
            tint: row.modelData.tint ?? "red"

            onClicked: root.chosen(row.modelData.key)
        }
    }
}
