"""Write assets/tables anew from licensed sources: administrative units, countries, ethnic groups.

    python -m setup.make_tables --units DIR --babel DIR

DIR of units: an unpacked wheel of `vietnamadminunits` (MIT); of babel: where `babel` (BSD, with
CLDR data under the Unicode licence) is installed. Neither is needed to run the kiosk.
"""

import argparse
import json
import shutil
import sqlite3
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from dossier.names import fold
from dossier.places import bare

TABLES = Path(__file__).resolve().parents[1] / "assets" / "tables"


def main() -> None:
    """Write every table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=Path, required=True)
    parser.add_argument("--babel", type=Path, required=True)
    given = parser.parse_args()
    TABLES.mkdir(parents=True, exist_ok=True)
    data = given.units / "vietnamadminunits" / "data"
    units, former = administrative(data)
    _write("units.json", units)
    _write("former_units.json", former)
    licence = next(given.units.glob("*.dist-info/licenses/LICENSE"))
    shutil.copy(licence, TABLES / "LICENSE.vietnamadminunits")
    sys.path.insert(0, str(given.babel))
    _write("countries.json", countries())


def administrative(data: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """Today's provinces and communes, and where each former ward went, the likeliest first.

    A commune and a town of one name in one district share a key, and all they became.
    """
    base = sqlite3.connect(data / "dataset.db")
    rows = base.execute(
        "select provinceCode, province, wardCode, wardType, wardShort, provinceKey, wardKey"
        " from admin_units order by provinceCode, wardCode"
    ).fetchall()
    provinces = {code: name for code, name, *_ in rows}
    codes = {(province, ward): code for _, _, code, _, _, province, ward in rows}
    old = {
        f"{province}_{district}_{ward}": names
        for province, district, ward, *names in base.execute(
            "select provinceKey, districtKey, wardKey, wardShort, districtShort, provinceShort"
            " from admin_units_legacy where wardKey is not null"
        )
    }
    went = moves(json.loads((data / "converter_2025.json").read_text("utf-8")), codes)
    names: dict[str, set[str]] = defaultdict(set)
    former: dict[str, list[str]] = {}
    for key, targets in went.items():
        if key in old:
            ward, district, province = old[key]
            name = "|".join(bare(part) for part in (ward, district, province))
            former[name] = list(dict.fromkeys([*former.get(name, ()), *targets]))
            for code in targets:
                names[code].add(ward)
    communes = [
        [code, province, kind, name, sorted(names[code] - {name})]
        for province, _, code, kind, name, _, _ in rows
    ]
    return (
        {"as_of": "2025-10-08", "provinces": sorted(provinces.items()), "communes": communes},
        dict(sorted(former.items())),
    )


def moves(table: dict[str, Any], codes: dict[tuple[str, str], str]) -> dict[str, list[str]]:
    """New commune codes per former ward key."""
    went: dict[str, list[str]] = {}
    for province, wards in table["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, keys in wards.items():
            for key in keys:
                went.setdefault(key, []).append(codes[province, ward])
    for province, split in table["DICT_PROVINCE_WARD_DIVIDED"].items():
        for key, parts in split.items():
            ranked = sorted(parts, key=lambda part: not part["isDefaultNewWard"])
            went[key] = [codes[province, part["newWardKey"]] for part in ranked]
    return went


def countries() -> dict[str, str]:
    """Vietnamese names of countries by ISO 3166-1 code (and Kosovo), from CLDR."""
    from babel import Locale

    names = Locale("vi").territories
    skipped = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "DG", "EA", "IC", "TA"}
    found = {
        code: name
        for code, name in names.items()
        if len(code) == len("VN") and code.isalpha() and code not in skipped
    }
    return dict(sorted(found.items(), key=lambda item: fold(item[1])))


def _write(name: str, table: object) -> None:
    text = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
    (TABLES / name).write_text(text.replace("],[", "],\n[") + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
