"""New packs and a new calendar reach the counter between visits, never within one."""

import pytest

from dossier.catalogue import Catalogue, UnknownProcedure
from tests.support.booth import BIRTH, Booth
from tests.support.small_pack import small_pack


def test_the_desk_learns_between_visits_only():
    booth = Booth()
    booth.beginning.start(BIRTH)
    with pytest.raises(RuntimeError, match="at the desk"):
        booth.desk.learn(Catalogue.of([small_pack()]), None)
    booth.beginning.end("discarded")
    booth.desk.learn(Catalogue.of([small_pack()]), None)
    assert [procedure.slug for procedure in booth.beginning.offered()] == ["small"]
    with pytest.raises(UnknownProcedure):
        booth.beginning.start(BIRTH)
