pragma Singleton
pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// Drops the second tap of a double tap: too soon after the last one and at the same place.
QtObject {
    id: filter

    property int interval: Theme.doubleTapMs
    property real lastTime: 0
    property real lastX: -1
    property real lastY: -1

    function accepts(x: real, y: real, wait: int): bool {
        const now = Date.now();
        const reach = Theme.mm(12);
        const near = Math.abs(x - filter.lastX) < reach && Math.abs(y - filter.lastY) < reach;
        const passed = now - filter.lastTime;
        if (near && passed >= 0 && passed < Math.min(wait, filter.interval)) {
            return false;
        }
        filter.lastTime = now;
        filter.lastX = x;
        filter.lastY = y;
        return true;
    }
}
