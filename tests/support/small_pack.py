"""A pack of a few questions, to be broken in tests: every kind of question stands in it once."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone

from dossier import loading
from dossier.filing import Filing
from dossier.procedure import Procedure
from dossier.provenance import CITIZEN, Answer, Source
from dossier.values import freeze

VIETNAM = timezone(timedelta(hours=7))
TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=VIETNAM)

PROCEDURE = """\
slug: small
code: "9.000001"
version: "2026-01-01"
level: 3
effective_from: 2026-01-01
last_checked: 2026-11-01
legal_basis: [Luật mẫu]
who_files: who
applicant: {name: named}
sections: [{id: all}]
questions:
  - {id: who, kind: choice, section: all, choices: [me, other]}
  - {id: named, kind: name, section: all}
  - {id: words, kind: text, section: all, most: 10, required: false}
  - {id: paper, kind: yes_no, section: all}
  - id: born
    kind: date
    section: all
    checks:
      - {id: past, cel: "born_days >= 0"}
      - {id: young, cel: "born_years < 100", soft: true}
  - {id: since, kind: partial_date, section: all, required: false}
  - {id: count, kind: number, section: all, least: 1, most: 5, when: paper}
  - {id: number, kind: id_number, section: all, required: false}
  - {id: phone, kind: phone, section: all, required: false}
  - {id: email, kind: email, section: all, required: false}
  - {id: land, kind: country, section: all, required: false, prefill: [{take: "default:VN"}]}
  - {id: people, kind: ethnic_group, section: all, required: false}
  - {id: home, kind: address, section: all, required: false}
  - id: copies
    kind: rows
    section: all
    required: false
    least: 1
    most: 3
    rows:
      - {id: title, kind: text, section: all}
      - {id: pages, kind: number, section: all, least: 1, most: 9, required: false}
derived:
  - {id: late, cel: "born_days > 60"}
documents:
  - {id: proof, when: paper}
fees:
  - {id: base, amount: "late ? 8000 : 0"}
  - {id: each, amount: "pages * 1000", each: copies, when: "copies_count > 0"}
deadlines:
  - {rule: SAME_DAY_15H, when: paper}
routes:
  - {office: clerk, when: paper}
"""
TEXTS = """\
name: Việc nhỏ
official: Thủ tục mẫu
summary: Để thử.
declaration: Tôi cam đoan.
keywords: [thử, nhỏ]
sections: {all: Mọi thứ}
questions:
  who: {ask: "Ai?", choices: {me: Tôi, other: Người khác}}
  named: {ask: "Tên?"}
  words: {ask: "Chữ?"}
  paper: {ask: "Có giấy?"}
  born: {ask: "Sinh ngày nào?", checks: {past: Ngày này còn ở tương lai., young: "Hơn trăm tuổi?"}}
  since: {ask: "Từ khi nào?"}
  count: {ask: "Mấy tờ?"}
  number: {ask: "Số định danh?"}
  phone: {ask: "Điện thoại?"}
  email: {ask: "Thư điện tử?"}
  land: {ask: "Nước nào?"}
  people: {ask: "Dân tộc nào?"}
  home: {ask: "Ở đâu?"}
  copies: {ask: "Bản sao gì?"}
  title: {ask: Tên giấy}
  pages: {ask: Số trang}
documents: {proof: {name: Giấy chứng}}
fees: {base: Lệ phí, each: Bản sao}
offices: {clerk: Văn phòng}
"""
FILES = {"procedure.yaml": PROCEDURE, "texts.vi.yaml": TEXTS}


def files(old: str = "", new: str = "", name: str = "procedure.yaml") -> dict[str, str]:
    """The pack's files with `old` replaced by `new` in one of them."""
    assert old in FILES[name], f"{old!r} is not in {name}"
    return {**FILES, name: FILES[name].replace(old, new, 1) if old else FILES[name]}


def small_pack() -> Procedure:
    """The pack as it is."""
    return loading.load(FILES, {})


def filled(answers: Mapping[str, object], procedure: Procedure | None = None) -> Filing:
    """A filing with these answers, typed by the citizen."""
    filing = Filing(procedure or small_pack(), TODAY)
    for question, value in answers.items():
        answer = Answer(freeze(value), Source.CITIZEN, CITIZEN, NOW, confirmed=True)
        filing = filing.answer(question, answer)
    return filing
