"""Text as touches on our keyboard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.demo.typing import keys_of
from kiosk.ui.composer import compose

ACTIONS = {
    "Dấu huyền": "huyen",
    "Dấu sắc": "sac",
    "Dấu hỏi": "hoi",
    "Dấu ngã": "nga",
    "Dấu nặng": "nang",
    "Dấu mũ": "mu",
    "Dấu móc": "moc",
    "Dấu gạch": "gach",
}
LETTERS = (
    "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
)


@pytest.mark.parametrize(
    ("character", "keys"),
    [
        ("a", ["a"]),
        ("Ấ", ["a", "Dấu mũ", "Dấu sắc"]),
        ("đ", ["d", "Dấu gạch"]),
        ("ự", ["u", "Dấu móc", "Dấu nặng"]),
    ],
)
def test_a_letter_is_its_base_then_shape_then_tone(character, keys):
    assert list(keys_of(character)) == keys


@given(st.sampled_from(LETTERS))
def test_the_keys_make_the_letter_on_our_keyboard(character):
    text = ""
    for key in keys_of(character):
        text = compose(text, ACTIONS.get(key, key), "marks")
    assert text == character
