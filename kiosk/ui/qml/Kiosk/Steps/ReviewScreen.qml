pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Controls
import Kiosk.Theme

// Everything on one page, each line can be changed; then the declaration and the signature.
VisitScreen {
    id: root

    readonly property bool ready: declared.checked && !pad.empty && !root.shell.review.working

    mustRead: true
    primaryEnabled: root.ready
    primaryIcon: "check"
    primaryText: root.shell.review.working ? qsTr("Đang niêm phong hồ sơ…") : qsTr("Ký và nộp")
    title: qsTr("Xem lại và ký")

    onPrimaryClicked: root.shell.review.signAndSeal(pad.path)

    Repeater {
        model: root.shell.review.groups

        ReviewGroup {
            required property var modelData

            Layout.fillWidth: true
            icon: modelData.icon
            rows: modelData.rows
            title: modelData.title

            onChangeClicked: question => root.shell.review.change(question)
        }
    }

    Card {
        Layout.fillWidth: true

        Label {
            Layout.fillWidth: true
            kind: Label.Card
            text: qsTr("Lệ phí – nộp tại quầy")
        }

        Repeater {
            model: root.shell.review.bill

            RowLayout {
                id: line

                required property var modelData

                Layout.fillWidth: true

                Label {
                    Layout.fillWidth: true
                    text: line.modelData.text
                }

                Label {
                    kind: Label.Value
                    text: line.modelData.amount
                }
            }
        }

        RowLayout {
            Layout.fillWidth: true
            visible: root.shell.review.bill.length > 1

            Label {
                Layout.fillWidth: true
                kind: Label.Value
                text: qsTr("Tổng cộng")
            }

            Label {
                color: Theme.brand
                kind: Label.Value
                text: root.shell.review.total
            }
        }
    }

    TickBox {
        id: declared

        Layout.fillWidth: true
        text: root.shell.review.declaration

        onTicked: value => declared.checked = value
    }

    SignaturePad {
        id: pad

        Layout.fillWidth: true
    }
}
