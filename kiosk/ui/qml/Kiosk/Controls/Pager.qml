pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Theme

// Shows tall content part by part, with big buttons instead of a scrolling gesture.
Item {
    id: root

    default property alias content: column.data
    property alias spacing: column.spacing
    readonly property bool paged: column.implicitHeight > root.height + 1
    readonly property real viewHeight: root.paged ? Math.max(Theme.px(60), root.height - buttons.implicitHeight - Theme.gap2) : root.height
    property int part: 0
    property int seen: 0
    readonly property var starts: root.paged ? root.startsOfParts(column.implicitHeight, root.viewHeight) : [0]
    readonly property int parts: root.starts.length
    readonly property bool allSeen: root.seen >= root.parts - 1

    // Where each part begins: at the top of a row whenever one can be found.
    function startsOfParts(whole: real, view: real): list<real> {
        const tops = root.topsIn(column, 0, view);
        const found = [0];
        let at = 0;
        while (whole - at > view + 1 && found.length < 40) {
            const good = tops.filter(top => top > at + view * 0.35 && top <= at + view);
            const next = good.length > 0 ? Math.max(...good) : at + view * 0.85;
            found.push(next);
            at = next;
        }
        return found;
    }

    function topsIn(item: Item, offset: real, view: real): list<real> {
        let tops = [];
        for (const child of item.children) {
            if (child.visible && child.height > 0) {
                const top = offset + child.y;
                tops = tops.concat([top], child.height > view * 0.4 ? root.topsIn(child, top, view) : []);
            }
        }
        return tops;
    }

    function toTop() {
        root.part = 0;
        root.seen = 0;
    }

    function show(wanted: int) {
        root.part = Math.max(0, Math.min(root.parts - 1, wanted));
        root.seen = Math.max(root.seen, root.part);
    }

    function reveal(item: Item) {
        if (!root.paged || item === null) {
            return;
        }
        const top = item.mapToItem(column, 0, 0).y;
        let wanted = 0;
        root.starts.forEach((start, index) => wanted = top >= start - 1 ? index : wanted);
        root.show(wanted);
    }

    implicitHeight: column.implicitHeight
    implicitWidth: column.implicitWidth

    onPartsChanged: root.part = Math.min(root.part, root.parts - 1)

    Item {
        id: view

        anchors.left: parent.left
        anchors.leftMargin: -Theme.px(14)
        anchors.right: parent.right
        anchors.rightMargin: -Theme.px(14)
        anchors.top: parent.top
        clip: root.paged
        height: root.viewHeight

        ColumnLayout {
            id: column

            height: Math.max(column.implicitHeight, root.paged ? 0 : view.height)
            spacing: Theme.gap3
            width: root.width
            x: Theme.px(14)
            y: -(root.starts[Math.min(root.part, root.parts - 1)] ?? 0)

            Behavior on y {
                enabled: root.paged

                NumberAnimation {
                    duration: Theme.pagerMs
                    easing.type: Easing.OutCubic
                }
            }
        }

        Rectangle {
            anchors.bottom: parent.bottom
            anchors.left: parent.left
            anchors.right: parent.right
            height: Theme.px(56)
            visible: root.paged && root.part < root.parts - 1

            gradient: Gradient {
                GradientStop {
                    color: Qt.alpha(Theme.bg, 0)
                    position: 0
                }

                GradientStop {
                    color: Theme.bg
                    position: 1
                }
            }
        }
    }

    RowLayout {
        id: buttons

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        spacing: Theme.gap3
        visible: root.paged

        SecondaryButton {
            Layout.fillWidth: true
            Layout.preferredWidth: 10
            enabled: root.part > 0
            icon: "chevron-up"
            text: qsTr("Lên")
            waitMs: 250

            onClicked: root.show(root.part - 1)
        }

        SecondaryButton {
            Layout.fillWidth: true
            Layout.preferredWidth: 24
            enabled: root.part < root.parts - 1
            icon: "chevron-down"
            iconLast: true
            text: root.part < root.parts - 1 ? qsTr("Xem tiếp – phần %1 trên %2").arg(root.part + 1).arg(root.parts) : qsTr("Phần cuối – %1 trên %2").arg(root.part + 1).arg(root.parts)
            tone: SecondaryButton.Brand
            waitMs: 250

            onClicked: root.show(root.part + 1)
        }
    }
}
