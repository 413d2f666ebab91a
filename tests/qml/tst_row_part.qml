pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtTest
import Kiosk.Controls
import Kiosk.Steps

KioskCase {
    id: root

    name: "RowPart"

    component Line: ColumnLayout {
        readonly property alias words: words
        readonly property alias count: count

        width: 900

        RowPart {
            id: words

            Layout.fillWidth: true
            label: "Tên giấy"

            onChanged: value => words.value = value
        }

        RowPart {
            id: count

            Layout.fillWidth: true
            kind: "number"
            label: "Số bản"
            value: 1

            onChanged: value => count.value = value
        }
    }

    Component {
        id: lines

        Line {}
    }

    SignalSpy {
        id: started

        signalName: "typingStarted"
    }

    function line(): Line {
        const line = root.createTemporaryObject(lines, root) as Line;
        started.target = line.words;
        started.clear();
        root.verify(started.valid);
        root.settle();
        return line;
    }

    function test_a_touched_field_asks_for_the_keyboard() {
        const line = root.line();
        root.touch(line.words, 300, line.words.height - 40);
        root.compare(started.count, 1);
        const entry = started.signalArguments[0][0] as TextEntry;
        entry.press("a", "marks");
        entry.press("sac", "marks");
        root.compare(line.words.value, "á");
    }

    function test_a_count_goes_up_and_down_but_not_below_one() {
        const line = root.line();
        root.press(line.count, "Thêm một, Số bản, dòng 1");
        root.compare(line.count.value, 2);
        root.press(line.count, "Bớt một, Số bản, dòng 1");
        root.press(line.count, "Bớt một, Số bản, dòng 1");
        root.compare(line.count.value, 1);
    }
}
