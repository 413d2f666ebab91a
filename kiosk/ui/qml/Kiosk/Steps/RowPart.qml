pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Controls
import Kiosk.Theme

// One small field of a line: a count, or words typed after touching it.
ColumnLayout {
    id: root

    property string label: ""
    property int row: 1
    property string kind: "text"
    property var value: ""

    readonly property string named: qsTr("%1, dòng %2").arg(root.label).arg(root.row)

    signal changed(value: var)
    signal typingStarted(entry: TextEntry)
    signal typingEnded

    spacing: Theme.px(8)

    Label {
        Layout.fillWidth: true
        kind: Label.Small
        text: root.label
    }

    Stepper {
        Layout.fillWidth: true
        label: root.named
        maximum: 2000
        minimum: 1
        value: Number(root.value || 1)
        visible: root.kind === "number"

        onChanged: value => {
            root.typingEnded();
            root.changed(value);
        }
    }

    TextEntry {
        id: typed

        Layout.fillWidth: true
        label: root.named
        text: String(root.value ?? "")
        visible: root.kind !== "number"

        onEdited: text => root.changed(text)
        onTypingChanged: {
            if (typed.typing)
                root.typingStarted(typed);
        }
    }
}
