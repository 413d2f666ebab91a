pragma ComponentBehavior: Bound

import QtQuick
import QtTest
import Kiosk.Controls

KioskCase {
    id: root

    name: "MissingCard"

    Component {
        id: cards

        MissingCard {
            laterText: "Nộp sau"
            name: "Giấy chứng sinh"
            where: "Nơi sinh cấp"
            why: "Để biết cháu sinh ở đâu"
            width: 992
        }
    }

    SignalSpy {
        id: fix

        signalName: "fixClicked"
    }

    SignalSpy {
        id: later

        signalName: "laterClicked"
    }

    function card(): MissingCard {
        const card = root.createTemporaryObject(cards, root) as MissingCard;
        for (const spy of [fix, later]) {
            spy.target = card;
            spy.clear();
            root.verify(spy.valid);
        }
        return card;
    }

    function test_it_can_be_mended_now_or_later() {
        const card = root.card();
        root.press(card, "Làm ngay: Giấy chứng sinh");
        root.press(card, "Nộp sau: Giấy chứng sinh");
        root.compare(fix.count, 1);
        root.compare(later.count, 1);
    }

    function test_what_cannot_be_put_off_has_no_later() {
        const card = root.card();
        card.laterText = "";
        root.compare(root.named(card, "Nộp sau: Giấy chứng sinh"), null);
    }

    function test_a_reader_hears_what_why_and_where() {
        const card = root.card();
        root.compare(card.Accessible.name, "Còn thiếu: Giấy chứng sinh. Vì sao: Để biết cháu sinh ở đâu. Lấy ở đâu: Nơi sinh cấp");
    }

    function test_a_reason_nobody_gave_takes_no_room() {
        const card = root.card();
        root.settle();
        const full = card.implicitHeight;
        card.where = "";
        root.settle();
        root.verify(card.implicitHeight < full);
    }
}
