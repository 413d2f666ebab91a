pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Items
import Kiosk.Theme

// Search and pick from a long list, by pages of big rows. `options` are {key, label, second?};
// the owner filters them on `queried`, or sets `filtered: false` to let the list fold and filter.
ColumnLayout {
    id: root

    property var options: []
    property bool filtered: true
    property string query: ""
    property string placeholder: qsTr("Gõ không dấu cũng được")
    property string icon: "map-pin"
    property string emptyText: qsTr("Không thấy tên nào như vậy")
    property string current: ""
    property bool searchable: true
    property int first: 0
    readonly property alias field: entry
    readonly property var shown: root.filtered ? root.options : root.options.filter(row => Composer.fold(row.label + " " + (row.second ?? "")).includes(Composer.fold(root.query.trim())))
    readonly property int rowHeight: Math.max(Theme.px(Theme.compact ? 78 : 106), Theme.mm(16), Theme.tx(34) + Theme.tx(28) + Theme.px(34))
    readonly property bool paged: root.shown.length * root.rowHeight > list.height + 1
    readonly property int perPage: Math.max(1, Math.floor(list.height / root.rowHeight))

    signal queried(query: string)
    signal chosen(key: string)

    spacing: Theme.gap2

    onShownChanged: root.first = 0

    TextEntry {
        id: entry

        Layout.fillWidth: true
        composing: false
        designSize: Theme.compact ? 38 : 46
        icon: "search"
        label: root.placeholder
        maximumLength: 60
        placeholder: root.placeholder
        sentences: false
        text: root.query
        visible: root.searchable

        onEdited: text => {
            root.query = text;
            root.queried(text);
        }
    }

    ElevatedSurface {
        Layout.fillHeight: true
        Layout.fillWidth: true
        Layout.maximumHeight: Math.max(root.rowHeight, root.shown.length * root.rowHeight) + Theme.px(16)
        Layout.minimumHeight: root.rowHeight + Theme.px(16)
        Layout.preferredHeight: root.rowHeight + Theme.px(16)

        ColumnLayout {
            id: list

            anchors.fill: parent
            anchors.margins: Theme.px(8)
            spacing: 0

            Repeater {
                model: root.shown.slice(root.first, root.first + root.perPage)

                PickRow {
                    id: row

                    required property int index
                    required property var modelData

                    Layout.fillWidth: true
                    checked: root.current !== "" && root.current === row.modelData.key
                    divider: row.index > 0
                    icon: root.icon
                    query: root.query
                    second: row.modelData.second ?? ""
                    text: row.modelData.label

                    onClicked: root.chosen(row.modelData.key)
                }
            }

            Label {
                Layout.fillWidth: true
                color: Theme.ink2
                horizontalAlignment: Text.AlignHCenter
                text: root.emptyText
                visible: root.shown.length === 0
            }

            Item {
                Layout.fillHeight: true
            }
        }
    }

    RowLayout {
        Layout.fillHeight: false
        Layout.fillWidth: true
        spacing: Theme.gap3
        visible: root.paged

        SecondaryButton {
            Layout.fillWidth: true
            Layout.preferredWidth: 10
            enabled: root.first > 0
            icon: "chevron-up"
            text: qsTr("Lên")
            waitMs: 250

            onClicked: root.first = Math.max(0, root.first - root.perPage)
        }

        SecondaryButton {
            Layout.fillWidth: true
            Layout.preferredWidth: 24
            enabled: root.first + root.perPage < root.shown.length
            icon: "chevron-down"
            iconLast: true
            text: qsTr("Xem tiếp – %1 đến %2 trên %3").arg(root.first + 1).arg(Math.min(root.shown.length, root.first + root.perPage)).arg(root.shown.length)
            tone: SecondaryButton.Brand
            waitMs: 250

            onClicked: root.first = Math.min(root.shown.length - 1, root.first + root.perPage)
        }
    }
}
