pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// A place: province, commune and detail at home; country and free words abroad.
QuestionField {
    id: root

    readonly property PlaceModel place: root.ask.place
    readonly property bool detailing: root.place.stage === "detail"

    Layout.fillHeight: !root.detailing
    actsOnTap: true
    complete: root.detailing && (!root.place.abroad || root.place.detail.trim() !== "")
    entry: root.detailing ? detail : list.field

    Banner {
        Layout.fillWidth: true
        text: root.place.printed
        title: qsTr("Trên thẻ ghi")
        tone: Banner.Info
        visible: root.place.printed !== ""
    }

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.gap2

        SmallButton {
            Layout.fillWidth: true
            icon: "map-pin"
            text: root.detailing ? root.place.chosen : root.place.province
            visible: text !== "" && (root.detailing || !root.place.abroad)

            onClicked: root.detailing ? root.place.changeCommune() : root.place.changeProvince()
        }

        SmallButton {
            Layout.fillWidth: !root.detailing
            icon: "world"
            text: root.place.abroad ? qsTr("Ở Việt Nam") : qsTr("Ở nước ngoài")

            onClicked: root.place.abroad ? root.place.comeHome() : root.place.goAbroad()
        }
    }

    PickList {
        id: list

        Layout.fillHeight: true
        Layout.fillWidth: true
        options: root.place.options
        placeholder: root.place.stage === "province" ? qsTr("Tỉnh, thành phố") : root.place.stage === "country" ? qsTr("Tên nước") : qsTr("Xã, phường")
        query: root.place.searchText
        visible: !root.detailing

        onChosen: key => root.place.choose(key)
        onQueried: query => root.place.search(query)
    }

    TextEntry {
        id: detail

        Layout.fillWidth: true
        placeholder: root.place.abroad ? qsTr("Thành phố, tỉnh, nơi ở nước ngoài") : qsTr("Số nhà, đường, thôn, bản (có thể để trống)")
        text: root.place.detail
        visible: root.detailing

        onEdited: text => root.place.setDetail(text)
    }
}
