pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Controls
import Kiosk.Theme

// Hold the card in front of the camera; the machine acts by itself.
VisitScreen {
    id: root

    primaryVisible: false
    subtitle: qsTr("Thẻ trước 7/2024: mặt có ảnh. Thẻ mới: mặt sau. Máy không giữ lại thẻ.")
    title: qsTr("Đưa thẻ căn cước vào khung")

    CameraView {
        Layout.fillHeight: true
        Layout.fillWidth: true
        feed: root.shell.card.feed
        guide: CameraView.CardGuide
        instruction: root.shell.card.hint
        lost: root.shell.card.feed.lost
    }

    Label {
        Layout.fillWidth: true
        kind: Label.Card
        text: qsTr("Không quét được?")
    }

    ColumnLayout {
        Layout.fillWidth: true
        spacing: Theme.gap2

        SecondaryButton {
            Layout.fillWidth: true
            icon: "keyboard"
            text: qsTr("Không có thẻ, tự nhập thông tin")
            tone: root.shell.card.stalled ? SecondaryButton.Brand : SecondaryButton.Plain

            onClicked: root.shell.skipCard("Không có thẻ")
        }

        SecondaryButton {
            Layout.fillWidth: true
            icon: "user-check"
            text: qsTr("Thẻ mờ mã, nhờ cán bộ nhập giúp")
            tone: root.shell.card.stalled ? SecondaryButton.Brand : SecondaryButton.Plain

            onClicked: {
                root.shell.comfort.callOfficer();
                root.shell.skipCard("Thẻ mờ mã, cán bộ nhập giúp");
            }
        }
    }
}
