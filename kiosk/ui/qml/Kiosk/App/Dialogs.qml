pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Controls
import Kiosk.Models

// What may cover any screen: is somebody there, a failure, a word to remember, the officer called.
Item {
    id: root

    required property ShellModel shell
    readonly property bool open: idle.open || problem.open || message.open || called.open

    ModalDialog {
        id: idle

        anchors.fill: parent
        icon: "hand-finger"
        keptText: qsTr("Hết giờ, máy cất hồ sơ an toàn và xóa màn hình. Những gì đã làm không mất.")
        open: root.shell.idle.left > 0
        primaryIcon: "hand-finger"
        primaryText: qsTr("Tôi vẫn ở đây")
        title: qsTr("Bà con còn ở đây không?")

        onPrimaryClicked: root.shell.idle.stay()

        CountdownRing {
            Layout.alignment: Qt.AlignHCenter
            of: root.shell.idle.total
            seconds: root.shell.idle.left
        }
    }

    ModalDialog {
        id: problem

        anchors.fill: parent
        icon: "alert-triangle"
        keptText: qsTr("Những gì đã làm vẫn được giữ trong máy. Cần hỏi: %1").arg(root.shell.frame.hotline)
        open: root.shell.error !== ""
        primaryText: qsTr("Đã hiểu")
        text: root.shell.error
        title: qsTr("Có việc chưa xong")

        onPrimaryClicked: root.shell.dismiss()
    }

    ModalDialog {
        id: message

        anchors.fill: parent
        icon: "info-circle"
        open: root.shell.message !== ""
        primaryText: qsTr("Đã hiểu")
        text: root.shell.message
        title: qsTr("Xin nhớ")

        onPrimaryClicked: root.shell.dismiss()
    }

    ModalDialog {
        id: called

        anchors.fill: parent
        icon: "headset"
        keptText: qsTr("Hồ sơ vẫn được giữ nguyên.")
        open: root.shell.comfort.officerCalled
        primaryText: qsTr("Cán bộ đã đến, làm tiếp")
        text: qsTr("Xin chờ tại máy. Cần gấp thì gọi %1.").arg(root.shell.frame.hotline)
        title: qsTr("Đang gọi cán bộ")

        onPrimaryClicked: root.shell.comfort.callOfficer()
    }
}
