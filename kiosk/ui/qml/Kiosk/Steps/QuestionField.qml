pragma ComponentBehavior: Bound

import QtQuick.Layouts
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// What every kind of field offers to its screen: completeness, and what is being typed into.
ColumnLayout {
    id: root

    required property QuestionModel ask
    property bool complete: true
    property bool numeric: false
    property bool actsOnTap: false
    property TextEntry entry: null

    spacing: Theme.gap4
}
