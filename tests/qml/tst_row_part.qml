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
        readonly property alias sex: sex
        readonly property alias born: born
        readonly property alias until: until

        width: 900

        RowPart {
            id: words
            latest: "2026-11-23"

            Layout.fillWidth: true
            label: "Tên giấy"

            onChanged: value => words.value = value
        }

        RowPart {
            id: count
            latest: "2026-11-23"

            Layout.fillWidth: true
            kind: "number"
            label: "Số bản"
            value: 1

            onChanged: value => count.value = value
        }

        RowPart {
            id: sex
            latest: "2026-11-23"

            Layout.fillWidth: true
            choices: [
                {
                    "key": "male",
                    "label": "Nam",
                    "hint": ""
                },
                {
                    "key": "female",
                    "label": "Nữ",
                    "hint": ""
                }
            ]
            kind: "choice"
            label: "Giới tính"

            onChanged: value => sex.value = value
        }

        RowPart {
            id: born
            latest: "2026-11-23"

            Layout.fillWidth: true
            kind: "partial_date"
            label: "Ngày sinh"
            value: "1950-05-17"

            onChanged: value => born.value = value
        }

        RowPart {
            id: until
            latest: "2026-11-23"

            Layout.fillWidth: true
            future: true
            kind: "date"
            label: "Đến ngày"
            value: "2026-11-23"

            onChanged: value => until.value = value
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

    function test_one_of_a_few_is_touched_not_typed() {
        const line = root.line();
        root.press(line.sex, "Nữ");
        root.compare(line.sex.value, "female");
        root.compare(started.count, 0);
    }

    function test_a_date_may_stop_at_the_year_or_lie_ahead() {
        const line = root.line();
        root.press(line.born, "Ngày sinh, dòng 1");
        root.press(line.born, "Chỉ nhớ năm");
        root.compare(line.born.value, "1950");
        root.press(line.until, "Đến ngày, dòng 1");
        root.press(line.until, "Năm sau");
        root.compare(line.until.value, "2027-11-23");
    }
}
