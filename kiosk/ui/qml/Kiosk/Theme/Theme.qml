pragma Singleton
pragma ComponentBehavior: Bound

import QtQuick

// Tokens of every screen. The window tells it the size, the panel and what the citizen chose.
QtObject {
    id: theme

    // What the window sets.
    property real windowWidth: 1080
    property real windowHeight: 1920
    property real pixelsPerMm: 4.03
    property real textScale: 1.0
    property bool highContrast: false
    property bool reducedMotion: false

    // The design is drawn at 1080 x 1920, or at 1230 x 922 when wider than high.
    readonly property bool wide: windowWidth > windowHeight
    readonly property real u: wide ? (windowHeight > 1080 ? windowHeight / 1080 : Math.min(1, windowWidth / 1230, windowHeight / 922)) : Math.min(windowWidth / 1080, windowHeight / 1700)
    readonly property bool compact: wide
    readonly property bool short: windowHeight / u < 1000
    readonly property bool large: textScale > 1.1
    readonly property real chromeScale: Math.min(textScale, 1.2)

    readonly property string family: "Be Vietnam Pro"

    // Type, in design pixels at u = 1; 28 is 5.1 mm of capitals on a 21.5 inch panel.
    readonly property int typeDisplay: 84
    readonly property int typeTitle: compact ? 46 : 54
    readonly property int typeCard: 40
    readonly property int typeValue: 38
    readonly property int typePrimary: 40
    readonly property int typeButton: 32
    readonly property int typeBody: 32
    readonly property int typeLabel: 29
    readonly property real smallestCapsMm: 4.8
    readonly property real capsPerEm: 0.74

    readonly property int gap1: px(10)
    readonly property int gap2: px(14)
    readonly property int gap3: px(18)
    readonly property int gap4: px(22)
    readonly property int gap5: px(28)
    readonly property int margin: px(44)
    readonly property int column: Math.min(windowWidth - 2 * margin, px(1500))
    readonly property int sideMargin: Math.round((windowWidth - column) / 2)

    readonly property int primaryHeight: Math.max(px(116), mm(16))
    readonly property int secondaryHeight: Math.max(px(100), mm(16))
    readonly property int smallHeight: Math.max(px(80), mm(12.7))
    readonly property int keyHeight: Math.max(px(compact ? 68 : 94), mm(12.7))

    readonly property int radiusKey: px(18)
    readonly property int radiusBox: px(24)
    readonly property int radiusButton: px(26)
    readonly property int radiusCard: px(28)
    readonly property int radiusCamera: px(32)
    readonly property int radiusDialog: px(44)
    readonly property int stroke: highContrast ? Math.max(2, px(3)) : Math.max(1, px(2))
    readonly property int strokeStrong: Math.max(3, px(6))

    readonly property int pressMs: reducedMotion ? 0 : 110
    readonly property int pagerMs: reducedMotion ? 0 : 240
    readonly property int pageMs: reducedMotion ? 0 : 400
    readonly property int doubleTapMs: 500
    readonly property int repeatDelayMs: 2000
    readonly property int repeatMs: 350

    readonly property color bg: highContrast ? "#000000" : "#F6F1E8"
    readonly property color surface: highContrast ? "#0B0B0B" : "#FFFFFF"
    readonly property color sunken: highContrast ? "#000000" : "#FBF8F2"
    readonly property color ink: highContrast ? "#FFFFFF" : "#1B2330"
    readonly property color ink2: highContrast ? "#FFE27A" : "#566072"
    readonly property color brand: highContrast ? "#FFD400" : "#A61B24"
    readonly property color brandTop: highContrast ? "#FFD400" : "#B3212B"
    readonly property color brandEnd: highContrast ? "#FFD400" : "#8E151E"
    readonly property color brandDark: highContrast ? "#000000" : "#7C1119"
    readonly property color brandBg: highContrast ? "#332B00" : "#FBE9E6"
    readonly property color textOnBrand: highContrast ? "#000000" : "#FFFFFF"
    readonly property color headerInk: "#FFFFFF"
    readonly property color headerInk2: highContrast ? "#FFE27A" : "#FBE3B5"
    readonly property color headerFill: highContrast ? "#0B0B0B" : "#33FFFFFF"
    readonly property color headerOutline: highContrast ? "#FFD400" : "#80FFFFFF"
    readonly property color gold: "#F2B33D"
    readonly property color textOnGold: "#1B2330"
    readonly property color ok: highContrast ? "#7CFF9B" : "#1E7A4C"
    readonly property color okBg: highContrast ? "#00240E" : "#E1F1E7"
    readonly property color okInk: highContrast ? "#7CFF9B" : "#125C37"
    readonly property color textOnOk: highContrast ? "#000000" : "#FFFFFF"
    readonly property color officer: highContrast ? "#FFD400" : "#1E7A4C"
    readonly property color warn: highContrast ? "#FFD400" : "#B86E00"
    readonly property color warnBg: highContrast ? "#1A1A00" : "#FFF1CF"
    readonly property color warnInk: highContrast ? "#FFE27A" : "#6B4700"
    readonly property color info: highContrast ? "#8FC7FF" : "#2B45A8"
    readonly property color infoBg: highContrast ? "#001426" : "#E8EDFB"
    readonly property color mark: "#C2410C"
    readonly property color outline: highContrast ? "#FFD400" : "#93856C"
    readonly property color controlOutline: highContrast ? "#FFD400" : "#8C7F6A"
    readonly property color hairline: highContrast ? "#FFD400" : "#E7DDCB"
    readonly property color track: highContrast ? "#767676" : "#BFAF8F"
    readonly property color trackSoft: highContrast ? "#4A4A4A" : "#EFE4CF"
    readonly property color disabled: highContrast ? "#000000" : "#ECE4D4"
    readonly property color disabledInk: highContrast ? "#C9C9C9" : "#566072"
    readonly property color highlight: highContrast ? "#665500" : "#FFE2A0"
    readonly property color focus: highContrast ? "#FFFFFF" : "#2B45A8"
    readonly property color scrim: highContrast ? "#D9000000" : "#B8140C08"
    readonly property color keyTray: highContrast ? "#000000" : "#E9DFCE"
    readonly property color keyFace: highContrast ? "#0B0B0B" : "#FFFFFF"
    readonly property color keyEdge: highContrast ? "#FFD400" : "#C9B998"
    readonly property color keyTone: highContrast ? "#332B00" : "#F8DCD7"
    readonly property color keyToneInk: highContrast ? "#FFD400" : "#8E151E"
    readonly property color keyShape: highContrast ? "#1A1A00" : "#FFE6B5"
    readonly property color keyShapeInk: highContrast ? "#FFE27A" : "#6B4700"
    readonly property color keyFunction: highContrast ? "#1A1A1A" : "#D8C9AE"
    readonly property color pill: highContrast ? "#000000" : "#E61B2330"
    readonly property color cameraBg: "#22262E"
    readonly property color inkPen: highContrast ? "#FFFFFF" : "#1E3A8A"

    readonly property var tints: ({
            "red": ["#FBE9E6", "#A61B24"],
            "amber": ["#FFF1CF", "#8A5200"],
            "blue": ["#E5EAFB", "#2B45A8"],
            "green": ["#DFF2E6", "#1B6B43"],
            "rose": ["#FBE3F0", "#9B1B66"],
            "violet": ["#E7E5EE", "#4A4266"],
            "teal": ["#DDF1F3", "#12626B"],
            "sky": ["#E6EDF8", "#1F5180"],
            "brown": ["#F1E8DA", "#6E4A12"],
            "grey": ["#EEE8DF", "#4A4F59"]
        })

    function px(n: real): int {
        return Math.max(1, Math.round(n * u));
    }

    // A length on the glass in millimetres.
    function mm(n: real): int {
        return Math.ceil(n * pixelsPerMm);
    }

    function floored(size: real): int {
        return Math.round(Math.max(size, smallestCapsMm / capsPerEm * pixelsPerMm));
    }

    // Text of the page: grows with what the citizen chose.
    function tx(n: real): int {
        return floored(n * u * textScale);
    }

    // Text of header, strip and bars: grows to 1.2 only, so they stay on one line.
    function cx(n: real): int {
        return floored(n * u * chromeScale);
    }

    function tintBg(name: string): color {
        return highContrast ? "#000000" : (tints[name] ?? tints["red"])[0];
    }

    function tintInk(name: string): color {
        return highContrast ? "#FFD400" : (tints[name] ?? tints["red"])[1];
    }
}
