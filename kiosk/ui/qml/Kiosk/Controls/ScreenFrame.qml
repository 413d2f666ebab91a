pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Theme

// The shell of every screen. Children go into the body column, which pages when it is too tall;
// what is in `pinned` (a keyboard) stays below the body and never pages.
Rectangle {
    id: root

    property string who: ""
    property string what: ""
    property bool pausable: false
    property string corner: ""
    property string cornerSmall: ""

    property bool online: true
    property string lineWords: ""
    property string hotline: ""

    property var stages: []
    property int stage: -1

    property string title: ""
    property string subtitle: ""
    property string chip: ""
    property string error: ""

    property string backText: qsTr("Quay lại")
    property string backIcon: "arrow-left"
    property bool backVisible: true
    property string primaryText: qsTr("Tiếp tục")
    property string primaryIcon: "arrow-right"
    property bool primaryVisible: true
    property bool primaryEnabled: true
    property bool mustRead: false
    property string note: ""
    property string noteIcon: "lock"

    property bool reading: false
    property bool readable: true
    property bool officerCalled: false

    default property alias body: pager.content
    property alias bodySpacing: pager.spacing
    property alias pinned: pinnedColumn.data
    readonly property alias paged: pager.paged
    readonly property alias part: pager.part
    readonly property alias partStarts: pager.starts
    readonly property alias parts: pager.parts
    readonly property bool tight: (Theme.short || Theme.compact && Theme.large) && pinnedColumn.implicitHeight > Theme.secondaryHeight * 1.5
    readonly property bool readToEnd: !root.mustRead || pager.allSeen

    signal backClicked
    signal primaryClicked
    signal pauseClicked
    signal readAloudClicked
    signal textSizeClicked
    signal contrastClicked
    signal officerClicked

    function toTop() {
        pager.toTop();
    }

    function nextPart() {
        pager.show(pager.part + 1);
    }

    function reveal(item: Item) {
        pager.reveal(item);
    }

    Accessible.name: root.title
    Accessible.role: Accessible.Pane
    color: Theme.bg

    onTitleChanged: pager.toTop()

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        HeaderBar {
            Layout.fillWidth: true
            corner: root.corner
            cornerSmall: root.cornerSmall
            pausable: root.pausable
            what: root.what
            who: root.who

            onPauseClicked: root.pauseClicked()
        }

        ConnectionStrip {
            Layout.fillWidth: true
            hotline: root.hotline
            online: root.online
            visible: root.lineWords !== ""
            words: root.lineWords
        }

        ColumnLayout {
            Layout.bottomMargin: Theme.px(root.tight ? 4 : Theme.compact ? 8 : 22)
            Layout.fillHeight: true
            Layout.fillWidth: true
            Layout.leftMargin: Theme.sideMargin
            Layout.rightMargin: Theme.sideMargin
            Layout.topMargin: Theme.px(root.tight ? 4 : Theme.compact ? 10 : 24)
            spacing: Theme.px(root.tight ? 3 : Theme.compact ? 8 : 22)

            StepBar {
                Layout.fillHeight: false
                Layout.fillWidth: true
                extra: Theme.large ? root.chip : ""
                stage: root.stage
                stages: root.stages
                visible: root.stage >= 0 && !root.tight
            }

            ScreenTitle {
                Layout.fillHeight: false
                Layout.fillWidth: true
                chip: Theme.large && root.stage >= 0 || root.tight ? "" : root.chip
                subtitle: root.tight || Theme.short && Theme.large && root.error !== "" ? "" : root.subtitle
                tight: root.tight
                title: root.title
            }

            Banner {
                Layout.fillWidth: true
                text: root.error
                tone: Banner.Problem
                visible: root.error !== ""
            }

            Pager {
                id: pager

                Layout.fillHeight: true
                Layout.fillWidth: true
                Layout.minimumHeight: Theme.px(40)
            }

            ColumnLayout {
                id: pinnedColumn

                Layout.fillHeight: false
                Layout.fillWidth: true
                // A layout keeps the old height of an item whose implicit height becomes 0.
                Layout.maximumHeight: pinnedColumn.implicitHeight
                spacing: Theme.gap2
                visible: children.length > 0
            }

            NavRow {
                Layout.fillHeight: false
                Layout.fillWidth: true
                frame: root
                visible: !Theme.compact && (root.backVisible || root.primaryVisible)
            }
        }

        Rectangle {
            Layout.fillWidth: true
            color: Theme.surface
            implicitHeight: foot.implicitHeight + Theme.px(Theme.compact ? 20 : 34)

            Rectangle {
                anchors.left: parent.left
                anchors.right: parent.right
                color: Theme.hairline
                height: Theme.stroke
            }

            NavRow {
                id: foot

                anchors.left: parent.left
                anchors.leftMargin: Theme.sideMargin
                anchors.right: parent.right
                anchors.rightMargin: Theme.sideMargin
                anchors.verticalCenter: parent.verticalCenter
                frame: root
                help: true
                navigation: Theme.compact
            }
        }
    }
}
