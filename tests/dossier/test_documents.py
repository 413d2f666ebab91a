"""Which papers a filing needs, and which the law forbids to ask for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.documents import not_asked, required
from dossier.procedure import Give
from tests.support.booth import BIRTH, golden, reference
from tests.support.pack_maker import TODAY, a_filing, a_pack, a_page

PACK = a_pack("""
    questions:
      - {id: foreign, kind: yes_no}
    documents:
      - {id: declaration, form: true}
      - {id: notice}
      - {id: passport, when: foreign}
      - {id: card, give: show}
    not_asked:
      - {id: household_book}
      - {id: marriage_certificate, when: "!foreign"}
""")


def need(filing, document):
    return next(one for one in required(filing) if one.document.id == document)


@pytest.mark.parametrize(
    ("foreign", "papers", "spared"),
    [
        (False, ["declaration", "notice", "card"], ["household_book", "marriage_certificate"]),
        (True, ["declaration", "notice", "passport", "card"], ["household_book"]),
    ],
)
def test_the_answers_decide_which_papers_in_the_packs_order(foreign, papers, spared):
    filing = a_filing(PACK, foreign=foreign)
    assert [one.document.id for one in required(filing)] == papers
    assert [one.id for one in not_asked(filing)] == spared


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["attach", "detach", "finish", "defer"]), max_size=6),
    st.sampled_from(["declaration", "notice", "card"]),
)
def test_only_a_paper_handed_in_waits_for_pages_and_for_the_last_of_them(steps, document):
    filing = a_filing(PACK, foreign=False)
    pages, finished, deferred = 0, False, ""
    for number, step in enumerate(steps):
        match step:
            case "attach":
                filing, pages, deferred = filing.attach(document, a_page(number)), pages + 1, ""
            case "detach":
                last = filing.pages.get(document, ())[-1:]
                filing = filing.detach(document, last[0].sha256 if last else "0" * 64)
                pages, finished = max(0, pages - 1), False
            case "finish":
                filing, finished = filing.finish(document), True
            case _:
                filing, deferred = filing.defer(document, "Để ở nhà"), "Để ở nhà"
    one = need(filing, document)
    assert (one.pages, one.finished, one.deferred) == (pages, finished, deferred)
    assert one.to_capture == (document == "notice")
    assert one.complete == (document != "notice" or (pages > 0 and finished))


def test_pages_of_one_paper_do_not_count_for_another():
    filing = a_filing(PACK, foreign=True).attach("passport", a_page()).finish("passport")
    assert need(filing, "passport").complete
    assert not need(filing, "notice").complete


def test_no_paper_is_both_asked_for_and_spared_in_any_golden_case():
    for slug, case in [(BIRTH, "01-married-mother-on-time"), (BIRTH, "06-father-from-laos")]:
        filing = a_filing(
            reference().catalogue.in_force(slug, TODAY), **golden(slug, case)["answers"]
        )
        asked = {one.document.id for one in required(filing)}
        assert asked & {one.id for one in not_asked(filing)} == set()
        handed = [one for one in required(filing) if one.document.give is Give.SUBMIT]
        assert [one.document.id for one in handed] == golden(slug, case)["expect"]["submit"]
