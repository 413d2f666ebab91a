pragma Singleton
pragma ComponentBehavior: Bound

import QtQuick

// What stands on each page of the keyboard. Widths are shares of a row.
QtObject {
    id: plan

    readonly property var marks: [
        {
            "action": "sac",
            "text": "á",
            "name": qsTr("sắc"),
            "tone": true
        },
        {
            "action": "huyen",
            "text": "à",
            "name": qsTr("huyền"),
            "tone": true
        },
        {
            "action": "hoi",
            "text": "ả",
            "name": qsTr("hỏi"),
            "tone": true
        },
        {
            "action": "nga",
            "text": "ã",
            "name": qsTr("ngã"),
            "tone": true
        },
        {
            "action": "nang",
            "text": "ạ",
            "name": qsTr("nặng"),
            "tone": true
        },
        {
            "action": "mu",
            "text": "â ê ô",
            "name": qsTr("mũ"),
            "tone": false
        },
        {
            "action": "moc",
            "text": "ă ơ ư",
            "name": qsTr("móc"),
            "tone": false
        },
        {
            "action": "gach",
            "text": "đ",
            "name": qsTr("gạch"),
            "tone": false
        }
    ]

    readonly property var shift: ({
            "action": "shift",
            "text": qsTr("Hoa"),
            "icon": "arrow-big-up",
            "width": 15,
            "said": qsTr("Chữ hoa")
        })
    readonly property var erase: ({
            "action": "backspace",
            "text": qsTr("Xóa"),
            "icon": "backspace",
            "width": 15,
            "said": qsTr("Xóa một chữ")
        })
    readonly property var telex: ({
            "action": "telex",
            "text": qsTr("Telex"),
            "width": 17
        })
    readonly property var space: ({
            "action": "space",
            "text": qsTr("dấu cách"),
            "width": 42
        })

    function page(action: string, text: string, said: string): var {
        return {
            "action": action,
            "text": text,
            "said": said,
            "width": 17
        };
    }

    function keys(letters: string): var {
        return letters.split(" ").map(letter => ({
                    "key": letter
                }));
    }

    function row(keys: var, inset: real): var {
        return {
            "keys": keys,
            "inset": inset
        };
    }

    function of(name: string): var {
        const letters = plan.page("letters", "abc", qsTr("Bàn phím chữ"));
        const digits = plan.page("digits", "123", qsTr("Số và dấu câu"));
        const highland = plan.page("highland", "ĕ ŏ ƀ", qsTr("Chữ các dân tộc"));
        switch (name) {
        case "digits":
            return [plan.row(plan.keys("1 2 3 4 5 6 7 8 9 0"), 0), plan.row(plan.keys("- / . , @ ( ) + ' _"), 0), plan.row([letters, highland, plan.space, plan.erase], 0)];
        case "highland":
            return [plan.row(plan.keys("ĕ ŏ ŭ ĭ ê̆ ô̆ ơ̆ ư̆ ƀ č"), 0), plan.row(plan.keys("ñ w j f z ö ü ẽ ' -"), 0), plan.row([plan.shift, letters, plan.space, plan.erase], 0)];
        default:
            return [plan.row(plan.keys("q w e r t y u i o p"), 0), plan.row(plan.keys("a s d f g h j k l"), 1), plan.row([plan.shift, ...plan.keys("z x c v b n m"), plan.erase], 0), plan.row([digits, highland, plan.space, plan.telex], 0)];
        }
    }
}
