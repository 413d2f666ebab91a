pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Controls

// A slip shows what became of its dossier; a card takes up the visit it began.
VisitScreen {
    id: root

    primaryIcon: "home"
    primaryText: qsTr("Về màn hình đầu")
    primaryVisible: root.shell.status.found
    subtitle: root.shell.status.words
    title: root.shell.status.found ? qsTr("Hồ sơ %1").arg(root.shell.status.receiptNumber) : qsTr("Xem hồ sơ, làm tiếp")

    onPrimaryClicked: root.shell.goHome()

    CameraView {
        Layout.fillHeight: true
        Layout.fillWidth: true
        feed: root.shell.card.feed
        guide: CameraView.CardGuide
        instruction: root.shell.card.hint
        lost: root.shell.card.feed.lost
        visible: !root.shell.status.found
    }

    Card {
        Layout.fillWidth: true
        visible: root.shell.status.found

        StateTimeline {
            Layout.fillWidth: true
            steps: root.shell.status.states
        }
    }

    Card {
        Layout.fillWidth: true
        spacing: 0
        visible: root.shell.status.found

        FactRow {
            Layout.fillWidth: true
            label: qsTr("Mã hồ sơ chính thức")
            value: root.shell.status.officialCode === "" ? qsTr("Chưa có, sẽ hiện khi xã nhận") : root.shell.status.officialCode
        }

        FactRow {
            Layout.fillWidth: true
            label: qsTr("Hạn trả kết quả")
            value: root.shell.status.due
            visible: root.shell.status.due !== ""
        }

        FactRow {
            Layout.fillWidth: true
            divider: false
            label: qsTr("Hỏi thêm")
            value: root.shell.frame.hotline
        }
    }
}
