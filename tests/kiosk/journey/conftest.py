"""A booth for every test, and the answers of a golden case."""

from typing import Any

import pytest

from tests.support.booth import BIRTH, Booth, golden


@pytest.fixture
def booth() -> Booth:
    return Booth()


@pytest.fixture
def answers() -> dict[str, Any]:
    """A mother's answers for her baby born three weeks ago at a clinic."""
    return dict(golden(BIRTH, "01-married-mother-on-time")["answers"])
