pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Theme

// Back, note and primary action of a frame; with `help` the help bar sits between them.
RowLayout {
    id: root

    required property ScreenFrame frame
    property bool help: false
    property bool navigation: true

    spacing: Theme.px(root.help ? 16 : 22)

    SecondaryButton {
        Layout.minimumWidth: Theme.px(root.help ? 150 : 290)
        buttonHeight: root.help ? bar.buttonHeight : Theme.primaryHeight
        icon: root.frame.backIcon
        pixelSize: root.help ? Theme.cx(30) : Theme.tx(34)
        text: root.frame.backText
        visible: root.navigation && root.frame.backVisible

        onClicked: root.frame.backClicked()
    }

    HelpBar {
        id: bar

        Layout.fillHeight: false
        Layout.fillWidth: true
        officerCalled: root.frame.officerCalled
        readable: root.frame.readable
        reading: root.frame.reading
        visible: root.help

        onContrastClicked: root.frame.contrastClicked()
        onOfficerClicked: root.frame.officerClicked()
        onReadAloudClicked: root.frame.readAloudClicked()
        onTextSizeClicked: root.frame.textSizeClicked()
    }

    Icon {
        colour: Theme.okInk
        name: root.frame.noteIcon
        size: Theme.tx(38)
        visible: words.visible
    }

    Label {
        id: words

        Layout.fillWidth: true
        color: Theme.okInk
        font.weight: Font.Medium
        text: root.frame.note
        visible: !root.help && root.frame.note !== "" && !root.frame.primaryVisible
    }

    Item {
        Layout.fillWidth: true
        visible: !root.help && !root.frame.primaryVisible && !words.visible
    }

    PrimaryButton {
        Layout.fillWidth: !root.help
        Layout.maximumWidth: root.help ? Math.round(root.width * 0.36) : -1
        Layout.minimumWidth: Theme.px(root.help ? 230 : 400)
        enabled: root.frame.primaryEnabled && root.frame.readToEnd
        icon: root.frame.primaryIcon
        text: root.frame.primaryText
        visible: root.navigation && root.frame.primaryVisible

        onClicked: root.frame.primaryClicked()
    }
}
