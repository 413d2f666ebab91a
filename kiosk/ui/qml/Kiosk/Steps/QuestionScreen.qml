pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// One question; the field and what is pinned below it depend on its kind.
VisitScreen {
    id: root

    readonly property QuestionModel ask: root.shell.question
    readonly property string kind: root.ask.kind
    readonly property bool picking: root.kind === "country" || root.kind === "ethnic_group" || (root.kind === "address" && root.ask.place.stage !== "detail")
    readonly property bool typing: root.field !== null && root.field.entry !== null
    readonly property QuestionField field: loader.item as QuestionField

    chip: root.ask.progress
    error: root.ask.error
    primaryEnabled: root.field !== null && root.field.complete
    primaryVisible: !(root.picking && root.field !== null && root.field.actsOnTap)
    subtitle: root.ask.help !== "" ? root.ask.help : root.ask.official
    title: root.ask.ask

    pinned: [
        SecondaryButton {
            Layout.fillWidth: true
            buttonHeight: Theme.compact ? Theme.smallHeight : Theme.secondaryHeight
            icon: "arrow-right"
            iconLast: true
            text: qsTr("Không có, bỏ qua câu này")
            visible: root.ask.skippable

            onClicked: root.ask.skip()
        },
        VietnameseKeyboard {
            Layout.fillWidth: true
            marks: root.typing && root.field.entry.composing
            target: root.typing && !root.field.numeric ? root.field.entry : null
            visible: root.typing && !root.field.numeric
        },
        NumberPad {
            Layout.alignment: Qt.AlignHCenter
            Layout.fillWidth: true
            target: root.typing && root.field.numeric ? root.field.entry : null
            visible: root.typing && root.field.numeric
        }
    ]

    onPrimaryClicked: root.ask.submit()

    Loader {
        id: loader

        readonly property var files: ({
                "choice": "ChoiceField.qml",
                "yes_no": "ChoiceField.qml",
                "number": "NumberField.qml",
                "date": "DateField.qml",
                "partial_date": "DateField.qml",
                "country": "PickField.qml",
                "ethnic_group": "PickField.qml",
                "address": "PlaceField.qml",
                "rows": "RowsField.qml"
            })

        function fill() {
            if (root.ask.kind === "")
                loader.source = "";
            else
                loader.setSource(loader.files[root.ask.kind] ?? "TextField.qml", {
                    "ask": root.ask
                });
            if (root.typing)
                root.field.entry.takeFocus();
        }

        Layout.fillHeight: loader.item !== null && (loader.item as Item).Layout.fillHeight
        Layout.fillWidth: true

        Component.onCompleted: loader.fill()

        Connections {
            function onOpened() {
                loader.fill();
                root.toTop();
            }

            target: root.ask
        }
    }

    Banner {
        Layout.fillWidth: true
        text: root.ask.warning
        title: qsTr("Xin xem lại. Đúng rồi thì bấm “Tiếp tục” lần nữa")
        tone: Banner.Warning
        visible: root.ask.warning !== ""
    }

    SourceBadge {
        text: root.ask.badge
        visible: root.ask.badge !== ""
    }
}
