"""What a person's earlier dossiers on this counter say of people, to be offered again.

Only to who holds the card of the person who filed them, and only what they agree to take over.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dossier.answering import is_blank
from dossier.procedure import Procedure, Question
from dossier.values import Value, freeze

NUMBER, NAME = "number", "name"
OWN = ""
ON_CARD = frozenset(
    {NAME, NUMBER, "born", "sex", "residence", "paper", "paper_issued", "paper_issuer"}
)
"""What the holder's card says anyway."""


@dataclass(frozen=True, slots=True)
class EarlierPerson:
    """A person of an earlier dossier: `role` is the prefix of their block, `traits` its answers.

    The holder of the card has the role OWN, and traits from every role they had.
    """

    role: str
    traits: Mapping[str, Value]

    @property
    def own(self) -> bool:
        """Whether this is the holder of the card."""
        return self.role == OWN

    @property
    def number(self) -> str:
        """Their personal number, "" when it was not given."""
        return str(self.traits.get(NUMBER, ""))

    @property
    def name(self) -> str:
        """Their name, "" when it was not given."""
        return str(self.traits.get(NAME, ""))

    def to_json(self) -> Value:
        """Plain form for the journal."""
        return freeze({"role": self.role, "traits": self.traits})

    @classmethod
    def from_json(cls, raw: Value) -> "EarlierPerson":
        """Rebuild from the plain form. Raises ValueError for another shape."""
        match raw:
            case {"role": str(role), "traits": Mapping() as traits}:
                return cls(role, traits)
            case _:
                raise ValueError("no person of an earlier dossier")


def people(
    number: str, slug: str, dossiers: Iterable[tuple[Procedure, Mapping[str, Value]]]
) -> tuple[EarlierPerson, ...]:
    """Whom the `dossiers` (newest first) of the holder of `number` name, for a filing of `slug`.

    The holder as known from all of them; the other people only from the newest of the same
    procedure: in another, the same word may mean somebody else.
    """
    own: EarlierPerson | None = None
    others: tuple[EarlierPerson, ...] = ()
    for procedure, answers in dossiers:
        found = tuple(_people(procedure, answers))
        for person in found:
            if person.number == number:
                known = own.traits if own else {}
                own = EarlierPerson(OWN, MappingProxyType({**person.traits, **known}))
        if procedure.slug == slug and not others:
            others = tuple(one for one in found if one.number != number and one.name)
    return (*([own] if own else []), *others)


def trait(earlier: Iterable[EarlierPerson], role: str, number: str, name: str) -> Value:
    """What `earlier` people say of the trait `name` of who has `role` and `number` ("" unknown)."""
    for person in earlier:
        same = person.number == number if number else not person.own
        if same and (person.own or person.role == role) and name in person.traits:
            return person.traits[name]
    return ""


def fills(procedure: Procedure, person: EarlierPerson) -> tuple[Question, ...]:
    """The questions this person can spare somebody, but for those the holder's card answers."""
    return tuple(
        question
        for question in procedure.questions
        if question.trait in person.traits
        and (question.trait not in ON_CARD if person.own else question.person == person.role)
    )


def _people(procedure: Procedure, answers: Mapping[str, Value]) -> Iterable[EarlierPerson]:
    traits: dict[str, dict[str, Value]] = {}
    for question in procedure.questions:
        value = answers.get(question.id, "")
        if question.person and not is_blank(value):
            traits.setdefault(question.person, {})[question.trait] = value
    return [EarlierPerson(role, MappingProxyType(found)) for role, found in traits.items()]
