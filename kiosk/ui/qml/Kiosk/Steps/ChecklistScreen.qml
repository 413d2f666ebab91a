pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Controls
import Kiosk.Theme

// What is complete, what is missing, why, and where to get it.
VisitScreen {
    id: root

    readonly property var gaps: root.shell.checklist.gaps
    readonly property bool whole: root.gaps.length === 0

    mustRead: true
    primaryEnabled: root.shell.checklist.mayGoOn
    primaryText: root.whole ? qsTr("Xem lại và ký") : qsTr("Nộp, bổ sung sau")
    subtitle: root.whole ? qsTr("Bà con không phải mang thêm giấy gì.") : qsTr("Làm ngay bây giờ, hoặc mang thêm sau.")
    title: root.whole ? qsTr("Giấy tờ đã đủ") : qsTr("Còn thiếu %1 thứ").arg(root.gaps.length)

    onPrimaryClicked: root.shell.checklist.goOn()

    Repeater {
        model: root.gaps

        MissingCard {
            required property int index
            required property var modelData

            Layout.fillWidth: true
            fixIcon: modelData.document ? "camera" : "pencil"
            name: modelData.name
            number: index + 1
            putOff: modelData.reason !== ""
            tag: modelData.deferrable ? qsTr("Bổ sung sau được") : qsTr("Phải có mới nộp được")
            tagTone: modelData.deferrable ? Tag.Info : Tag.Warning
            where: modelData.where
            why: modelData.why

            onFixClicked: root.shell.checklist.fix(modelData.step)
        }
    }

    Card {
        Layout.fillWidth: true
        visible: root.shell.checklist.complete.length > 0

        Label {
            Layout.fillWidth: true
            color: Theme.okInk
            kind: Label.Card
            text: qsTr("Đã có")
        }

        Repeater {
            model: root.shell.checklist.complete

            RowLayout {
                id: done

                required property var modelData

                Layout.fillWidth: true
                spacing: Theme.gap2

                Icon {
                    Layout.alignment: Qt.AlignTop
                    colour: Theme.ok
                    name: "circle-check"
                    size: Theme.tx(40)
                }

                Label {
                    Layout.fillWidth: true
                    text: done.modelData.name + (done.modelData.shown ? qsTr(" – chỉ đưa cán bộ xem") : done.modelData.pages > 0 ? qsTr(" – %1 trang").arg(done.modelData.pages) : "")
                }
            }
        }
    }

    Banner {
        Layout.fillWidth: true
        text: root.shell.checklist.notAsked.join(" · ")
        title: qsTr("Không ai được đòi thêm")
        tone: Banner.Good
        visible: root.shell.checklist.notAsked.length > 0
    }

    Item {
        Layout.fillHeight: true
    }
}
