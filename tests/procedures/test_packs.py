"""The packs of the project: sound, and asking for nothing the law forbids to ask."""

from datetime import UTC, date, datetime

import pytest
import yaml
from jsonschema import Draft202012Validator

from dossier.answers_schema import answers_schema
from dossier.documents import not_asked, required
from dossier.filing import Filing
from dossier.listing import HARD_TERMS as HARD_TERMS_FILE
from dossier.listing import hard_terms
from dossier.loading import cases
from dossier.packs import broken_cases
from dossier.procedure import Give
from dossier.provenance import CITIZEN, Answer, Source
from dossier.reading import hard_passages
from dossier.values import freeze, thaw
from dossier.workdays import vietnam
from kiosk.app.config import PROCEDURES
from kiosk.app.reference import read_packs

FOLDERS = {folder.slug: folder for folder in read_packs(PROCEDURES)}
CALENDAR = vietnam(range(2025, 2029))
LEAST_CASES = 5
HARD_TERMS = hard_terms({HARD_TERMS_FILE: (PROCEDURES / HARD_TERMS_FILE).read_bytes()})
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_there_are_packs():
    assert {"birth-registration", "certified-copy", "marital-status-certificate"} <= set(FOLDERS)


@pytest.mark.parametrize("slug", sorted(FOLDERS))
def test_a_pack_has_no_fault(slug):
    assert FOLDERS[slug].findings == ()


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="this wheel of PyYAML has one parser only")
@pytest.mark.parametrize("slug", sorted(FOLDERS))
def test_both_parsers_of_yaml_read_it_alike(slug):
    """A counter whose PyYAML lacks libyaml must open the same packs."""
    for name, text in FOLDERS[slug].files.items():
        plain = yaml.load(text, yaml.SafeLoader)
        assert plain == yaml.load(text, yaml.CSafeLoader), name


@pytest.mark.parametrize("slug", sorted(FOLDERS))
def test_its_golden_cases_come_out(slug):
    assert len(cases(FOLDERS[slug].files)) >= LEAST_CASES
    assert [str(finding) for finding in broken_cases(FOLDERS[slug], CALENDAR)] == []


@pytest.mark.parametrize("slug", sorted(FOLDERS))
def test_it_says_on_what_law_it_stands_and_when_it_was_checked(slug):
    procedure = FOLDERS[slug].procedure
    assert procedure.legal_basis
    assert procedure.last_checked <= date(2026, 11, 23)
    assert procedure.words.notice
    assert procedure.words.declaration


def test_birth_registration_demands_nothing_the_databases_hold():
    """Law on civil status 2014 and Decree 07/2025/ND-CP: looked up, not asked for."""
    procedure = FOLDERS["birth-registration"].procedure
    forbidden = {item.id for item in procedure.not_asked}
    assert {"marriage_certificate", "household_book", "identity_copies"} <= forbidden
    demanded = {document.id for document in procedure.documents if document.give is Give.SUBMIT}
    assert not demanded & {*forbidden, "marriage_certificate", "applicant_identity"}
    assert procedure.document("applicant_identity").give is Give.SHOW


@pytest.mark.parametrize("paper", ["kết hôn", "hộ khẩu", "bản sao căn cước", "bản chụp căn cước"])
def test_no_paper_of_a_birth_registration_goes_by_a_forbidden_name(paper):
    words = FOLDERS["birth-registration"].procedure.words
    said = [f"{text.name} {text.official}".lower() for text in words.documents.values()]
    assert said
    assert [name for name in said if paper in name] == []


@pytest.mark.parametrize("case", sorted(cases(FOLDERS["birth-registration"].files)))
def test_no_family_of_the_golden_cases_is_asked_for_a_forbidden_paper(case):
    folder = FOLDERS["birth-registration"]
    golden = cases(folder.files)[case]
    filing = Filing(folder.procedure, datetime.fromisoformat(str(golden["received"])).date())
    for name, raw in golden["answers"].items():
        value = freeze(raw.isoformat() if isinstance(raw, date) else raw)
        answer = Answer(value, Source.CITIZEN, CITIZEN, NOON, confirmed=True)
        filing = filing.answer(name, answer)
    submitted = {need.document.id for need in required(filing) if need.document.give is Give.SUBMIT}
    assert "declaration" in submitted
    assert not submitted & {item.id for item in folder.procedure.not_asked}
    refused_papers = {item.id for item in not_asked(filing)}
    assert {"household_book", "identity_copies"} <= refused_papers


def test_a_foreign_place_of_origin_is_accepted():
    procedure = FOLDERS["birth-registration"].procedure
    assert procedure.question("child_origin").kind == "address"


@pytest.mark.parametrize("slug", sorted(FOLDERS))
def test_the_answers_of_its_golden_cases_fit_its_schema(slug):
    """The hub judges by this schema: what the counter takes must pass there."""
    procedure = FOLDERS[slug].procedure
    judge = Draft202012Validator(answers_schema(procedure))
    for name, case in cases(FOLDERS[slug].files).items():
        refused = case["expect"].get("refused", {})
        answers = {
            question: thaw(freeze(str(value) if isinstance(value, date) else value))
            for question, value in case["answers"].items()
            if question not in refused
        }
        assert [error.message for error in judge.iter_errors(answers)] == [], name


@pytest.mark.parametrize("slug", sorted(FOLDERS))
def test_it_speaks_plainly(slug):
    hard = hard_passages(FOLDERS[slug].procedure.words, HARD_TERMS)
    assert [f"{'.'.join(one.place)}: {one.why}" for one in hard] == []


@pytest.mark.parametrize("slug", sorted(FOLDERS))
def test_it_is_complete_in_both_languages_of_the_screen(slug):
    """A missing text of a language is a fault of the pack; a missing language would not be."""
    assert {"vi", "en"} <= set(FOLDERS[slug].procedure.texts)
