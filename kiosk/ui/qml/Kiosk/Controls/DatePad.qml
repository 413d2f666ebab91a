pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Theme

// Day, month, year by up and down buttons. `value` is ISO: 2026-11-12, 2026-11 or 2026.
// It ends at `latest`, the day the papers are received, with `future` only `yearsAhead` later.
ColumnLayout {
    id: root

    property string value: ""
    property string latest: "9999-12-31"
    property int earliestYear: 1900
    property bool future: false
    property int yearsAhead: 50
    property bool partial: false
    property string echo: ""
    property string echoHint: ""

    readonly property var present: root.latest.split("-").map(Number)
    readonly property var limit: root.future ? [root.present[0] + root.yearsAhead, 12, 31] : root.present
    readonly property var start: root.value === "" ? root.present : root.value.split("-").map(Number)
    readonly property int year: root.start[0]
    readonly property int month: root.start.length > 1 ? root.start[1] : 1
    readonly property int day: root.start.length > 2 ? root.start[2] : 1
    readonly property string precision: root.value === "" ? "day" : ["year", "month", "day"][root.start.length - 1]

    signal picked(value: string)

    function daysIn(year: int, month: int): int {
        return new Date(year, month, 0).getDate();
    }

    function lastMonth(year: int): int {
        return year >= root.limit[0] ? root.limit[1] : 12;
    }

    function lastDay(year: int, month: int): int {
        const end = root.daysIn(year, month);
        return year >= root.limit[0] && month >= root.limit[1] ? Math.min(end, root.limit[2]) : end;
    }

    function iso(year: int, month: int, day: int, precision: string): string {
        const parts = [String(year).padStart(4, "0"), String(month).padStart(2, "0"), String(day).padStart(2, "0")];
        return parts.slice(0, ["year", "month", "day"].indexOf(precision) + 1).join("-");
    }

    function put(year: int, month: int, day: int) {
        const soundYear = Math.max(root.earliestYear, Math.min(root.limit[0], year));
        const soundMonth = Math.max(1, Math.min(root.lastMonth(soundYear), month));
        const soundDay = Math.max(1, Math.min(root.lastDay(soundYear, soundMonth), day));
        root.picked(root.iso(soundYear, soundMonth, soundDay, root.precision));
    }

    function know(precision: string) {
        root.picked(root.iso(root.year, root.month, root.day, precision));
    }

    spacing: Theme.gap4

    RowLayout {
        Layout.fillHeight: false
        Layout.fillWidth: true
        spacing: Theme.px(20)

        DateColumn {
            Layout.fillWidth: true
            Layout.preferredWidth: 10
            label: qsTr("Ngày")
            maximum: root.lastDay(root.year, root.month)
            minimum: 1
            value: root.day
            visible: root.precision === "day"

            onWanted: value => root.put(root.year, root.month, value)
        }

        DateColumn {
            Layout.fillWidth: true
            Layout.preferredWidth: 10
            label: qsTr("Tháng")
            maximum: root.lastMonth(root.year)
            minimum: 1
            value: root.month
            visible: root.precision !== "year"

            onWanted: value => root.put(root.year, value, root.day)
        }

        DateColumn {
            Layout.fillWidth: true
            Layout.preferredWidth: 10
            label: qsTr("Năm")
            leap: root.partial ? 10 : 0
            maximum: root.limit[0]
            minimum: root.earliestYear
            value: root.year

            onWanted: value => root.put(value, root.month, root.day)
        }
    }

    Card {
        Layout.fillHeight: false
        Layout.fillWidth: true
        visible: root.echo !== ""

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.px(26)

            IconTile {
                icon: "calendar"
                tint: "amber"
            }

            ColumnLayout {
                Layout.fillHeight: false
                spacing: Theme.px(4)

                Label {
                    Layout.fillWidth: true
                    kind: Label.Value
                    text: root.echo
                }

                Label {
                    Layout.fillWidth: true
                    color: Theme.ink2
                    text: root.echoHint
                    visible: root.echoHint !== ""
                }
            }
        }
    }

    RowLayout {
        Layout.fillHeight: false
        Layout.fillWidth: true
        spacing: Theme.px(20)
        visible: root.partial

        Repeater {
            model: [["day", qsTr("Nhớ đủ ngày")], ["month", qsTr("Chỉ nhớ tháng")], ["year", qsTr("Chỉ nhớ năm")]]

            SecondaryButton {
                id: one

                required property var modelData

                Layout.fillWidth: true
                Layout.preferredWidth: 10
                accessibleRole: Accessible.RadioButton
                checkable: true
                checked: root.precision === one.modelData[0]
                icon: one.checked ? "check" : ""
                text: one.modelData[1]
                tone: one.checked ? SecondaryButton.Brand : SecondaryButton.Plain

                onClicked: root.know(one.modelData[0])
            }
        }
    }
}
