pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Controls
import Kiosk.Theme

// Photograph one paper: the machine shoots when it is clear; a lost camera offers other ways.
VisitScreen {
    id: root

    readonly property bool any: root.shell.capture.pages.length > 0
    readonly property bool shooting: root.shell.capture.armed
    property bool puttingOff: false

    backText: root.puttingOff ? qsTr("Chụp tiếp") : qsTr("Quay lại")
    primaryEnabled: !root.shooting || root.shell.capture.feed.lost === ""
    primaryIcon: root.shooting ? "camera" : "check"
    primaryText: root.shooting ? qsTr("Chụp ngay") : qsTr("Đủ trang rồi")
    primaryVisible: !root.puttingOff
    subtitle: qsTr("Đặt giấy phẳng lên bàn, dưới máy ảnh. Máy tự chụp khi rõ.")
    title: qsTr("Chụp: %1").arg(root.shell.capture.name)

    onBackClicked: root.puttingOff ? root.puttingOff = false : root.shell.back()
    onPrimaryClicked: root.shooting ? root.shell.capture.shoot() : root.shell.capture.finish()

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
        shooting: root.shooting
        sourcePrefix: "image://page/"
        visible: !root.puttingOff

        onAddClicked: root.shell.capture.another()
        onRetakeClicked: sha256 => root.shell.capture.retake(sha256)
    }

    SecondaryButton {
        Layout.fillWidth: true
        icon: "check"
        text: qsTr("Đủ trang rồi, không chụp thêm")
        visible: !root.puttingOff && root.any && root.shooting

        onClicked: root.shell.capture.finish()
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
