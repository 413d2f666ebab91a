"""What the invented visitor answers: a mother (or father) registering a birth."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

HOME = {"province": "Lào Cai", "commune": "Tả Van", "detail": "Bản Suối Mây"}
DAYS_OLD = 11


def answers(relation: str, today: date) -> Mapping[str, Any]:
    """Answers by question id; places by the words typed to find them."""
    born = today - timedelta(days=DAYS_OLD)
    return {
        "applicant_relation": relation,
        "applicant_phone": "0912000147",
        "applicant_email": "",
        "applicant_paper": "citizen_identity_card",
        "applicant_paper_issuer": "Cục Cảnh sát quản lý hành chính về trật tự xã hội",
        "applicant_residence_kind": "permanent",
        "applicant_residence": HOME,
        "child_born": born.isoformat(),
        "wants_linked": False,
        "birth_place_kind": "facility",
        "has_birth_notice": "paper",
        "parents": "both",
        "parents_married": True,
        "foreign_parent": False,
        "parent_lives_here": True,
        "special_case": "none",
        "child_name": "Lò Minh Ân",
        "child_sex": "male",
        "birth_facility": "Trung tâm y tế khu vực Mẫu",
        "birth_place": {**HOME, "detail": "Số 1 đường Mẫu"},
        "birth_notice_number": "00147.GCS.10234.26",
        "birth_notice_issued": born.isoformat(),
        "mother_name": "Lò Thị Mẫu",
        "mother_born": "1998",
        "mother_ethnic_group": "Tày",
        "mother_nationality": "Việt Nam",
        "mother_number": "",
        "mother_residence_kind": "permanent",
        "mother_residence": HOME,
        "mother_state": "living",
        "father_name": "Vi Văn Thử",
        "father_born": "1995",
        "father_ethnic_group": "Tày",
        "father_nationality": "Việt Nam",
        "father_number": "",
        "father_residence_kind": "permanent",
        "father_residence": HOME,
        "father_state": "living",
        "child_ethnic_group": "Tày",
        "child_nationality": "Việt Nam",
        "child_origin": {**HOME, "detail": ""},
        "knows_marriage_certificate": False,
        "copies": 2,
        "return_by": "counter",
    }
