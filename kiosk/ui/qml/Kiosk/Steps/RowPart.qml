pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Controls
import Kiosk.Theme

// One small field of a line: a count, a date, one of a few, or words typed after touching it.
ColumnLayout {
    id: root

    property string label: ""
    property int row: 1
    property string kind: "text"
    property var choices: []
    property bool future: false
    required property string latest
    property bool opened: false
    property var value: ""

    readonly property bool dated: root.kind === "date" || root.kind === "partial_date"
    readonly property bool chosen: root.choices.length > 0
    readonly property string current: root.kind !== "yes_no" ? String(root.value ?? "") : root.value === true ? "yes" : root.value === false ? "no" : ""
    readonly property string date: root.dated ? String(root.value ?? "").split("-").reverse().join("/") : ""
    readonly property string named: qsTr("%1, dòng %2").arg(root.label).arg(root.row)

    signal changed(value: var)
    signal typingStarted(entry: TextEntry)
    signal typingEnded

    function choose(key: string) {
        root.typingEnded();
        root.changed(root.kind === "yes_no" ? key === "yes" : key);
    }

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

    Loader {
        Layout.fillWidth: true
        active: root.chosen
        sourceComponent: root.choices.length <= 3 ? segments : list
        visible: root.chosen

        Component {
            id: segments

            SegmentSwitch {
                choices: root.choices
                current: root.current

                onChosen: key => root.choose(key)
            }
        }

        Component {
            id: list

            ChoiceList {
                choices: root.choices
                current: root.current
                roomy: false

                onChosen: key => root.choose(key)
            }
        }
    }

    SecondaryButton {
        Layout.fillWidth: true
        accessibleName: root.named
        checkable: true
        checked: root.opened
        icon: root.opened ? "check" : "calendar"
        text: root.date !== "" ? root.date : qsTr("Chọn ngày")
        visible: root.dated

        onClicked: {
            root.typingEnded();
            root.opened = !root.opened;
        }
    }

    Loader {
        Layout.fillWidth: true
        active: root.dated && root.opened
        visible: root.dated && root.opened

        sourceComponent: DatePad {
            future: root.future
            latest: root.latest
            partial: root.kind === "partial_date"
            value: String(root.value ?? "")

            onPicked: value => root.changed(value)
        }
    }

    TextEntry {
        id: typed

        Layout.fillWidth: true
        label: root.named
        text: String(root.value ?? "")
        visible: root.kind !== "number" && !root.dated && !root.chosen

        onEdited: text => root.changed(text)
        onTypingChanged: {
            if (typed.typing)
                root.typingStarted(typed);
        }
    }
}
