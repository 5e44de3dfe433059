"""Whether a salon's tax number looks right: a doubt, never a refusal.

Countries change the form of their numbers and make exceptions, and a salon must be able to write
what stands on its papers; python-stdnum knows the check digits.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import Literal

from kiosk.salon.domain.country import COUNTRIES
from kiosk.salon.domain.text import Msg, T

TaxNumber = Literal["company_id", "vat_id"]
_CHECKED: dict[tuple[str, TaxNumber], str] = {
    ("CZ", "company_id"): "stdnum.cz.dic",
    ("CZ", "vat_id"): "stdnum.cz.dic",
    ("HU", "vat_id"): "stdnum.hu.anum",
    ("SI", "company_id"): "stdnum.si.maticna",
    ("SI", "vat_id"): "stdnum.si.ddv",
    # The numbers of companies are those of the state that was one, check digit and all.
    ("SK", "company_id"): "stdnum.cz.dic",
    ("SK", "vat_id"): "stdnum.sk.dph",
}
"""Modules of python-stdnum; imported when a number is looked at, since start-up needs none."""
_HU_BRANCH = re.compile(r"(\d{8})-?\d-?\d{2}")
"""A Hungarian tax number goes on with a code of its VAT status and one of its county."""


def tidied(number: str) -> str:
    """As it is written on papers: no blanks, and the letters of a country's sign large."""
    return "".join(number.split()).upper()


def doubt(country: str, kind: TaxNumber, number: str) -> Msg | None:
    """What to say of a number that looks wrong; None for one that looks right, for none at all and
    for a kind that nobody can check."""
    text = number.strip()
    if not text or _looks_right(country, kind, text):
        return None
    rules = COUNTRIES[country]
    name = rules.company_id if kind == "company_id" else rules.vat_id
    return T("This does not look like {name}. Please check it.", name=name)


def _looks_right(country: str, kind: TaxNumber, text: str) -> bool:
    module = _CHECKED.get((country, kind))
    if module is not None:
        branch = _HU_BRANCH.fullmatch(text) if country == "HU" else None
        return bool(import_module(module).is_valid(branch[1] if branch else text))
    patterns = COUNTRIES[country].company_ids
    return not patterns or any(re.fullmatch(one.pattern, text) for one in patterns)
