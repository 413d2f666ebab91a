pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Theme

// Who this is done for, what is being done, and the way to pause it.
Rectangle {
    id: root

    property string who: ""
    property string what: ""
    property bool pausable: false
    property string corner: ""
    property string cornerSmall: ""

    signal pauseClicked

    Accessible.name: [root.who, root.what].filter(part => part !== "").join(", ")
    Accessible.role: Accessible.TitleBar
    implicitHeight: Math.max(row.implicitHeight + Theme.px(Theme.compact ? 18 : 36), Theme.px(Theme.compact ? 90 : 124)) + goldLine.height

    gradient: Gradient {
        orientation: Gradient.Horizontal

        GradientStop {
            color: Theme.brandDark
            position: 0
        }

        GradientStop {
            color: Theme.highContrast ? Theme.brandDark : Theme.brand
            position: 1
        }
    }

    RowLayout {
        id: row

        anchors.left: parent.left
        anchors.leftMargin: Theme.sideMargin
        anchors.right: parent.right
        anchors.rightMargin: Theme.sideMargin
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -goldLine.height / 2
        spacing: Theme.px(20)

        Rectangle {
            Layout.alignment: Qt.AlignVCenter
            color: Theme.gold
            implicitHeight: Theme.px(Theme.compact ? 62 : 78)
            implicitWidth: implicitHeight
            radius: height / 2

            Star {
                anchors.centerIn: parent
                colour: "#A61B24"
                size: parent.height * 0.56
            }
        }

        GridLayout {
            Layout.fillWidth: true
            columnSpacing: Theme.px(24)
            columns: Theme.compact ? 2 : 1
            layoutDirection: Theme.compact ? Qt.RightToLeft : Qt.LeftToRight
            rowSpacing: Theme.px(2)

            Label {
                Layout.fillWidth: true
                Layout.minimumWidth: Theme.compact ? Theme.px(10) : 0
                color: Theme.headerInk2
                elide: Text.ElideRight
                font.pixelSize: Theme.cx(29)
                kind: Label.Small
                maximumLineCount: 1
                text: root.who
                visible: root.who !== "" && !(Theme.compact && Theme.large && root.corner !== "")
                wrapMode: Text.NoWrap
            }

            Label {
                Layout.fillWidth: !Theme.compact || root.who === ""
                color: Theme.headerInk
                elide: Text.ElideRight
                font.pixelSize: Theme.cx(34)
                kind: Label.Value
                maximumLineCount: 1
                text: root.what
                visible: root.what !== ""
                wrapMode: Text.NoWrap
            }
        }

        ColumnLayout {
            Layout.alignment: Qt.AlignVCenter
            Layout.fillHeight: false
            spacing: 0
            visible: root.corner !== ""

            Label {
                Layout.alignment: Qt.AlignRight
                color: Theme.headerInk
                font.pixelSize: Theme.cx(42)
                kind: Label.Card
                text: root.corner
            }

            Label {
                Layout.alignment: Qt.AlignRight
                color: Theme.headerInk2
                font.pixelSize: Theme.cx(28)
                kind: Label.Small
                text: root.cornerSmall
                visible: root.cornerSmall !== ""
            }
        }

        SmallButton {
            id: pause

            Layout.alignment: Qt.AlignVCenter
            accessibleName: qsTr("Tạm dừng, cất hồ sơ để làm sau")
            buttonHeight: Math.max(Theme.px(Theme.compact ? 62 : 78), Theme.mm(12.7))
            icon: "player-pause"
            pixelSize: Theme.cx(29)
            text: qsTr("Tạm dừng")
            visible: root.pausable

            background: Rectangle {
                border.color: Theme.headerOutline
                border.width: Theme.stroke
                color: pause.down ? "#59FFFFFF" : Theme.headerFill
                implicitHeight: pause.buttonHeight
                radius: Theme.radiusBox
            }
            contentItem: ButtonFace {
                colour: Theme.headerInk
                icon: pause.icon
                pixelSize: pause.pixelSize
                text: pause.text
            }

            onClicked: root.pauseClicked()
        }
    }

    Rectangle {
        id: goldLine

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        color: Theme.gold
        height: Math.max(2, Theme.px(5))
    }
}
