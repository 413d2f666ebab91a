pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// Words of a page in one of the kinds of the type scale; wraps by itself.
Text {
    id: root

    enum Kind {
        Display,
        Title,
        Card,
        Value,
        Button,
        Body,
        Small
    }

    property int kind: Label.Body
    readonly property int designSize: [Theme.typeDisplay, Theme.typeTitle, Theme.typeCard, Theme.typeValue, Theme.typeButton, Theme.typeBody, Theme.typeLabel][root.kind]
    readonly property int designWeight: [Font.ExtraBold, Font.ExtraBold, Font.Bold, Font.Bold, Font.DemiBold, Font.Normal, Font.Medium][root.kind]

    Accessible.name: root.text
    Accessible.role: root.kind === Label.Title ? Accessible.Heading : Accessible.StaticText
    color: root.kind === Label.Small ? Theme.ink2 : Theme.ink
    font.family: Theme.family
    font.pixelSize: Theme.tx(root.designSize)
    font.weight: root.designWeight
    lineHeight: root.kind === Label.Body || root.kind === Label.Small ? 1.15 : 1.1
    renderType: Text.QtRendering
    textFormat: Text.PlainText
    wrapMode: Text.Wrap
}
