pragma ComponentBehavior: Bound

import QtQuick.Layouts
import Kiosk.Controls

// A small count by plus and minus.
QuestionField {
    id: root

    Stepper {
        Layout.fillWidth: true
        label: root.ask.official
        maximum: root.ask.maximum
        minimum: root.ask.minimum
        value: Number(root.ask.value || root.ask.minimum)

        onChanged: value => root.ask.put(value)
    }
}
