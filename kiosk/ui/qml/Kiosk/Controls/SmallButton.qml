pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// An action inside a row or card: edit, show, sign again.
SecondaryButton {
    buttonHeight: Theme.smallHeight
    pixelSize: Theme.tx(30)
}
