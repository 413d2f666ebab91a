pragma ComponentBehavior: Bound

import QtQuick.Layouts
import Kiosk.Controls

// Radio rows for choices and for yes or no; select, then continue (no auto-advance: shaky hands).
QuestionField {
    id: root

    readonly property bool yesNo: root.ask.kind === "yes_no"

    complete: list.current !== ""

    ChoiceList {
        id: list

        Layout.fillWidth: true
        choices: root.ask.choices
        current: root.yesNo ? (root.ask.value === true ? "yes" : root.ask.value === false ? "no" : "") : String(root.ask.value ?? "")

        onChosen: key => root.ask.put(root.yesNo ? key === "yes" : key)
    }
}
