pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Controls
import Kiosk.Theme

// What can be done here today; or take up what was begun.
VisitScreen {
    id: root

    readonly property string event: root.shell.home.lifeEvent
    readonly property bool looking: root.searching || root.event !== ""
    readonly property bool searching: root.shell.home.searching

    backIcon: root.searching ? "x" : "arrow-left"
    backText: root.searching ? qsTr("Thôi tìm") : qsTr("Quay lại")
    backVisible: root.looking
    corner: root.shell.frame.clock
    cornerSmall: root.shell.frame.date
    primaryVisible: false
    subtitle: root.searching ? qsTr("Gõ tên việc, không cần dấu. Ví dụ: khai sinh, giấy độc thân, sao y.") : root.looking ? qsTr("Bấm vào việc cần làm để xem cần mang giấy tờ gì.") : qsTr("Xin chào bà con!")
    title: root.searching ? qsTr("Tìm việc cần làm") : root.looking ? root.event : qsTr("Hôm nay cần làm giấy tờ gì?")
    what: root.shell.frame.counter
    who: qsTr("Bộ phận một cửa")

    pinned: [
        VietnameseKeyboard {
            Layout.fillWidth: true
            target: query
            visible: root.searching
        }
    ]

    onBackClicked: root.shell.home.leave()

    Banner {
        Layout.fillWidth: true
        text: root.shell.home.warning
        tone: root.shell.home.stopped ? Banner.Problem : Banner.Warning
        visible: root.shell.home.warning !== "" && !root.looking
    }

    HomeHero {
        Layout.fillWidth: true
        visible: !root.looking && !Theme.wide

        onClicked: root.shell.openStatus()
    }

    TextEntry {
        id: query

        Layout.fillWidth: true
        placeholder: qsTr("Việc cần làm")
        text: root.shell.home.words
        visible: root.searching

        onEdited: text => root.shell.home.search(text)
    }

    GridLayout {
        Layout.fillWidth: true
        columnSpacing: Theme.gap4
        columns: root.event !== "" || (Theme.textScale > 1.1 && !Theme.wide) ? 1 : 2
        rowSpacing: Theme.gap4
        uniformCellWidths: true

        Repeater {
            model: root.shell.home.procedures

            ProcedureTile {
                required property var modelData

                Layout.fillHeight: true
                Layout.fillWidth: true
                icon: modelData.icon
                minutes: modelData.minutes
                summary: modelData.summary
                text: modelData.name
                tint: modelData.tint

                onClicked: root.shell.home.choose(modelData.slug)
            }
        }

        ProcedureTile {
            Layout.fillHeight: true
            Layout.fillWidth: true
            icon: "search"
            summary: qsTr("Gõ tên việc cần làm")
            text: qsTr("Tìm việc khác")
            tint: "grey"
            visible: !root.searching

            onClicked: root.shell.home.seek()
        }

        ProcedureTile {
            Layout.fillHeight: true
            Layout.fillWidth: true
            icon: "qrcode"
            summary: qsTr("Đưa giấy biên nhận hoặc thẻ căn cước trước máy ảnh")
            text: qsTr("Xem hồ sơ đã nộp, làm tiếp hồ sơ đang dở")
            tint: "green"
            visible: !root.looking && Theme.wide

            onClicked: root.shell.openStatus()
        }
    }

    Label {
        Layout.fillWidth: true
        color: Theme.ink2
        text: qsTr("Không thấy việc nào phù hợp. Thử gõ từ khác, hoặc bấm “Gọi cán bộ”.")
        visible: root.searching && root.shell.home.procedures.length === 0
    }
}
