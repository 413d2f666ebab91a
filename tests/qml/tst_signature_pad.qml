pragma ComponentBehavior: Bound

import QtQuick
import QtTest
import Kiosk.Controls

KioskCase {
    id: root

    name: "SignaturePad"

    Component {
        id: pads

        SignaturePad {
            allowsFingerprint: true
            width: 992
        }
    }

    SignalSpy {
        id: signed

        signalName: "signed"
    }

    SignalSpy {
        id: fingerprint

        signalName: "fingerprintClicked"
    }

    function pad(): SignaturePad {
        const pad = root.createTemporaryObject(pads, root) as SignaturePad;
        for (const spy of [signed, fingerprint]) {
            spy.target = pad;
            spy.clear();
            root.verify(spy.valid);
        }
        root.settle();
        return pad;
    }

    function stroke(pad: SignaturePad, points: var) {
        const finger = root.touchEvent(pad);
        finger.press(0, pad, points[0][0], points[0][1]).commit();
        for (const point of points.slice(1)) {
            finger.move(0, pad, point[0], point[1]).commit();
        }
        const last = points[points.length - 1];
        finger.release(0, pad, last[0], last[1]).commit();
    }

    function test_each_stroke_of_a_finger_is_ink() {
        const pad = root.pad();
        root.verify(pad.empty);
        root.stroke(pad, [[100, 150], [180, 120], [260, 170]]);
        root.stroke(pad, [[300, 150], [380, 160]]);
        root.verify(!pad.empty);
        root.compare(pad.strokes.length, 2);
        root.compare(signed.count, 2);
        root.compare(signed.signalArguments[1][0].match(/M/g).length, 2);
        root.verify(/^M[\d.]+ [\d.]+(L[\d.]+ [\d.]+)+M/.test(pad.path), pad.path);
    }

    function test_the_path_is_on_a_canvas_a_thousand_wide() {
        const pad = root.pad();
        root.stroke(pad, [[60, 150], [700, 150]]);
        const numbers = pad.path.match(/[\d.]+/g).map(Number);
        root.verify(Math.max(...numbers) <= 1000);
        root.verify(Math.max(...numbers) > 800);
    }

    function test_a_dot_is_ink_too() {
        const pad = root.pad();
        root.stroke(pad, [[200, 150]]);
        root.verify(pad.path.endsWith("l0.1 0"), pad.path);
    }

    function test_sign_again_wipes_the_ink_and_says_so() {
        const pad = root.pad();
        root.verify(!root.named(pad, "Ký lại").enabled);
        root.stroke(pad, [[100, 150], [180, 120]]);
        root.press(pad, "Ký lại");
        root.verify(pad.empty);
        root.compare(pad.path, "");
        root.compare(signed.signalArguments[1][0], "");
    }

    function test_who_cannot_write_gives_a_fingerprint() {
        const pad = root.pad();
        root.press(pad, "Điểm chỉ");
        root.compare(fingerprint.count, 1);
        pad.allowsFingerprint = false;
        root.compare(root.named(pad, "Điểm chỉ"), null);
    }
}
