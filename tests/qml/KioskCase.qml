pragma ComponentBehavior: Bound

import QtQuick
import QtTest
import Kiosk.Controls
import Kiosk.Theme

// A test case on a portrait screen: any warning fails, fingers tap, and time passes between taps.
TestCase {
    id: root

    height: 1920
    visible: true
    when: windowShown
    width: 1080

    // Qt Quick Test calls it by this name before every test function.
    function init() { // qmllint disable shadow
        root.failOnWarning(/.?/);
        Theme.windowWidth = root.width;
        Theme.windowHeight = root.height;
        Theme.textScale = 1;
        Theme.reducedMotion = true;
        root.pause();
    }

    // The last tap was long ago.
    function pause() {
        TapFilter.lastTime = 0;
    }

    function settle() {
        root.verify(root.waitForPolish(root.Window.window), "the layout settles");
    }

    function touch(item: Item, x: real, y: real) {
        const finger = root.touchEvent(item);
        finger.press(0, item, x, y).commit();
        finger.release(0, item, x, y).commit();
    }

    function tap(item: Item) {
        root.verify(item !== null, "there is something to tap");
        root.pause();
        root.settle();
        root.touch(item, item.width / 2, item.height / 2);
    }

    // The visible control of this accessible name below `from`.
    function named(from: Item, name: string): Pressable {
        for (const child of from.children) {
            if (!child.visible) {
                continue;
            }
            const control = child as Pressable;
            if (control !== null && control.accessibleName === name) {
                return control;
            }
            const deeper = root.named(child, name);
            if (deeper !== null) {
                return deeper;
            }
        }
        return null;
    }

    function press(from: Item, name: string) {
        const control = root.named(from, name);
        root.verify(control !== null, "no control is called " + name);
        root.tap(control);
    }
}
