pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Theme

// Our keyboard: plain letters, then mark keys on the last word; or Telex; digits; highland letters.
// Set `target` to a TextEntry, or listen to `keyTapped`.
Rectangle {
    id: root

    property TextEntry target: null
    property bool marks: true
    property bool telex: false
    property string page: "letters"
    property bool shift: false
    readonly property bool upper: root.shift !== (root.target !== null && root.target.wantsCapital)
    readonly property string mode: root.telex ? "telex" : "marks"
    readonly property var rows: KeyRows.of(root.page)

    signal keyTapped(key: string, mode: string)

    function tap(key: string) {
        const sent = root.upper && key.length <= 2 ? key.toUpperCase() : key;
        root.keyTapped(sent, root.mode);
        if (root.target !== null) {
            root.target.press(sent, root.mode);
        }
        root.shift = false;
    }

    function act(action: string) {
        switch (action) {
        case "shift":
            root.shift = !root.shift;
            break;
        case "telex":
            root.telex = !root.telex;
            break;
        case "letters":
        case "digits":
        case "highland":
            root.page = action;
            break;
        default:
            root.tap(action);
        }
    }

    function labelOf(key: var): string {
        if (key.key !== undefined) {
            return root.upper ? key.key.toUpperCase() : key.key;
        }
        return key.action === "telex" && root.telex ? qsTr("Dấu") : key.text;
    }

    Accessible.name: qsTr("Bàn phím")
    Accessible.role: Accessible.Grouping
    color: Theme.keyTray
    implicitHeight: column.implicitHeight + 2 * Theme.px(Theme.compact ? 10 : 14)
    radius: Theme.radiusCard

    ColumnLayout {
        id: column

        anchors.fill: parent
        anchors.margins: Theme.px(Theme.compact ? 10 : 14)
        spacing: Theme.px(Theme.compact ? 5 : 11)

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.px(11)
            visible: root.marks && !root.telex && root.page !== "digits"

            Repeater {
                model: KeyRows.marks

                Key {
                    id: markKey

                    required property var modelData

                    Layout.fillHeight: true
                    Layout.fillWidth: true
                    Layout.preferredWidth: 10
                    accessibleName: qsTr("Dấu %1").arg(markKey.modelData.name)
                    face: markKey.modelData.tone ? Key.Tone : Key.Shape
                    keyHeight: Math.max(Theme.px(Theme.compact ? 72 : 103), Theme.mm(12.7))
                    name: markKey.modelData.name
                    pixelSize: Theme.cx(38)
                    text: markKey.modelData.text

                    onClicked: root.tap(markKey.modelData.action)
                }
            }
        }

        Repeater {
            model: root.rows

            RowLayout {
                id: keyRow

                required property var modelData

                Layout.fillWidth: true
                Layout.leftMargin: keyRow.modelData.inset * root.width / 21
                Layout.rightMargin: keyRow.modelData.inset * root.width / 21
                spacing: Theme.px(11)

                Repeater {
                    model: keyRow.modelData.keys

                    Key {
                        id: one

                        required property var modelData

                        Layout.fillHeight: true
                        Layout.fillWidth: true
                        Layout.preferredWidth: one.modelData.width ?? 10
                        accessibleName: one.modelData.said ?? root.labelOf(one.modelData)
                        face: one.modelData.key !== undefined || one.modelData.action === "space" ? Key.Letter : Key.Function
                        held: one.modelData.action === "shift" && root.upper
                        icon: one.modelData.icon ?? ""
                        leftPadding: 0
                        pixelSize: one.modelData.key !== undefined ? Theme.cx(42) : Theme.cx(30)
                        repeats: one.modelData.action === "backspace"
                        rightPadding: 0
                        text: root.labelOf(one.modelData)

                        onClicked: one.modelData.key !== undefined ? root.tap(one.modelData.key) : root.act(one.modelData.action)
                    }
                }
            }
        }
    }
}
