pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Models

// Loads the screen the shell names and fades it in.
Item {
    id: root

    required property ShellModel shell
    readonly property var files: ({
            "home": "HomeScreen",
            "sheet": "SheetScreen",
            "card": "CardScreen",
            "confirm_card": "ConfirmCardScreen",
            "notice": "NoticeScreen",
            "earlier": "EarlierScreen",
            "section": "SectionScreen",
            "question": "QuestionScreen",
            "capture": "CaptureScreen",
            "checklist": "ChecklistScreen",
            "review": "ReviewScreen",
            "done": "DoneScreen",
            "status": "StatusScreen"
        })

    function show() {
        if (loader.screen === root.shell.screen)
            return;
        loader.screen = root.shell.screen;
        loader.setSource("../Steps/" + root.files[root.shell.screen] + ".qml", {
            "shell": root.shell
        });
    }

    Component.onCompleted: root.show()

    Loader {
        id: loader

        property string screen: ""

        anchors.fill: parent
    }

    Connections {
        function onStepped() {
            root.show();
        }

        target: root.shell
    }
}
