pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Window
import Kiosk.Models
import Kiosk.Theme

// The window: one screen at a time, and the dialogs that may cover any of them.
Window {
    id: root

    required property ShellModel shell

    color: Theme.bg
    title: qsTr("Quầy một cửa")

    Binding {
        property: "windowWidth"
        target: Theme
        value: root.width
    }

    Binding {
        property: "windowHeight"
        target: Theme
        value: root.height
    }

    Binding {
        property: "textScale"
        target: Theme
        value: root.shell.comfort.textScale
    }

    Binding {
        property: "highContrast"
        target: Theme
        value: root.shell.comfort.highContrast
    }

    Screens {
        anchors.fill: parent
        enabled: !dialogs.open
        shell: root.shell
    }

    Dialogs {
        id: dialogs

        anchors.fill: parent
        shell: root.shell
    }
}
