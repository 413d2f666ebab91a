"""Typing Vietnamese by mark keys, Telex and VNI."""

import unicodedata
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.ui.composer import Mode, compose, fold, match_in
from kiosk.ui.syllable import TONE_SIGNS, TONES, VOWELS, Rule

FINALS = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"]
TELEX_VOWELS = {
    **{vowel: vowel for vowel in "aeiouy"},
    "ă": "aw",
    "â": "aa",
    "ê": "ee",
    "ô": "oo",
    "ơ": "ow",
    "ư": "uw",
}
VNI_VOWELS = {
    **{vowel: vowel for vowel in "aeiouy"},
    "ă": "a8",
    "â": "a6",
    "ê": "e6",
    "ô": "o6",
    "ơ": "o7",
    "ư": "u7",
}
MARK_VOWELS = {
    **{vowel: [vowel] for vowel in "aeiouy"},
    "ă": ["a", "moc"],
    "â": ["a", "mu"],
    "ê": ["e", "mu"],
    "ô": ["o", "mu"],
    "ơ": ["o", "moc"],
    "ư": ["u", "moc"],
}
TELEX_TONES = ["", "f", "s", "r", "x", "j"]
VNI_TONES = ["", "2", "1", "3", "4", "5"]
KEYS = st.sampled_from(
    [*"abcdefghijklmnopqrstuvwxyz", *"AEOD", "space", "backspace", *TONES[1:], "mu", "moc", "gach"]
)


def typed(keys: Iterable[str], mode: Mode = Mode.MARKS, rule: Rule = Rule.OLD) -> str:
    text = ""
    for key in keys:
        text = compose(text, "space" if key == " " else key, mode, rule)
    return text


def expected(vowel: str, tone: int, final: str) -> str:
    return unicodedata.normalize("NFC", "b" + vowel + TONE_SIGNS[tone] + final)


@pytest.mark.parametrize("vowel", VOWELS)
@pytest.mark.parametrize("tone", range(6))
class TestEveryVowelAndToneCanBeTypedBeforeEveryFinal:
    def test_with_mark_keys(self, vowel: str, tone: int) -> None:
        for final in FINALS:
            keys = ["b", *MARK_VOWELS[vowel], *final, *filter(None, [TONES[tone]])]
            assert typed(keys) == expected(vowel, tone, final)

    def test_with_mark_keys_before_the_final(self, vowel: str, tone: int) -> None:
        for final in FINALS:
            keys = ["b", *MARK_VOWELS[vowel], *filter(None, [TONES[tone]]), *final]
            assert typed(keys) == expected(vowel, tone, final)

    def test_with_telex_at_the_end(self, vowel: str, tone: int) -> None:
        for final in FINALS:
            keys = f"b{TELEX_VOWELS[vowel]}{final}{TELEX_TONES[tone]}"
            assert typed(keys, Mode.TELEX) == expected(vowel, tone, final)

    def test_with_telex_at_once(self, vowel: str, tone: int) -> None:
        for final in FINALS:
            keys = f"b{TELEX_VOWELS[vowel]}{TELEX_TONES[tone]}{final}"
            assert typed(keys, Mode.TELEX) == expected(vowel, tone, final)

    def test_with_vni(self, vowel: str, tone: int) -> None:
        for final in FINALS:
            keys = f"b{VNI_VOWELS[vowel]}{final}{VNI_TONES[tone]}"
            assert typed(keys, Mode.VNI) == expected(vowel, tone, final)


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("tieengs vieetj", "tiếng việt"),
        ("Nguyeenx Thij Maaux", "Nguyễn Thị Mẫu"),
        ("ddoong hoaf", "đông hòa"),
        ("DDuwowngf", "Đường"),
        ("nguwowif", "người"),
        ("dduowcj", "được"),
        ("khuyru", "khuỷu"),
        ("khuyur", "khuỷu"),
        ("hoanf", "hoàn"),
        ("hofan", "hoàn"),
        ("giof", "giò"),
        ("gif", "gì"),
        ("quys", "quý"),
        ("quoocs", "quốc"),
        ("Ddawks Lawks", "Đắk Lắk"),
        ("cuwu", "cưu"),
        ("huowu", "hươu"),
        ("muas", "múa"),
        ("thuowr", "thuở"),
        ("xuaan", "xuân"),
        ("yeeu", "yêu"),
        ("ass", "as"),
        ("aaa", "aa"),
        ("aww", "aw"),
        ("ddd", "dd"),
        ("masz", "ma"),
        ("maf ", "mà "),
    ],
)
def test_telex_makes_these_words(keys: str, text: str) -> None:
    assert typed(keys, Mode.TELEX) == text


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("tie61ng Vie65t", "tiếng Việt"),
        ("d9u7o7ng2", "đường"),
        ("ma11", "ma1"),
        ("12", "12"),
        ("so61 12", "số 12"),
    ],
)
def test_vni_makes_these_words(keys: str, text: str) -> None:
    assert typed(keys, Mode.VNI) == text


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ([*"nguyen", "mu", "nga"], "nguyễn"),
        ([*"duong", "moc", "gach", "huyen"], "đường"),
        ([*"duong", "gach", "huyen", "moc"], "đường"),
        ([*"nguoi", "moc", "huyen"], "người"),
        ([*"tieng ", "mu", "sac"], "tiếng "),
        ([*"lan dao", "gach", "sac"], "lan đáo"),
        ([*"an hoa", "huyen"], "an hòa"),
        ([*"an hoa", "huyen", "huyen"], "an hoà"),
        ([*"an hoa", "huyen", "huyen", "huyen"], "an hoa"),
    ],
)
def test_mark_keys_act_on_the_last_word(keys: list[str], text: str) -> None:
    assert typed(keys) == text


