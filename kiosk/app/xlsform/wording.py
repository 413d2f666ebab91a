"""The words of a form by language, as texts of a pack."""

import re
from collections.abc import Mapping
from typing import Any

LANGUAGE, SECOND = "vi", "en"
_CODE = re.compile(r"(?:^|\()([a-z]{2,3})(?:-\w+)?\)?\s*$")
_NAMED = {"vietnamese": "vi", "tiếng việt": "vi", "english": "en", "tiếng anh": "en"}
_MARKS = re.compile(r"<[^<>]*>|\*\*|__|^#+\s*", re.MULTILINE)
_ANSWER = re.compile(r"\$\{[^}]*\}")
Place = tuple[str, ...]


class Words:
    """What is said at each place of the texts, in every language the form has."""

    def __init__(self, default: str) -> None:
        """`default` is the form's own name of the language it is written in."""
        self._default = code(default)
        self._said: dict[Place, dict[str, str]] = {}
        self._vietnamese = False

    def say(self, label: object, *place: str) -> bool:
        """Put a label (a text, or texts by language) in a place; whether it held answers of others.

        Without Vietnamese the form's default language stands in for it.
        """
        by_language = {code(language): text for language, text in _texts(label).items()}
        said = {language: _plain(text) for language, text in by_language.items() if text.strip()}
        if said:
            self._vietnamese |= bool({"", LANGUAGE} & said.keys())
            first = next(iter(said.values()))
            said.setdefault(LANGUAGE, said.get(self._default, said.pop("", first)))
            said.pop("", None)
            self._said[place] = said
        return any(_ANSWER.search(text) for text in by_language.values())

    def has(self, *place: str) -> bool:
        """Whether anything is said there."""
        return place in self._said

    @property
    def borrowed(self) -> bool:
        """Whether another language stands in for Vietnamese: the form has none."""
        return not self._vietnamese

    @property
    def others(self) -> set[str]:
        """The languages spoken beside Vietnamese."""
        return {language for said in self._said.values() for language in said} - {LANGUAGE}

    def texts(self, language: str) -> dict[str, Any]:
        """All texts of one language; English is made whole with Vietnamese."""
        whole: dict[str, Any] = {}
        for place, said in self._said.items():
            text = said.get(language)
            if text is None and language == SECOND:
                text = said[LANGUAGE]
            if text is not None:
                here = whole
                for part in place[:-1]:
                    here = here.setdefault(part, {})
                here[place[-1]] = text
        return whole

    def lacking(self, language: str) -> int:
        """How many places have nothing in a language."""
        return sum(language not in said for said in self._said.values())


def code(language: str) -> str:
    """The code of a language as a form names it: “Vietnamese (vi)”; "" when it names none."""
    found = _CODE.search(language)
    if found is not None:
        return found[1]
    return _NAMED.get(language.strip().lower(), "")


def _texts(label: object) -> Mapping[str, str]:
    if isinstance(label, Mapping):
        return {str(language): str(text) for language, text in label.items()}
    return {"": str(label)} if label else {}


def _plain(text: str) -> str:
    """Without marks of a web page; an answer of somebody is left as a gap."""
    return " ".join(_ANSWER.sub("…", _MARKS.sub("", text)).split())
