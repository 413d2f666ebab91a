"""The packs this hub released, as judges of the answers it is sent."""

from dataclasses import dataclass
from functools import lru_cache

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from dossier.answers_schema import answers_schema
from dossier.wire import DossierDocument
from hub.releases import Releases

VERSIONS_KEPT = 256


@dataclass(frozen=True, slots=True)
class _Judge:
    validator: Draft202012Validator
    questions: frozenset[str]


class Packs:
    """Finds the released version of a pack a dossier was sealed under."""

    def __init__(self, releases: Releases) -> None:
        self._releases = releases
        self._judge = lru_cache(maxsize=VERSIONS_KEPT)(self._judge_of)

    def misfit(self, document: DossierDocument) -> str | None:
        """What is no answer to a question of its pack, in words.

        None when all fit, and for a version this hub never released: nothing is known of it.
        """
        pack = document.procedure
        judge = self._judge(pack.slug, pack.version, self._releases.newest_number())
        if judge is None:
            return None
        answers = {answer.question: answer.value for answer in document.answers}
        if len(answers) < len(document.answers):
            return "có câu được trả lời hai lần"
        unknown = sorted(answers.keys() - judge.questions)
        if unknown:
            return f"thủ tục không có câu “{unknown[0]}”"
        error = best_match(judge.validator.iter_errors(answers))
        return error and f"câu “{error.absolute_path[0]}” có câu trả lời không đúng kiểu"

    def _judge_of(self, slug: str, version: str, newest: int) -> _Judge | None:
        for number in range(newest, 0, -1):
            found = self._releases.pack(number, slug, version)
            if found is not None:
                schema = answers_schema(found)
                return _Judge(Draft202012Validator(schema), frozenset(schema["properties"]))
        return None
