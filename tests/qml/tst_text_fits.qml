pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Controls
import Kiosk.Theme

// Words as long as they really get, at every text size and window the kiosk offers.
KioskCase {
    id: root

    name: "TextFits"

    component Page: ScreenFrame {
        property alias dialog: dialog

        chip: "Câu 12 trên 18"
        error: "Số căn cước có 12 chữ số. Xin xem lại."
        hotline: "0900 000 000"
        lineWords: "Có mạng – đã lưu lúc 10:20, còn 12 hồ sơ đang gửi (khoảng 1 giờ 30 phút)"
        online: false
        pausable: true
        stage: 2
        stages: ["Giấy tờ", "Người làm", "Kê khai", "Chụp giấy", "Xem lại"]
        subtitle: "Theo căn cước hoặc giấy khai sinh của người yêu cầu"
        title: "Người yêu cầu có quan hệ gì với người được khai sinh?"
        what: "Đăng ký khai sinh"
        who: "Nguyễn Thị Mẫu"

        ChoiceList {
            Layout.fillWidth: true
            choices: [
                {
                    "key": "a",
                    "label": "Ông, bà nội hoặc ngoại của cháu",
                    "hint": "Cha mẹ vắng mặt hoặc không thể tự đi làm được",
                    "icon": "users"
                },
                {
                    "key": "b",
                    "label": "Mẹ"
                }
            ]
            current: "a"
        }

        FactRow {
            Layout.fillWidth: true
            actionText: "Sửa"
            badge: "Lấy từ căn cước"
            label: "Nơi thường trú theo căn cước"
            value: "Thôn Bản Mẫu, xã Mẫu Sơn Thượng, tỉnh Lạng Sơn"
        }

        MissingCard {
            Layout.fillWidth: true
            laterText: "Nộp bổ sung sau"
            name: "Văn bản cam đoan về việc sinh có người làm chứng"
            tag: "Bắt buộc phải có"
            where: "Công an xã nơi xảy ra, hoặc cơ sở y tế nơi cháu sinh ra"
            why: "Vì không có giấy chứng sinh do cơ sở y tế cấp"
        }

        TickBox {
            Layout.fillWidth: true
            hint: "Bấm vào ô khi đã cầm trên tay"
            text: "Tôi cam đoan những nội dung khai trên đây là đúng sự thật"
        }

        StateTimeline {
            Layout.fillWidth: true
            steps: [
                {
                    "title": "Đã giữ an toàn trong máy này",
                    "words": "08:45 ngày 23/11/2026",
                    "state": "done"
                },
                {
                    "title": "Đang gửi lên xã",
                    "words": "Đã gửi 3 trên 5 trang",
                    "state": "now"
                }
            ]
        }

        SegmentSwitch {
            Layout.fillWidth: true
            choices: [
                {
                    "key": "a",
                    "label": "Quét căn cước"
                },
                {
                    "key": "b",
                    "label": "Gõ số căn cước"
                }
            ]
            current: "a"
        }

        DatePad {
            Layout.fillWidth: true
            echo: "Thứ hai, ngày 23 tháng 11 năm 2026"
            echoHint: "Tức là hôm nay"
            latest: "2026-11-23"
            partial: true
            value: "2026-11-12"
        }

        SignaturePad {
            Layout.fillWidth: true
            allowsFingerprint: true
        }

        NumberPad {
            Layout.fillWidth: true
        }

        VietnameseKeyboard {
            Layout.fillWidth: true
        }

        ModalDialog {
            id: dialog

            icon: "hand-finger"
            keptText: "Hết giờ, máy cất hồ sơ an toàn và xóa màn hình. Những gì đã làm không mất."
            offersOfficer: true
            parent: root
            primaryText: "Tôi vẫn ở đây"
            secondaryText: "Tạm dừng"
            text: "Máy sẽ tự xóa màn hình để giữ kín thông tin."
            title: "Bà con còn ở đây không?"
        }
    }

    Component {
        id: pages

        Page {}
    }

    // Every piece of text below `item` that is cut, or that reaches out of `frame` sideways.
    function misfits(item: Item, frame: Item): list<string> {
        let found = [];
        for (const child of item.children) {
            if (!child.visible) {
                continue;
            }
            const words = child as Text;
            if (words !== null && words.text !== "") {
                const left = words.mapToItem(frame, 0, 0).x;
                if (words.truncated || words.contentWidth > words.width + 1 || left < -1 || left + words.width > frame.width + 1) {
                    found.push("“" + words.text + "” " + Math.round(words.contentWidth) + " in " + Math.round(words.width) + " at " + Math.round(left));
                }
            }
            found = found.concat(root.misfits(child, frame));
        }
        return found;
    }

    function inside(frame: Item, names: list<string>) {
        for (const name of names) {
            const control = root.named(frame, name);
            root.verify(control !== null, name);
            const bottom = control.mapToItem(root, 0, control.height).y;
            root.verify(bottom <= root.height, name + " ends at " + bottom + " of " + root.height);
        }
    }

    function test_every_word_is_seen_data(): var {
        const rows = [];
        for (const size of [[1080, 1920], [1920, 1080], [1024, 768]]) {
            for (const scale of [1, 1.2, 1.4]) {
                rows.push({
                    "tag": size.join("x") + " at " + scale,
                    "size": size,
                    "scale": scale
                });
            }
        }
        return rows;
    }

    function test_every_word_is_seen(data: var) {
        root.width = data.size[0];
        root.height = data.size[1];
        Theme.windowWidth = data.size[0];
        Theme.windowHeight = data.size[1];
        Theme.textScale = data.scale;
        const page = root.createTemporaryObject(pages, root, {
            "width": data.size[0],
            "height": data.size[1]
        }) as Page;
        root.settle();
        root.compare(root.misfits(page, page).join("\n"), "");
        root.inside(page, ["Tiếp tục", "Quay lại", "Gọi cán bộ đến giúp", "Tạm dừng, cất hồ sơ để làm sau"]);
        page.dialog.open = true;
        root.settle();
        root.compare(root.misfits(page.dialog, page.dialog).join("\n"), "");
        root.inside(page.dialog, ["Tôi vẫn ở đây", "Tạm dừng", "Gọi cán bộ"]);
    }
}
