pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Theme

// What can be pressed: by finger, mouse, Enter or Space; arrows go on to the neighbours.
T.Control {
    id: root

    property string text: ""
    property string accessibleName: root.text
    property int accessibleRole: Accessible.Button
    property bool checkable: false
    property bool checked: false
    property int waitMs: Theme.doubleTapMs
    property bool repeats: false
    property bool arrowsMove: true
    readonly property bool down: area.pressed && area.containsMouse
    property real ringRadius: Theme.radiusButton

    signal clicked

    function press(x: real, y: real) {
        const place = root.mapToItem(null, x, y);
        if (root.enabled && TapFilter.accepts(place.x, place.y, root.waitMs)) {
            root.clicked();
        }
    }

    function step(forward: bool) {
        const next = root.nextItemInFocusChain(forward);
        if (next !== null) {
            next.forceActiveFocus(forward ? Qt.TabFocusReason : Qt.BacktabFocusReason);
        }
    }

    Accessible.checkable: root.checkable
    Accessible.checked: root.checked
    Accessible.focusable: true
    Accessible.name: root.accessibleName
    Accessible.role: root.accessibleRole
    focusPolicy: Qt.TabFocus
    implicitHeight: Math.max(implicitBackgroundHeight, implicitContentHeight + topPadding + bottomPadding)
    implicitWidth: Math.max(implicitBackgroundWidth, implicitContentWidth + leftPadding + rightPadding)
    scale: root.down ? 0.975 : 1

    Behavior on scale {
        NumberAnimation {
            duration: Theme.pressMs
            easing.type: Easing.OutCubic
        }
    }

    Accessible.onPressAction: root.press(root.width / 2, root.height / 2)
    Keys.onDownPressed: event => {
        event.accepted = root.arrowsMove;
        if (root.arrowsMove) {
            root.step(true);
        }
    }
    Keys.onEnterPressed: root.press(root.width / 2, root.height / 2)
    Keys.onLeftPressed: event => {
        event.accepted = root.arrowsMove;
        if (root.arrowsMove) {
            root.step(false);
        }
    }
    Keys.onReturnPressed: root.press(root.width / 2, root.height / 2)
    Keys.onRightPressed: event => {
        event.accepted = root.arrowsMove;
        if (root.arrowsMove) {
            root.step(true);
        }
    }
    Keys.onSpacePressed: root.press(root.width / 2, root.height / 2)
    Keys.onUpPressed: event => {
        event.accepted = root.arrowsMove;
        if (root.arrowsMove) {
            root.step(false);
        }
    }

    MouseArea {
        id: area

        anchors.fill: parent

        onClicked: mouse => {
            if (!repeating.fired) {
                root.press(mouse.x, mouse.y);
            }
        }
        onPressed: repeating.fired = false
    }

    Timer {
        id: repeating

        property bool fired: false

        interval: repeating.fired ? Theme.repeatMs : Theme.repeatDelayMs
        repeat: true
        running: root.repeats && root.enabled && root.down

        onTriggered: {
            repeating.fired = true;
            root.clicked();
        }
    }

    FocusRing {
        around: root.ringRadius
        shown: root.visualFocus
    }
}
