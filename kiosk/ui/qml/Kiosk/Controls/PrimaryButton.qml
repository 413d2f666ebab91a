pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// The one big action of a screen.
Pressable {
    id: root

    property string icon: "arrow-right"

    bottomPadding: Theme.px(14)
    leftPadding: Theme.px(28)
    rightPadding: Theme.px(28)
    topPadding: Theme.px(14)

    background: Rectangle {
        border.color: Theme.outline
        border.width: root.enabled ? 0 : Theme.stroke
        color: Theme.disabled
        gradient: root.enabled ? redFill : null
        implicitHeight: Theme.primaryHeight
        implicitWidth: Theme.px(300)
        opacity: root.down ? 0.88 : 1
        radius: Theme.radiusButton
    }
    contentItem: ButtonFace {
        colour: root.enabled ? Theme.textOnBrand : Theme.disabledInk
        icon: root.icon
        iconLast: true
        pixelSize: Theme.tx(Theme.typePrimary)
        text: root.text
    }

    Gradient {
        id: redFill

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
