pragma ComponentBehavior: Bound

import QtQuick.Layouts
import Kiosk.Controls

// Words or digits, with a preview of how a name will be written.
QuestionField {
    id: root

    readonly property bool name: root.ask.kind === "name"

    complete: typed.text.trim() !== ""
    entry: typed
    numeric: root.ask.kind === "id_number" || root.ask.kind === "phone"

    TextEntry {
        id: typed

        Layout.fillWidth: true
        composing: root.ask.kind !== "email"
        digitsOnly: root.numeric
        names: root.name
        placeholder: root.ask.official
        preview: root.name ? typed.text.toUpperCase() : ""
        sentences: root.ask.kind === "text"
        text: String(root.ask.value ?? "")

        onEdited: text => root.ask.put(text)
    }
}
