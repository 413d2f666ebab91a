pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Theme

// Digits, delete and clear. Give `keyTapped` to a TextEntry's press().
Rectangle {
    id: root

    property TextEntry target: null
    property string extraKey: ""
    readonly property var keys: ["1", "2", "3", "4", "5", "6", "7", "8", "9", root.extraKey, "0", "backspace"]

    signal keyTapped(key: string)

    function tap(key: string) {
        root.keyTapped(key);
        if (root.target !== null) {
            root.target.press(key, "plain");
        }
    }

    Accessible.name: qsTr("Bàn phím số")
    Accessible.role: Accessible.Grouping
    color: Theme.keyTray
    implicitHeight: grid.implicitHeight + 2 * Theme.px(16)
    radius: Theme.radiusCard

    GridLayout {
        id: grid

        anchors.fill: parent
        anchors.margins: Theme.px(16)
        columnSpacing: Theme.px(12)
        columns: Theme.compact ? 6 : 3
        rowSpacing: Theme.px(12)

        Repeater {
            model: root.keys

            Key {
                id: one

                required property string modelData

                Layout.fillHeight: true
                Layout.fillWidth: true
                Layout.preferredWidth: 10
                enabled: one.modelData !== ""
                face: one.modelData === "backspace" ? Key.Function : Key.Letter
                icon: one.modelData === "backspace" ? "backspace" : ""
                keyHeight: Math.max(Theme.px(Theme.compact ? 74 : 108), Theme.mm(16))
                opacity: one.modelData === "" ? 0 : 1
                pixelSize: one.modelData === "backspace" ? Theme.cx(32) : Theme.tx(48)
                text: one.modelData === "backspace" ? qsTr("Xóa") : one.modelData

                onClicked: root.tap(one.modelData)
            }
        }
    }
}
