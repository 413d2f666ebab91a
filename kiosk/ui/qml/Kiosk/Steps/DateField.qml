pragma ComponentBehavior: Bound

import QtQuick.Layouts
import Kiosk.Controls

// A date by day, month and year; a partial one may stop at the year.
QuestionField {
    id: root

    complete: String(root.ask.value ?? "") !== ""

    DatePad {
        id: pad

        Layout.fillWidth: true
        echo: root.ask.said
        future: root.ask.future
        latest: root.ask.today
        partial: root.ask.kind === "partial_date"
        value: String(root.ask.value ?? "")

        onPicked: value => root.ask.put(value)
    }

    SecondaryButton {
        Layout.fillWidth: true
        icon: "calendar"
        text: qsTr("Hôm nay")
        visible: String(root.ask.value ?? "") === "" && root.ask.kind === "date"

        onClicked: pad.put(pad.present[0], pad.present[1], pad.present[2])
    }
}
