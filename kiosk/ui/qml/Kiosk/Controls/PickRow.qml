pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Items
import Kiosk.Theme

// One row of a PickList, with the part that matches what was typed marked.
Pressable {
    id: root

    property string second: ""
    property string icon: ""
    property string query: ""
    property bool divider: true

    function marked(words: string): string {
        const [from, length] = Composer.matchIn(words, root.query);
        const safe = part => part.replace(/&/g, "&amp;").replace(/</g, "&lt;");
        if (length === 0) {
            return safe(words);
        }
        return safe(words.slice(0, from)) + "<span style=\"background-color:" + Theme.highlight + "\">" + safe(words.slice(from, from + length)) + "</span>" + safe(words.slice(from + length));
    }

    accessibleName: root.text + (root.second === "" ? "" : ", " + root.second)
    accessibleRole: Accessible.ListItem
    leftPadding: Theme.px(26)
    rightPadding: Theme.px(26)
    ringRadius: Theme.radiusBox
    scale: 1

    background: Rectangle {
        color: root.down || root.checked ? Theme.brandBg : "transparent"
        implicitHeight: Math.max(Theme.px(Theme.compact ? 78 : 106), Theme.mm(16), Theme.tx(34) + Theme.tx(28) + Theme.px(34))
        radius: Theme.radiusBox

        Rectangle {
            anchors.left: parent.left
            anchors.leftMargin: Theme.px(90)
            anchors.right: parent.right
            anchors.rightMargin: Theme.px(16)
            color: Theme.hairline
            height: Math.max(1, Theme.px(1))
            visible: root.divider
        }
    }
    contentItem: RowLayout {
        spacing: Theme.px(24)

        Icon {
            colour: Theme.brand
            name: root.icon
            size: Theme.tx(42)
        }

        ColumnLayout {
            Layout.alignment: Qt.AlignVCenter
            Layout.fillHeight: false
            spacing: Theme.px(2)

            Label {
                Layout.fillWidth: true
                Accessible.ignored: true
                elide: Text.ElideRight
                font.pixelSize: Theme.tx(36)
                kind: Label.Value
                text: root.marked(root.text)
                textFormat: Text.RichText
                wrapMode: Text.NoWrap
            }

            Label {
                Layout.fillWidth: true
                Accessible.ignored: true
                elide: Text.ElideRight
                font.pixelSize: Theme.tx(28)
                kind: Label.Small
                maximumLineCount: 1
                text: root.second
                visible: root.second !== ""
                wrapMode: Text.NoWrap
            }
        }

        Icon {
            colour: Theme.controlOutline
            name: root.checked ? "check" : "chevron-right"
            size: Theme.px(44)
        }
    }
}
