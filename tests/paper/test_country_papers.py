"""What a country wants on a receipt stands on ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from kiosk.paper import escpos
from kiosk.paper.layout import Row, lay_out
from kiosk.paper.profile import Profile
from kiosk.paper.receipt import receipt
from kiosk.salon.domain.country import COUNTRIES
from kiosk.salon.domain.country.rules import PaperField
from kiosk.salon.domain.money import round_cash
from kiosk.salon.domain.salon import Salon
from kiosk.salon.domain.text import Amount, Day, Percent, T, TimeOfDay
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.domain.till.sale import Sale
from kiosk.salon.domain.vat import vat_table
from tests.paper.samples import SATURDAY, make_line, make_sale, make_salon, speaker
from tests.rigs import escpos_reader

LANGUAGES = {"CZ": "cs", "HU": "hu", "SI": "sl", "SK": "cs"}
WIDE = Profile.of(80)


def printed(sale: Sale, salon: Salon, language: str) -> str:
    """With single blanks between words."""
    rows = lay_out(receipt(sale, salon, speaker(language)), WIDE)
    return " ".join(" ".join(row.text for row in rows if isinstance(row, Row)).split())


def sold_in(country: str, *, pays_vat: bool = True) -> Sale:
    """Two pieces and a cut with a discount, paid in cash that has to be rounded."""
    rules = COUNTRIES[country]
    high, low, *_ = rules.rates_on(SATURDAY)
    lines = (
        make_line("Shampoo", 1_233, high, milli=2000, unit=rules.piece),
        make_line("Cut", 4_569, low, discount=101, discount_text="Birthday"),
    )
    sale = make_sale(lines, rules.currency)
    paid = round_cash(sale.total_minor, rules.cash_rounding_on(SATURDAY))
    sale = replace(
        sale,
        payments=(Payment("cash", paid, paid, 0),),
        rounding_minor=paid - sale.total_minor,
        paid_minor=paid,
    )
    if not pays_vat:
        sale = replace(
            sale, pays_vat=False, vat=(), lines=tuple(replace(line, vat_bp=0) for line in lines)
        )
    return sale


def evidence(sale: Sale, salon: Salon, language: str) -> Mapping[PaperField, tuple[str, ...]]:
    """By what a paper must say: the texts in which it says so."""
    speak = speaker(language)

    def bare(minor: int) -> str:
        return speak.bare(Amount(minor, sale.currency))

    table = vat_table((line.vat_bp, line.total_minor) for line in sale.lines)
    clause = salon.no_vat_words(salon.law_day(sale.sold_at))
    return {
        "name": (salon.name,),
        "address": (salon.street, salon.city, salon.postcode),
        "company_id": (salon.company_id,),
        "vat_id": (salon.vat_id,),
        "number": (sale.number,),
        "issued": (speak.say(Day(SATURDAY, "date")),),
        "time": (speak.say(TimeOfDay(sale.sold_at)),),
        "lines": tuple(line.name for line in sale.lines),
        "quantity": (f"2 {sale.lines[0].unit}",),
        "discounts": (bare(-101),),
        "rates": tuple(speak.say(Percent(row.rate_bp * 10)) for row in table),
        "base": tuple(bare(row.base_minor) for row in table),
        "vat": tuple(bare(row.vat_minor) for row in table),
        "total": (bare(sale.total_minor),),
        "rounding": (speak.say(T("Cash rounding")), bare(sale.rounding_minor)),
        "person": (sale.staff_name,),
        "clause": (clause,),
    }


@pytest.mark.req("M1", "C6")
@pytest.mark.parametrize("payer", [True, False])
@pytest.mark.parametrize("country", sorted(COUNTRIES))
def test_a_receipt_carries_what_its_country_wants(country: str, payer: bool) -> None:
    language, rules = LANGUAGES[country], COUNTRIES[country]
    salon = make_salon(language, country)
    sale = sold_in(country, pays_vat=payer)
    text, found = printed(sale, salon, language), evidence(sale, salon, language)
    for field in rules.receipt_fields(SATURDAY, payer=payer):
        for words in found[field]:
            assert " ".join(words.split()) in text, f"{country}: {field}"


@pytest.mark.req("M1")
@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("cs", "Toto není fiskální doklad (eKasa)."),
        ("en", "This is not a fiscal document (eKasa)."),
    ],
)
def test_a_slovak_receipt_says_that_it_is_not_fiscal(language: str, told: str) -> None:
    text = printed(sold_in("SK"), make_salon(language, "SK"), language)
    assert "Toto nie je pokladničný doklad z eKasa." in text
    assert told in text
    for country in ("CZ", "HU", "SI"):
        assert "eKasa" not in printed(sold_in(country), make_salon("en", country), "en")


@pytest.mark.parametrize(("number", "name"), [("2022749619", "DIČ"), ("SK2022749619", "IČ DPH")])
def test_a_slovak_number_is_called_by_what_it_is(number: str, name: str) -> None:
    salon = replace(make_salon("cs", "SK"), vat_id=number)
    assert f" {name} {number} " in printed(sold_in("SK"), salon, "cs")
    assert f"/ IČ DPH {number}" not in printed(sold_in("SK"), salon, "cs")


def test_who_pays_no_vat_in_slovakia_says_so_in_slovak() -> None:
    text = printed(sold_in("SK", pays_vat=False), make_salon("cs", "SK"), "cs")
    assert "Nie som platiteľ DPH" in text


@pytest.mark.parametrize("pays_vat", [True, False])
@pytest.mark.parametrize("width", [80, 58])
def test_a_printer_has_the_letters_of_slovak(width: int, pays_vat: bool) -> None:
    document = receipt(sold_in("SK", pays_vat=pays_vat), make_salon("cs", "SK"), speaker("cs"))
    profile = Profile.of(width)
    reader = escpos_reader.read(escpos.encode(document, profile), profile.columns)
    text = " ".join(" ".join(reader.lines).split())
    assert "Toto nie je pokladničný doklad z eKasa." in text
    assert ("Nie som platiteľ DPH" in text) is not pays_vat
