pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Controls
import Kiosk.Theme

// What a procedure needs, before anything begins.
VisitScreen {
    id: root

    readonly property var sheet: root.shell.sheet.sheet

    primaryText: qsTr("Bắt đầu làm")
    primaryVisible: root.sheet.canFile ?? false
    subtitle: root.sheet.who ?? ""
    title: root.sheet.name ?? ""

    onPrimaryClicked: root.shell.start()

    GridLayout {
        Layout.fillWidth: true
        columnSpacing: Theme.gap3
        columns: Theme.textScale > 1.1 && !Theme.wide ? 1 : 3
        rowSpacing: Theme.gap2
        uniformCellWidths: true

        Repeater {
            model: [
                {
                    "icon": "clock",
                    "tint": "blue",
                    "label": qsTr("Thời gian"),
                    "value": root.sheet.time ?? ""
                },
                {
                    "icon": "file-certificate",
                    "tint": "green",
                    "label": qsTr("Kết quả"),
                    "value": root.sheet.result ?? ""
                },
                {
                    "icon": "coin",
                    "tint": "amber",
                    "label": qsTr("Lệ phí"),
                    "value": root.sheet.fee ?? ""
                }
            ]

            Card {
                id: fact

                required property var modelData

                Layout.fillHeight: true
                Layout.fillWidth: true
                padding: Theme.px(22)

                RowLayout {
                    Layout.fillWidth: true
                    spacing: Theme.gap2

                    IconTile {
                        icon: fact.modelData.icon
                        size: Theme.px(64)
                        tint: fact.modelData.tint
                    }

                    Label {
                        Layout.fillWidth: true
                        kind: Label.Small
                        text: fact.modelData.label
                    }
                }

                Label {
                    Layout.fillWidth: true
                    font.weight: Font.Medium
                    text: fact.modelData.value
                }

                Item {
                    Layout.fillHeight: true
                }
            }
        }
    }

    Banner {
        Layout.fillWidth: true
        text: root.sheet.office ?? ""
        title: qsTr("Nộp tại")
        tone: Banner.Info
        visible: (root.sheet.office ?? "") !== ""
    }

    Banner {
        Layout.fillWidth: true
        text: qsTr("Chưa đối chiếu với bản công bố chính thức. Xin hỏi cán bộ trước khi đi.")
        title: qsTr("Thông tin để tham khảo")
        tone: Banner.Warning
        visible: !(root.sheet.verified ?? true)
    }

    Label {
        Layout.fillWidth: true
        kind: Label.Card
        text: qsTr("Giấy tờ cần có")
        visible: (root.sheet.papers ?? []).length > 0
    }

    Card {
        Layout.fillWidth: true
        spacing: 0

        Repeater {
            model: root.sheet.papers ?? []

            PaperRow {
                required property int index
                required property var modelData

                Layout.fillWidth: true
                divider: index < (root.sheet.papers.length - 1)
                filedHere: root.sheet.canFile
                name: modelData.name
                shown: modelData.shown
                when: modelData.always ? "" : qsTr("Chỉ khi cần, máy sẽ hỏi")
                where: modelData.where
            }
        }
    }

    Banner {
        Layout.fillWidth: true
        text: (root.sheet.notAsked ?? []).join(" · ")
        title: qsTr("Không cần mang")
        tone: Banner.Good
        visible: (root.sheet.notAsked ?? []).length > 0
    }

    Banner {
        Layout.fillWidth: true
        text: root.sheet.exemptions ?? ""
        title: qsTr("Ai được miễn, giảm")
        tone: Banner.Info
        visible: (root.sheet.exemptions ?? "") !== ""
    }

    SecondaryButton {
        Layout.fillWidth: true
        enabled: !root.shell.sheet.printing
        icon: "printer"
        text: root.shell.sheet.printing ? qsTr("Đang in…") : root.sheet.form ? qsTr("In tờ hướng dẫn và mẫu đơn") : qsTr("In tờ hướng dẫn mang về")

        onClicked: root.shell.sheet.printLeaflet()
    }

    Banner {
        Layout.fillWidth: true
        text: root.shell.sheet.problem || root.shell.sheet.printed
        tone: root.shell.sheet.problem !== "" ? Banner.Warning : Banner.Good
        visible: text !== ""
    }

    Label {
        Layout.fillWidth: true
        kind: Label.Small
        text: [root.sheet.level ?? "", root.sheet.code ? qsTr("Mã %1").arg(root.sheet.code) : "", root.sheet.official ?? "", root.sheet.checked ? qsTr("Nội dung kiểm tra ngày %1").arg(root.sheet.checked) : ""].filter(part => part !== "").join(" · ")
    }
}
