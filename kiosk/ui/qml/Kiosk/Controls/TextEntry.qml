pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Items
import Kiosk.Theme

// A big field. The word being composed is red and underlined; on-screen keys come through press(),
// a hardware keyboard composes Telex or VNI here too. `edited` tells every change.
Item {
    id: root

    property string text: ""
    property string label: ""
    property string placeholder: ""
    property string preview: ""
    property string previewLabel: qsTr("Trong tờ khai sẽ ghi là")
    property string icon: ""
    property string hardwareMode: "telex"
    property bool names: false
    property bool sentences: true
    property bool digitsOnly: false
    property bool composing: true
    property int maximumLength: 120
    property int designSize: Theme.compact ? 46 : 60
    readonly property string written: input.text
    readonly property bool typing: input.activeFocus
    readonly property bool wantsCapital: !root.digitsOnly && (root.names ? /(^|[\s(-])$/.test(input.text) : root.sentences && input.text === "")
    readonly property string lastWord: input.text.slice(root.lastWordStart)
    readonly property int lastWordStart: input.text.search(/\S+\s*$/) < 0 ? input.text.length : input.text.search(/\S+\s*$/)

    signal edited(text: string)
    signal accepted

    function set(words: string) {
        if (words !== input.text && words.length <= root.maximumLength) {
            input.text = words;
            input.cursorPosition = words.length;
            root.edited(words);
        }
    }

    function press(key: string, mode: string) {
        if (root.digitsOnly && key !== "backspace" && !/^[0-9]$/.test(key)) {
            return;
        }
        const before = input.text.slice(0, input.cursorPosition);
        const after = input.text.slice(input.cursorPosition);
        const composed = Composer.compose(before, key, mode);
        if (composed.length + after.length > root.maximumLength) {
            return;
        }
        input.text = composed + after;
        input.cursorPosition = composed.length;
        root.edited(input.text);
    }

    function clear() {
        root.set("");
    }

    function takeFocus() {
        input.forceActiveFocus();
    }

    Accessible.ignored: true
    implicitHeight: column.implicitHeight
    implicitWidth: Theme.px(600)

    onTextChanged: {
        if (root.text !== input.text) {
            input.text = root.text;
            input.cursorPosition = input.text.length;
        }
    }

    ColumnLayout {
        id: column

        anchors.left: parent.left
        anchors.right: parent.right
        spacing: Theme.gap2

        Rectangle {
            Layout.fillWidth: true
            border.color: Theme.brand
            border.width: Math.max(2, Theme.px(4))
            color: Theme.surface
            implicitHeight: Math.max(input.implicitHeight + Theme.px(Theme.compact ? 20 : 44), clearButton.implicitHeight + Theme.px(24))
            radius: Theme.radiusButton

            Icon {
                id: fieldIcon

                anchors.left: parent.left
                anchors.leftMargin: Theme.px(28)
                anchors.verticalCenter: parent.verticalCenter
                colour: Theme.ink2
                name: root.icon
                size: Theme.tx(48)
            }

            TextInput {
                id: input

                Accessible.description: root.placeholder
                Accessible.name: root.label
                Accessible.role: Accessible.EditableText
                activeFocusOnTab: true
                anchors.left: root.icon === "" ? parent.left : fieldIcon.right
                anchors.leftMargin: Theme.px(root.icon === "" ? 32 : 20)
                anchors.right: clearButton.visible ? clearButton.left : parent.right
                anchors.rightMargin: Theme.px(18)
                anchors.verticalCenter: parent.verticalCenter
                autoScroll: true
                clip: true
                color: Theme.ink
                cursorVisible: true
                font.family: Theme.family
                font.pixelSize: Math.min(Theme.tx(root.designSize), Theme.px(root.designSize * 1.2))
                font.weight: Font.Bold
                inputMethodHints: root.digitsOnly ? Qt.ImhDigitsOnly : Qt.ImhNone
                maximumLength: root.maximumLength
                renderType: TextInput.QtRendering
                selectByMouse: false
                selectionColor: Theme.highlight
                text: root.text

                cursorDelegate: Rectangle {
                    color: Theme.brand
                    visible: !Theme.highContrast || input.cursorVisible
                    width: Math.max(3, Theme.px(4))
                }

                Keys.onPressed: event => {
                    const plain = (event.modifiers & ~Qt.ShiftModifier) === Qt.NoModifier;
                    if (plain && event.text.length === 1 && event.text > " " && event.text.charCodeAt(0) < 127) {
                        root.press(event.text, root.composing && !root.digitsOnly ? root.hardwareMode : "plain");
                        event.accepted = true;
                    }
                }
                onAccepted: root.accepted()
                onTextEdited: root.edited(input.text)
            }

            Rectangle {
                id: lastWordCover

                readonly property rect from: input.text !== "" && input.width > 0 ? input.positionToRectangle(root.lastWordStart) : Qt.rect(-1, 0, 0, 0)

                color: Theme.surface
                height: lastWordText.height
                visible: root.composing && !root.digitsOnly && root.lastWord.trim() !== "" && lastWordCover.from.x >= 0 && input.cursorPosition === input.text.length
                width: lastWordText.width
                x: input.x + lastWordCover.from.x
                y: input.y + lastWordCover.from.y

                Text {
                    id: lastWordText

                    Accessible.ignored: true
                    color: Theme.brand
                    font: input.font
                    text: root.lastWord.trim()
                    textFormat: Text.PlainText
                }

                Rectangle {
                    color: Theme.brand
                    height: Math.max(2, Theme.px(4))
                    width: parent.width
                    y: parent.height - Theme.px(6)
                }
            }

            Rectangle {
                color: Theme.brand
                height: input.height
                visible: lastWordCover.visible
                width: Math.max(3, Theme.px(4))
                x: input.x + Math.min(input.cursorRectangle.x, input.width - width)
                y: input.y
            }

            Label {
                anchors.left: input.left
                anchors.leftMargin: Theme.px(14)
                anchors.right: input.right
                anchors.verticalCenter: parent.verticalCenter
                Accessible.ignored: true
                color: Theme.ink2
                elide: Text.ElideRight
                maximumLineCount: 1
                text: root.placeholder
                visible: input.text === "" && root.placeholder !== ""
                wrapMode: Text.NoWrap
            }

            SmallButton {
                id: clearButton

                accessibleName: qsTr("Xóa hết chữ trong ô")
                anchors.right: parent.right
                anchors.rightMargin: Theme.px(16)
                anchors.verticalCenter: parent.verticalCenter
                icon: "x"
                pixelSize: Theme.cx(30)
                text: qsTr("Xóa hết")
                visible: input.text !== ""

                onClicked: root.clear()
            }
        }

        Card {
            Layout.fillWidth: true
            Layout.fillHeight: false
            spacing: Theme.px(4)
            sunken: true
            verticalPadding: Theme.px(18)
            visible: root.preview !== ""

            Label {
                Layout.fillWidth: true
                kind: Label.Small
                text: root.previewLabel
            }

            Label {
                Layout.fillWidth: true
                font.pixelSize: Theme.tx(44)
                kind: Label.Value
                text: root.preview
            }
        }
    }
}
