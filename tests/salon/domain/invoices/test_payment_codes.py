"""Codes of payments: the vectors of their standards, their limits, and what a name may hold."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kiosk.paper import png
from kiosk.salon.domain.invoices.payment_codes import (
    code_for,
    epc,
    fits,
    hungarian,
    matrix_of,
    paybysquare,
    spayd,
    upn,
)
from kiosk.salon.domain.invoices.payment_codes.payment import decimal
from tests.salon.domain.invoices.payments import CURRENCY, IBANS, payment, scanned, unpacked

DAY = date(2026, 11, 30)
COUNTRIES = tuple(IBANS)


def text_of(country: str, **changes: object) -> str:
    code = code_for(payment(country, **changes), country, DAY)
    assert code is not None
    return code.text


# -- vectors ----------------------------------------------------------------------------------


def test_czech_descriptor() -> None:
    made = spayd.code(
        payment("CZ", name="Salon Pult", amount_minor=450_00, number="2026110042",
                reference="2026110042", due_on=None)
    )  # fmt: skip
    assert made is not None
    assert made.text == (
        "SPD*1.0*ACC:CZ6508000000192000145399*AM:450.00*CC:CZK*RN:SALON PULT*PT:IP"
        "*MSG:FAKTURA 2026110042*X-VS:2026110042"
    )


def test_slovenian_control_sum() -> None:
    """A published example: 19 lines of together 148 letters."""
    made = upn.code(
        payment("SI", iban="SI56011006001234567", name="Podjetje d.o.o.", street="Trzaska cesta 10",
                town="2000 Maribor", payer_name="Janez Novak", payer_street="Slovenska cesta 1",
                payer_town="1000 Ljubljana", amount_minor=150_50, reference="", number="12345678",
                due_on=None)
    )  # fmt: skip
    assert made is not None
    lines = made.text.split("\n")
    assert len(lines) == 21
    assert lines[8] == "00000015050"
    lines[12], lines[15] = "Payment for services", "SI00"
    assert sum(map(len, lines[:19])) + 19 == 167
    assert int(made.text.split("\n")[19]) == sum(map(len, made.text.split("\n")[:19])) + 19


def test_slovak_block_is_that_of_other_writers() -> None:
    """Letter by letter what the library pay-by-square 0.2.0 makes of the same."""
    values = paybysquare.fields(
        payment("SK", iban="SK7700000000000000000000", bic="FIOZSKBAXXX", amount_minor=1234,
                name="Sample Salon", street="Sample Street 1", town="100 00 Bratislava"),
        "12.34",
    )  # fmt: skip
    assert paybysquare.packed(values) == (
        "0009I000EE28H69M8Q6H8SPU3869C3MI3VAQKOEFIL2PUAML5I3FEOTK0MEIIB3220A1UNVUU6R7MTA9K2DGPNHPP"
        "QRKSQHG95EOFQ1IC953ANNCVB04US5KCL5JQQCNU5JK0HKEM26JLQ6O8JUKVER4HGKA42R5GM6HQB4800QJR5J6PIF"
        "VCJFT0BKARV4K37VUQCHO00"
    )


def test_european_lines() -> None:
    made = epc.code(payment("SI", amount_minor=45_50, bic="LJBASI2X", name="Salon d.o.o."))
    assert made is not None
    assert made.text.split("\n") == [
        "BCD", "002", "1", "SCT", "LJBASI2X", "Salon d.o.o.", "SI56191000000123438", "EUR45.50",
        "", "", "SI002611000123 2026-1-F00123",
    ]  # fmt: skip
    assert (made.error, made.most_version) == ("M", 13)


def test_hungarian_lines() -> None:
    made = hungarian.code(payment("HU", amount_minor=450))
    assert made is not None
    lines = made.text.split("\n")
    assert len(lines) == 18
    assert lines[-1] == ""
    assert lines[:8] == [
        "HCT", "001", "1", "OTPVHUHBXXX", "Salón Růže", "HU42117730161111101800000000", "HUF450",
        "20270212235959+1",
    ]  # fmt: skip
    summer = hungarian.code(payment("HU", due_on=date(2026, 5, 4)))
    assert summer is not None
    assert summer.text.split("\n")[7] == "20260703235959+2"


# -- sums -------------------------------------------------------------------------------------


@given(some.integers(1, 999_999_99))
def test_no_sum_loses_a_cent(minor: int) -> None:
    assert int(decimal(minor, "EUR").replace(".", "")) == minor
    assert decimal(minor, "EUR")[-3] == "."
    assert decimal(minor, "HUF") == str(minor)
    lines = upn.lines(payment("SI", amount_minor=minor))
    assert int(lines[8]) == minor
    assert len(lines[8]) == 11


@pytest.mark.parametrize("minor", [115, 300_000, 1_234_567_89])
def test_nothing_stands_between_thousands(minor: int) -> None:
    """1.15 in floats is 1.14; 3,000.00 with a point between is no sum at all."""
    whole, cents = divmod(minor, 100)
    plain = f"{whole}.{cents:02d}"
    assert f"EUR{plain}" in epc.code(payment("SI", amount_minor=minor)).text.split("\n")  # type: ignore[union-attr]
    assert unpacked(text_of("SK", amount_minor=minor))[3] == plain


def test_a_sum_without_room_has_no_code() -> None:
    assert spayd.code(payment("CZ", amount_minor=10_000_000_00)) is None
    assert spayd.code(payment("CZ", amount_minor=9_999_999_99)) is not None
    assert upn.code(payment("SI", amount_minor=10**11)) is None
    assert epc.code(payment("SI", amount_minor=10**11)) is None
    assert hungarian.code(payment("HU", amount_minor=10**12)) is None
    assert code_for(payment("CZ", amount_minor=10_000_000_00), "CZ", DAY) is None


# -- names ------------------------------------------------------------------------------------


def test_a_star_never_ends_a_value() -> None:
    text = text_of("CZ", name="Salon *Hvězda* 100 % & spol.", number="1*AM:1.00*")
    keys = [field.partition(":")[0] for field in text.split("*")]
    assert keys == ["SPD", "1.0", "ACC", "AM", "CC", "RN", "DT", "MSG", "X-VS"]
    assert "RN:SALON %2AHVEZDA%2A 100 %25 %26 SPOL." in text
    assert "MSG:FAKTURA 1%2AAM:1.00%2A" in text


@pytest.mark.parametrize("country", COUNTRIES)
def test_no_name_brings_in_a_field(country: str) -> None:
    """Line ends, tabs, stars: as many fields as ever."""
    nasty = "A\nB\tC\r\nD*E\u2028F\x0bG"
    ends = {"CZ": "*", "HU": "\n", "SI": "\n", "SK": "\t"}

    def parts(**changes: object) -> int:
        text = text_of(country, **changes)
        return len(unpacked(text)) if country == "SK" else len(text.split(ends[country]))

    usual = {"name": "A", "street": "B", "town": "C", "payer_name": "D", "number": "E"}
    assert parts(**dict.fromkeys(usual, nasty)) == parts(**usual)


def test_letters_that_a_form_lacks() -> None:
    """Apps refuse codes with diacritics in PAY by square; UPN QR has those of the region only."""
    values = unpacked(text_of("SK", name="Kaderníctvo Žofka ľščťžýáí", number="ľ 1"))
    assert values[16] == "Kadernictvo Zofka lsctzyai"
    assert values[10] == "Faktura l 1"
    lines = text_of("SI", name="Frizerstvo Čoš đ € ñ 日本 ł", payer_name="Škot Ürsula").split("\n")
    assert lines[16] == "Frizerstvo Čoš đ n ł"
    assert lines[5] == "Škot Ürsula"


@pytest.mark.parametrize("country", COUNTRIES)
def test_long_names_are_cut_and_the_code_is_made(country: str) -> None:
    text = text_of(
        country, name="Ž" * 300, street="š" * 300, town="ř" * 300, payer_name="č" * 300,
        number="2026-1-F00123",
    )  # fmt: skip
    if country == "HU":
        assert len(text.encode()) <= 345
        assert len(text.split("\n")[4]) == 70
    if country == "SI":
        assert {len(text.split("\n")[at]) for at in (5, 16, 17, 18)} == {33}
    if country == "SK":
        assert len(unpacked(text)[16]) == 70
    if country == "CZ":
        assert f"RN:{'Z' * 35}*" in text


# -- which form -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("country", "kind"),
    [("CZ", "spayd"), ("SK", "pay_by_square"), ("SI", "upn_qr"), ("HU", "hct")],
)
def test_each_country_has_its_form(country: str, kind: str) -> None:
    code = code_for(payment(country), country, DAY)
    assert code is not None
    assert code.kind == kind
    assert code.name


def test_an_account_abroad_gets_the_european_form() -> None:
    abroad = payment("SI", iban=IBANS["SK"])
    code = code_for(abroad, "SI", DAY)
    assert code is not None
    assert (code.kind, code.name) == ("epc", "")


def test_what_no_form_says_has_no_code() -> None:
    assert code_for(payment("HU", bic=""), "HU", DAY) is None
    assert code_for(payment("SI", currency="CZK"), "SI", DAY) is None
    assert code_for(None, "CZ", DAY) is None


def test_slovenian_code_is_of_one_size() -> None:
    for amount, name in ((1, "A"), (99_999_999_99, "Š" * 40)):
        code = upn.code(payment("SI", amount_minor=amount, name=name))
        assert code is not None
        assert len(matrix_of(code)) == 17 + 4 * 15
        assert (code.error, code.encoding, code.eci) == ("M", "iso-8859-2", True)


# -- what a scanner reads ---------------------------------------------------------------------


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_scanner_reads_what_was_written(country: str, tmp_path: Path) -> None:
    for at, minor in enumerate((1, 115, 123456, 9_999_999_99)):
        code = code_for(payment(country, amount_minor=minor), country, DAY)
        assert code is not None
        assert fits(code)
        picture = tmp_path / f"{at}.png"
        picture.write_bytes(png.qr_file(matrix_of(code), 4))
        assert scanned(picture, None if code.eci else code.encoding) == code.text


def test_a_scanner_reads_the_european_form(tmp_path: Path) -> None:
    code = epc.code(payment("SK", name="Žltá čučoriedka"))
    assert code is not None
    picture = tmp_path / "epc.png"
    picture.write_bytes(png.qr_file(matrix_of(code), 4))
    assert scanned(picture, code.encoding) == code.text
    assert CURRENCY["SK"] == "EUR"
