pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Controls

// A list filled line by line: each line has its own small fields.
QuestionField {
    id: root

    readonly property var rows: root.ask.value ? Array.from(root.ask.value) : []

    function changed(row: int, field: string, value: var) {
        const next = root.rows.map(item => Object.assign({}, item));
        next[row][field] = value;
        root.ask.put(next);
    }

    function add() {
        const fresh = {};
        for (const field of root.ask.fields)
            fresh[field.id] = field.kind === "number" ? 1 : "";
        root.ask.put(root.rows.concat([fresh]));
    }

    complete: root.rows.length > 0
    entry: null

    Repeater {
        model: root.rows.length

        Card {
            id: line

            required property int index

            Layout.fillWidth: true

            RowLayout {
                Layout.fillWidth: true

                Label {
                    Layout.fillWidth: true
                    kind: Label.Card
                    text: qsTr("Dòng %1").arg(line.index + 1)
                }

                SmallButton {
                    accessibleName: qsTr("Bỏ dòng %1").arg(line.index + 1)
                    icon: "trash"
                    text: qsTr("Bỏ dòng này")

                    onClicked: root.ask.put(root.rows.filter((row, place) => place !== line.index))
                }
            }

            Repeater {
                model: root.ask.fields

                RowPart {
                    required property var modelData

                    Layout.fillWidth: true
                    choices: modelData.choices
                    future: modelData.future
                    latest: root.ask.today
                    kind: modelData.kind
                    label: modelData.label
                    row: line.index + 1
                    value: root.rows[line.index] ? root.rows[line.index][modelData.id] : ""

                    onChanged: value => root.changed(line.index, modelData.id, value)
                    onTypingEnded: root.entry = null
                    onTypingStarted: entry => root.entry = entry
                }
            }
        }
    }

    SecondaryButton {
        Layout.fillWidth: true
        icon: "plus"
        text: root.rows.length === 0 ? qsTr("Thêm dòng đầu tiên") : qsTr("Thêm một dòng nữa")

        onClicked: root.add()
    }
}
