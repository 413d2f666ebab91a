pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Controls
import Kiosk.Theme

// The number, the slip, the honest states, and the originals back in hand.
VisitScreen {
    id: root

    backIcon: "printer"
    backText: qsTr("In lại")
    pausable: false
    primaryEnabled: root.shell.done.allReturned
    primaryIcon: "home"
    primaryText: root.shell.done.allReturned ? qsTr("Xong, về màn hình đầu") : qsTr("Nhận lại giấy gốc trước")
    subtitle: root.shell.done.officialCode === "" ? qsTr("Hồ sơ nằm an toàn trong máy, có mạng là tự gửi.") : qsTr("Xã đã nhận đủ hồ sơ.")
    title: qsTr("Đã làm xong!")

    onBackClicked: root.shell.done.printAgain()
    onPrimaryClicked: root.shell.leave()

    Card {
        Layout.fillWidth: true

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.gap4

            ColumnLayout {
                Layout.fillWidth: true
                spacing: Theme.px(8)

                Label {
                    Layout.fillWidth: true
                    kind: Label.Small
                    text: root.shell.done.officialCode === "" ? qsTr("Số biên nhận tại máy") : qsTr("Mã hồ sơ")
                }

                Label {
                    Layout.fillWidth: true
                    color: Theme.brand
                    font.pixelSize: Theme.tx(root.shell.done.officialCode === "" ? 58 : 44)
                    kind: Label.Title
                    text: root.shell.done.officialCode === "" ? root.shell.done.receiptNumber : root.shell.done.officialCode
                    wrapMode: Text.WrapAnywhere
                }

                Label {
                    Layout.fillWidth: true
                    color: Theme.ink2
                    kind: Label.Small
                    text: root.shell.done.officialCode === "" ? qsTr("Chưa phải mã hồ sơ chính thức") : qsTr("Số biên nhận tại máy: %1").arg(root.shell.done.receiptNumber)
                }

                Label {
                    Layout.fillWidth: true
                    font.weight: Font.DemiBold
                    text: qsTr("Trả kết quả: %1").arg(root.shell.done.due)
                    visible: root.shell.done.due !== ""
                }

                Label {
                    Layout.fillWidth: true
                    color: root.shell.done.printProblem === "" ? Theme.okInk : Theme.warnInk
                    text: root.shell.done.printProblem !== "" ? root.shell.done.printProblem : root.shell.done.printed === "" ? qsTr("Đang in giấy biên nhận…") : root.shell.done.printed
                    wrapMode: Text.Wrap
                }
            }

            QrPicture {
                Layout.alignment: Qt.AlignTop
                size: Theme.px(240)
                text: root.shell.done.qr
            }
        }
    }

    Card {
        Layout.fillWidth: true

        StateTimeline {
            Layout.fillWidth: true
            steps: root.shell.done.states
        }
    }

    Label {
        Layout.fillWidth: true
        kind: Label.Card
        text: qsTr("Xin cầm lại giấy tờ gốc")
        visible: root.shell.done.originals.length > 0
    }

    Card {
        Layout.fillWidth: true
        visible: root.shell.done.originals.length > 0

        Repeater {
            model: root.shell.done.originals

            TickBox {
                required property var modelData

                Layout.fillWidth: true
                checked: modelData.returned
                enabled: !modelData.returned
                good: true
                hint: modelData.returned ? qsTr("Đã cầm trên tay") : qsTr("Bấm vào ô khi đã cầm trên tay")
                text: modelData.pages > 0 ? qsTr("%1, %2 trang").arg(modelData.name).arg(modelData.pages) : modelData.name

                onTicked: root.shell.done.takeBack(modelData.id)
            }
        }
    }

    Banner {
        Layout.fillWidth: true
        icon: "phone"
        text: root.shell.frame.hotline
        title: qsTr("Hỏi hồ sơ, giờ làm việc")
        tone: Banner.Info
    }
}
