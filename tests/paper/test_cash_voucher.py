"""Cash vouchers: what each country wants on them, in its own words, on both widths of paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from kiosk.paper import escpos
from kiosk.paper.cash.voucher import cash_voucher
from kiosk.paper.cash.words import VOUCHER_WORDS
from kiosk.paper.profile import Profile
from kiosk.salon.domain.country import COUNTRIES
from kiosk.salon.domain.salon import Salon
from kiosk.salon.domain.till.cash import KINDS, CashMovement, Paper, offered
from kiosk.salon.domain.till.figure_lines import VAT_HEADS
from kiosk.salon.domain.vat import vat_table
from kiosk.salon.language.speaker import speaker
from tests.rigs import escpos_reader

AT = int(datetime(2026, 11, 21, 1, 30, tzinfo=UTC).timestamp() * 1000)
"""Half past two at night on 21 November: still the business day before."""
COUNTRIES_SOLD_IN = [country for country in VOUCHER_WORDS if country in COUNTRIES]


def salon(country: str) -> Salon:
    return Salon(
        "Vzorový salon", "Vzorová 1", "Vzorov", "100 00", country,
        company_id="00000001", vat_id=f"{country}00000001",
    )  # fmt: skip


def movement(country: str, amount: int, **changes: object) -> CashMovement:
    currency = COUNTRIES[country].currency
    signs = COUNTRIES[country].vouchers[0]
    kind = "owner_in" if amount > 0 else "purchase"
    one = CashMovement(
        b"1" * 16, kind, currency, amount, AT, "2026-11-20", b"2" * 16, "1", b"3" * 16,
        number=f"2026-1-{signs.into}00012" if amount > 0 else f"2026-1-{signs.out}00007",
        staff_name="Petra Vzorná", approver_name="Alena Majitelka", party="Drogerie U Vzoru",
    )  # fmt: skip
    return replace(one, **changes)


def read(one: CashMovement, country: str, width: int = 80, **how: object) -> escpos_reader.Reader:
    home = salon(country)
    words = speaker(home.rules.language, home.zone)
    profile = Profile.of(width)
    paper = cash_voucher(one, home, words, **how)
    return escpos_reader.read(escpos.encode(paper, profile), profile.columns)


def said(one: CashMovement, country: str, width: int = 80, **how: object) -> str:
    return " ".join(" ".join(line.split()) for line in read(one, country, width, **how).lines)


COMPANY_ID = {
    "CZ": "IČO", "SK": "IČO", "HU": "Nyilvántartási szám", "SI": "Matična št.",
}  # fmt: skip
WANTED = {
    "CZ": {
        "in": (
            "Příjmový pokladní doklad",
            "Číslo 2026-1-PPD00012",
            "Vzorový salon",
            "IČO 00000001",
            "DIČ CZ00000001",
            "Přijato od Drogerie U Vzoru",
            "Účel",
            "Vystaveno 21. 11. 2026 2:30",
            "Datum uskutečnění 21. 11. 2026",
            "Slovy: tisíc dvě stě padesát korun českých",
            "Přijal (pokladník) Petra Vzorná",
            "Odevzdal",
            "Schválil Alena Majitelka",
            "Zaúčtoval",
        ),
        "out": (
            "Výdajový pokladní doklad",
            "Číslo 2026-1-VPD00007",
            "Vyplaceno komu Drogerie U Vzoru",
            "Vydal (pokladník) Petra Vzorná",
            "Přijal",
        ),
    },
    "SK": {
        "in": (
            "Príjmový pokladničný doklad",
            "Číslo 2026-1-PPD00012",
            "Prijaté od Drogerie U Vzoru",
            "Dátum uskutočnenia",
            "Účel Vklad majiteľa",
            "Slovom: tisícdvestopäťdesiat eur",
            "Prijal (pokladník) Petra Vzorná",
            "Odovzdal",
            "Schválil",
            "Zaúčtoval",
        ),
        "out": (
            "Výdavkový pokladničný doklad",
            "Toto nie je pokladničný doklad z eKasa.",
            "Vyplatené komu",
            "Vydal (pokladník)",
        ),
    },
    "HU": {
        "in": (
            "Bevételi pénztárbizonylat",
            "Sorszám 2026-1-BP00012",
            "Vzorový salon",
            "Pénztár 1",
            "Befizető Drogerie U Vzoru",
            "Jogcím",
            "Kiállítás dátuma",
            "azaz: ezerkétszázötven forint",
            "Könyvelési hivatkozás: ..........",
            "Utalványozó Alena Majitelka",
            "Pénztáros Petra Vzorná",
            "Ellenőr",
        ),
        "out": ("Kiadási pénztárbizonylat", "Átvevő Drogerie U Vzoru"),
    },
    "SI": {
        "in": (
            "Blagajniški prejemek",
            "Številka 2026-1-BP00012",
            "Vzorový salon",
            "Vplačnik Drogerie U Vzoru",
            "Namen",
            "Datum izdaje",
            "Z besedo: tisoč dvesto petdeset evrov",
            "Blagajnik Petra Vzorná",
            "Odobril Alena Majitelka",
        ),
        "out": ("Blagajniški izdatek", "Prejemnik Drogerie U Vzoru"),
    },
}


@pytest.mark.req("M2")
@pytest.mark.parametrize("country", COUNTRIES_SOLD_IN)
@pytest.mark.parametrize("way", ["in", "out"])
@pytest.mark.parametrize("width", [80, 58])
def test_it_says_what_the_country_wants(country: str, way: str, width: int) -> None:
    whole = 1250 if country == "HU" else 125_000
    text = said(movement(country, whole if way == "in" else -whole), country, width)
    assert [field for field in WANTED[country][way] if field not in text] == []
    assert "1/2" in text


@pytest.mark.req("M2")
@pytest.mark.parametrize("country", COUNTRIES_SOLD_IN)
def test_a_suppliers_paper_stands_on_it_with_its_vat(country: str) -> None:
    rate, whole = (
        COUNTRIES[country].rates_on(date(2026, 12, 1))[0],
        1250 if country == "HU" else 125_000,
    )
    paper = Paper("Drogerie", "F-77/26", vat_table([(rate, whole)]), "00000001")
    text = said(movement(country, -whole, item="Drobnosti", paper=paper), country)
    own = VOUCHER_WORDS[country]
    (row,) = paper.vat
    for part in (
        f"{own.supplier} Drogerie {COMPANY_ID[country]} 00000001", f"{own.paper} F-77/26",
        f"{own.item} Drobnosti", " ".join(own.vat_heads),
    ):  # fmt: skip
        assert part in text
    assert row.base_minor + row.vat_minor == whole


@pytest.mark.req("M2")
def test_a_counter_document_names_what_it_takes_back_and_says_a_minus() -> None:
    back = movement(
        "CZ", -125_000, kind="owner_in", number="2026-1-PPD00013", reverses=b"9" * 16,
        reverses_number="2026-1-PPD00012", purpose="Omyl",
    )  # fmt: skip
    text = said(back, "CZ")
    assert "STORNO" in text
    assert "Příjmový pokladní doklad" in text
    assert "Stornuje doklad 2026-1-PPD00012" in text
    assert "Důvod: Omyl" in text
    assert "Slovy: mínus tisíc dvě stě padesát korun českých" in text
    money_back = movement("CZ", 125_000, kind="purchase", number="2026-1-VPD00008", reverses=b"9")
    assert "Výdajový pokladní doklad" in said(money_back, "CZ")


@pytest.mark.req("M2")
def test_the_first_of_the_two_opens_the_drawer_and_a_copy_never_does() -> None:
    one = movement("CZ", 125_000)
    assert read(one, "CZ", open_drawer=True).pulses == [2]
    assert "2/2" in said(one, "CZ", part=2)
    copy = read(one, "CZ", is_copy=True, open_drawer=True)
    assert copy.pulses == []
    assert any("KOPIE" in line for line in copy.lines)


@pytest.mark.req("M2")
def test_its_vat_is_called_as_on_a_receipt() -> None:
    words = speaker("hu", salon("HU").zone)
    assert VOUCHER_WORDS["HU"].vat_heads == tuple(map(words.say, VAT_HEADS))


def test_without_a_party_whoever_did_it_stands_for_it() -> None:
    assert "Přijato od Petra Vzorná" in said(movement("CZ", 100, party=""), "CZ")


@pytest.mark.req("M2")
def test_where_no_screen_speaks_the_language_every_kind_has_its_words() -> None:
    wanted = {(key, way) for way in ("in", "out") for key in offered(way) if KINDS[key].voucher}
    assert VOUCHER_WORDS["SK"].kinds.keys() == wanted
