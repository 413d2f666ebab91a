pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Controls
import Kiosk.Theme

// Photograph one paper: the machine shoots when it is clear; a lost camera offers other ways.
VisitScreen {
    id: root

    readonly property bool any: root.shell.capture.pages.length > 0
    property bool puttingOff: false

    backText: root.puttingOff ? qsTr("Chụp tiếp") : qsTr("Quay lại")
    primaryEnabled: root.any || root.shell.capture.feed.lost === ""
    primaryIcon: root.any ? "check" : "camera"
    primaryText: root.any ? qsTr("Đủ trang rồi") : qsTr("Chụp ngay")
    primaryVisible: !root.puttingOff
    subtitle: qsTr("Đặt giấy phẳng lên bàn, dưới máy ảnh. Máy tự chụp khi rõ.")
    title: qsTr("Chụp: %1").arg(root.shell.capture.name)

    onBackClicked: root.puttingOff ? root.puttingOff = false : root.shell.back()
    onPrimaryClicked: root.any ? root.shell.capture.finish() : root.shell.capture.shoot()

    CameraView {
        Layout.fillHeight: true
        Layout.fillWidth: true
        Layout.minimumHeight: Theme.px(360)
        corners: root.shell.capture.armed ? root.shell.capture.corners : []
        feed: root.shell.capture.feed
        advice: root.shell.capture.advice
        good: root.shell.capture.good
        guide: CameraView.PageGuide
        lost: root.shell.capture.feed.lost
        visible: !root.puttingOff
    }

    PageStrip {
        Layout.fillWidth: true
        canAdd: root.any && !root.shell.capture.armed && !root.shell.capture.full
        pages: root.shell.capture.pages
        shooting: root.shell.capture.armed
        sourcePrefix: "image://page/"
        visible: !root.puttingOff

        onAddClicked: root.shell.capture.another()
        onRetakeClicked: sha256 => root.shell.capture.retake(sha256)
    }

    SecondaryButton {
        Layout.fillWidth: true
        icon: "clock"
        text: qsTr("Chưa có giấy này, hoặc không chụp được")
        visible: !root.puttingOff && !root.any

        onClicked: root.puttingOff = true
    }

    Label {
        Layout.fillWidth: true
        kind: Label.Card
        text: qsTr("Vì sao chưa chụp giấy này?")
        visible: root.puttingOff
    }

    ChoiceList {
        Layout.fillWidth: true
        choices: root.shell.capture.reasons
        visible: root.puttingOff

        onChosen: key => root.shell.capture.putOff(key)
    }
}