def test_the_modern_rule_starts_at_the_second_vowel() -> None:
    assert typed([*"hoa", "huyen"], rule=Rule.MODERN) == "hoà"
    assert typed([*"hoa", "huyen", "huyen"], rule=Rule.MODERN) == "hòa"


@pytest.mark.parametrize("vowel", "aeou")
@pytest.mark.parametrize("key", ["mu", "moc"])
def test_a_mark_key_pressed_twice_leaves_the_word_as_it_was(vowel: str, key: str) -> None:
    word = f"b{vowel}n"
    once = compose(word, key)
    assert compose(once, key) == word
    if (vowel, key) not in {("e", "moc"), ("u", "mu")}:
        assert once != word


def test_a_stroke_pressed_twice_leaves_the_word_as_it_was() -> None:
    assert compose("dan", "gach") == "đan"
    assert compose("đan", "gach") == "dan"


@given(
    vowel=st.sampled_from(VOWELS), tone=st.sampled_from(TONES[1:]), final=st.sampled_from(FINALS)
)
def test_a_tone_key_pressed_twice_leaves_a_plain_word_as_it_was(
    vowel: str, tone: str, final: str
) -> None:
    word = f"b{vowel}{final}"
    assert compose(compose(word, tone), tone) == word


@given(
    vowel=st.sampled_from(VOWELS),
    first=st.sampled_from(TONES[1:]),
    second=st.sampled_from(TONES[1:]),
)
def test_another_tone_takes_the_place_of_the_first(vowel: str, first: str, second: str) -> None:
    word = f"b{vowel}n"
    if first != second:
        assert compose(compose(word, first), second) == compose(word, second)


@given(keys=st.lists(KEYS, max_size=25), mode=st.sampled_from(Mode))
def test_whatever_is_pressed_the_text_is_nfc_and_has_no_double_space(
    keys: list[str], mode: Mode
) -> None:
    text = typed(keys, mode)
    assert unicodedata.normalize("NFC", text) == text
    assert "  " not in text
    assert not text.startswith(" ")


@given(keys=st.lists(KEYS, max_size=15), mode=st.sampled_from(Mode))
def test_backspace_always_shortens_and_ends_at_nothing(keys: list[str], mode: Mode) -> None:
    text = typed(keys, mode)
    for _ in range(len(text)):
        shorter = compose(text, "backspace", mode)
        assert len(shorter) == len(text) - 1
        text = shorter
    assert text == ""
    assert compose("", "backspace", mode) == ""


@given(keys=st.lists(KEYS, max_size=15))
def test_marks_change_no_letter_of_what_was_typed(keys: list[str]) -> None:
    marks = {"sac", "huyen", "hoi", "nga", "nang", "mu", "moc", "gach"}
    plain = typed([key for key in keys if key not in marks])
    assert fold(typed(keys)) == fold(plain)


def test_plain_mode_composes_nothing() -> None:
    assert typed("tieengs", Mode.PLAIN) == "tieengs"


def test_a_tone_key_with_no_vowel_before_it_does_nothing() -> None:
    for text in ("", " ", "ngh", "12", "Tổ 5"):
        assert compose(text, "sac") == text


def test_highland_letters_keep_their_signs_and_go_with_one_backspace() -> None:
    text = typed(["ê̆", "n"])
    assert text == "ê̆n"
    assert compose(compose(text, "backspace"), "backspace") == ""


def test_backspace_moves_the_tone_back() -> None:
    assert compose("hoàn", "backspace") == "hòa"
    assert compose("hoàn", "backspace", rule=Rule.MODERN) == "hoà"


@pytest.mark.parametrize(
    ("text", "query", "place"),
    [
        ("Tả Mây", "ta may", (0, 6)),
        ("Tả Mây", "may", (3, 3)),
        ("Đông Sơn", "dong", (0, 4)),
        ("Phú Thọ Đông", "Tho", (4, 3)),
        ("Yên Lạc", "ac", (5, 2)),
        ("An Lan", "an", (0, 2)),
        ("Lan An", "an", (4, 2)),
        ("Tả Mây", "zz", (0, 0)),
        ("Tả Mây", " ", (0, 0)),
    ],
)
def test_a_query_without_marks_finds_its_place(
    text: str, query: str, place: tuple[int, int]
) -> None:
    assert match_in(text, query) == place


@given(text=st.text(max_size=20))
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(unicodedata.normalize("NFC", text))
    assert fold(fold(text)) == fold(text)
