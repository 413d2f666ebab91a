pragma ComponentBehavior: Bound

import QtQuick
import QtTest
import Kiosk.Controls

KioskCase {
    id: root

    readonly property var communes: ["Tả Mây", "Thanh Bình", "Bản Mẫu", "Đông Sơn", "Tân Tiến", "Yên Lạc", "Hòa Bình", "Phú Thọ", "Ninh Hải", "Vĩnh Tường", "Sa Pả", "Mường Hum", "Cốc Lếu", "Bát Xát"].map((label, place) => ({
                "key": String(place),
                "label": label,
                "second": place === 0 ? "trước là Tả Mây Thượng" : ""
            }))

    name: "PickList"

    Component {
        id: lists

        PickList {
            filtered: false
            height: 900
            options: root.communes
            width: 992
        }
    }

    SignalSpy {
        id: chosen

        signalName: "chosen"
    }

    SignalSpy {
        id: queried

        signalName: "queried"
    }

    function list(properties: var): PickList {
        const list = root.createTemporaryObject(lists, root, properties) as PickList;
        for (const spy of [chosen, queried]) {
            spy.target = list;
            spy.clear();
            root.verify(spy.valid);
        }
        return list;
    }

    function labels(list: PickList): list<string> {
        return list.shown.map(row => row.label);
    }

    function test_letters_without_marks_find_the_name() {
        const list = root.list({});
        list.field.press("d", "plain");
        list.field.press("o", "plain");
        list.field.press("n", "plain");
        root.compare(root.labels(list), ["Đông Sơn"]);
    }

    function test_the_older_name_finds_it_too() {
        const list = root.list({});
        list.field.set("thuong");
        root.compare(root.labels(list), ["Tả Mây"]);
    }

    function test_a_tapped_row_is_chosen_by_its_key() {
        const list = root.list({});
        list.field.set("bát");
        root.press(list, "Bát Xát");
        root.compare(chosen.count, 1);
        root.compare(chosen.signalArguments[0][0], "13");
    }

    function test_a_list_filtered_by_its_owner_only_tells_the_query() {
        const list = root.list({
            "filtered": true
        });
        list.field.set("bát");
        root.compare(queried.count, 1);
        root.compare(queried.signalArguments[0][0], "bát");
        root.compare(list.shown.length, 14);
    }

    function test_no_row_is_out_of_reach() {
        const list = root.list({});
        root.settle();
        root.verify(list.paged);
        const seen = [];
        for (let pages = 0; pages < 14; pages += 1) {
            for (const row of root.communes) {
                if (root.named(list, row.label + (row.second === "" ? "" : ", " + row.second)) !== null && !seen.includes(row.label)) {
                    seen.push(row.label);
                }
            }
            if (list.first + list.perPage >= list.shown.length) {
                break;
            }
            const before = list.first;
            root.press(list, root.moreWords(list));
            root.verify(list.first > before);
        }
        root.compare(seen.length, 14);
    }

    function moreWords(list: PickList): string {
        return "Xem tiếp – " + (list.first + 1) + " đến " + (list.first + list.perPage) + " trên 14";
    }

    function test_a_new_query_starts_at_the_first_row() {
        const list = root.list({});
        root.settle();
        root.press(list, root.moreWords(list));
        root.verify(list.first > 0);
        list.field.set("n");
        root.compare(list.first, 0);
    }

    function test_a_name_nobody_knows_is_said_to_be_unknown() {
        const list = root.list({});
        list.field.set("zzz");
        root.compare(list.shown.length, 0);
        root.verify(!list.paged);
    }
}
