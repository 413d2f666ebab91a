"""What is missing is named, explained and placed before anything is filed."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dossier import missing
from dossier.filing import Filing
from dossier.missing import Missing, What
from tests.support.pack_maker import TODAY, a_filing, a_pack, a_page, an_answer

PACK = a_pack("""
    questions:
      - {id: married, kind: yes_no}
      - {id: card, kind: id_number, required: married}
      - {id: note, kind: text, required: false}
    documents:
      - {id: declaration, form: true}
      - {id: notice}
      - {id: record, when: married, deferrable: false}
      - {id: identity, give: show}
""")
NOTICE = Missing(
    What.DOCUMENT, "notice", "Giấy notice", "Vì notice", "Ở notice", deferrable=True
)  # fmt: skip


def ids(filing):
    return [gap.id for gap in missing.of(filing)]


def test_gaps_come_answers_first_with_the_words_of_the_pack():
    gaps = missing.of(Filing(PACK, TODAY))
    assert gaps == (
        Missing(What.ANSWER, "married", "Hỏi married?", "", "", deferrable=False),
        NOTICE,
    )


def test_a_paper_that_may_not_wait_is_told_apart():
    gaps = missing.of(a_filing(PACK, married=True, card="010198000017"))
    assert [(gap.id, gap.deferrable) for gap in gaps] == [("notice", True), ("record", False)]


def test_a_paper_put_off_is_missing_still_with_its_reason():
    gap = missing.of(a_filing(PACK, married=False).defer("notice", "Để ở nhà"))[0]
    assert (gap.id, gap.reason) == ("notice", "Để ở nhà")


def test_an_answer_left_empty_counts_only_while_it_is_optional():
    filing = a_filing(PACK, married=False, card="", note="")
    assert ids(filing) == ["notice"]
    assert ids(filing.answer("married", an_answer(True))) == ["card", "notice", "record"]


@settings(deadline=None)
@given(
    married=st.none() | st.booleans(),
    card=st.none() | st.sampled_from(["", "010198000017"]),
    taken=st.sets(st.sampled_from(["notice", "record"])),
    finished=st.sets(st.sampled_from(["notice", "record"])),
)
def test_exactly_the_open_things_are_missing(married, card, taken, finished):
    given_answers = {"married": married, "card": card}
    filing = a_filing(PACK, **{k: v for k, v in given_answers.items() if v is not None})
    for document in sorted(taken):
        filing = filing.attach(document, a_page())
    for document in sorted(finished):
        filing = filing.finish(document)
    wanted = ["married"] if married is None else []
    wanted += ["card"] if married and not card else []
    wanted += [] if "notice" in taken & finished else ["notice"]
    wanted += ["record"] if married and "record" not in taken & finished else []
    assert ids(filing) == wanted
