pragma ComponentBehavior: Bound

import QtQuick.Layouts
import Kiosk.Controls

// A long list searched without accents; a group's own name is accepted where people have one.
QuestionField {
    id: root

    readonly property string chosen: String(root.ask.value ?? "")
    readonly property string words: root.ask.searchText.trim()

    Layout.fillHeight: true
    complete: root.chosen !== ""
    entry: list.field

    PickList {
        id: list

        Layout.fillHeight: true
        Layout.fillWidth: true
        current: root.chosen
        icon: root.ask.kind === "country" ? "world" : "users"
        options: root.ask.options
        query: root.ask.searchText

        onChosen: key => root.ask.put(key)
        onQueried: query => root.ask.search(query)
    }

    SecondaryButton {
        Layout.fillWidth: true
        icon: "pencil"
        text: qsTr("Khác: ghi đúng chữ “%1”").arg(root.words)
        tone: root.chosen === root.words ? SecondaryButton.Brand : SecondaryButton.Plain
        visible: root.ask.kind === "ethnic_group" && root.words !== ""

        onClicked: root.ask.put(root.words)
    }
}
