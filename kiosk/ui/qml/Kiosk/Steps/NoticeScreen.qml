pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Controls
import Kiosk.Theme

// What is kept, why and how long; nothing goes on without the citizen's word.
VisitScreen {
    id: root

    mustRead: true
    primaryIcon: "check"
    primaryText: qsTr("Tôi đồng ý")
    title: qsTr("Máy sẽ giữ những gì?")

    onPrimaryClicked: root.shell.notice.agree()

    Card {
        Layout.fillWidth: true

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.gap4

            IconTile {
                Layout.alignment: Qt.AlignTop
                icon: "shield-check"
                tint: "green"
            }

            Label {
                Layout.fillWidth: true
                lineHeight: 1.25
                text: root.shell.notice.text
            }
        }
    }

    Banner {
        Layout.fillWidth: true
        text: qsTr("Bấm “Tạm dừng” hoặc gọi cán bộ. Không đồng ý thì vẫn nộp giấy trực tiếp cho cán bộ được.")
        title: qsTr("Chưa muốn làm tiếp?")
        tone: Banner.Info
    }

    SecondaryButton {
        Layout.fillWidth: true
        icon: "x"
        text: qsTr("Không đồng ý, thôi không làm nữa")

        onClicked: root.shell.discard()
    }

    Item {
        Layout.fillHeight: true
    }
}
