pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Controls
import Kiosk.Theme

// The way back in: a slip or a card shows what became of a dossier, or takes a visit up again.
Pressable {
    id: root

    bottomPadding: Theme.px(34)
    leftPadding: Theme.px(44)
    rightPadding: Theme.px(44)
    text: qsTr("Xem hồ sơ đã nộp, làm tiếp hồ sơ đang dở")
    topPadding: Theme.px(34)

    background: Rectangle {
        border.color: Theme.outline
        border.width: Theme.highContrast ? Theme.stroke : 0
        radius: Theme.radiusCard

        gradient: Gradient {
            orientation: Gradient.Horizontal

            GradientStop {
                color: Theme.brandTop
                position: 0
            }

            GradientStop {
                color: Theme.brandEnd
                position: 1
            }
        }
    }
    contentItem: RowLayout {
        spacing: Theme.gap4

        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.px(12)

            Label {
                Layout.fillWidth: true
                color: Theme.textOnBrand
                kind: Label.Card
                text: root.text
            }

            Label {
                Layout.fillWidth: true
                color: Theme.textOnBrand
                text: qsTr("Đưa giấy biên nhận hoặc thẻ căn cước trước máy ảnh. Máy không giữ lại thẻ.")
            }
        }

        Icon {
            colour: Theme.textOnBrand
            name: "qrcode"
            size: Theme.px(130)
        }
    }
}
