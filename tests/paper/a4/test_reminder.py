"""Letters that remind of invoices, read back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kiosk.paper.a4.reminder import payment_of, reminder_pdf
from kiosk.salon.domain.invoices.payment_codes import code_for
from kiosk.salon.domain.invoices.payments import Reminder
from kiosk.salon.domain.text import Amount
from tests.paper.a4.reading import code_in, text_of
from tests.paper.a4.samples import invoice
from tests.paper.samples import speaker


def reminder(language: str, level: int = 1) -> Reminder:
    usual = invoice(language)
    return Reminder(
        level=level, number=usual.number, reference=usual.reference, country=usual.country,
        language=language, currency=usual.currency, seller=usual.seller, buyer=usual.buyer,
        issued_on=usual.issued_on, due_on=date(2026, 12, 5), written_on=date(2026, 12, 15),
        pay_until=date(2026, 12, 22), due_minor=usual.due_minor, paid_minor=500,
        open_minor=usual.due_minor - 500,
    )  # fmt: skip


@pytest.mark.parametrize("language", ["cs", "hu", "sl", "en"])
@pytest.mark.parametrize("level", [1, 2, 3])
def test_it_says_what_is_open_and_its_code_pays_that(
    language: str, level: int, tmp_path: Path
) -> None:
    letter, words = reminder(language, level), speaker(language)
    data = reminder_pdf(letter, words)
    text = text_of(data)
    open_sum = " ".join(words.say(Amount(letter.open_minor, letter.currency)).split())
    assert letter.number in text
    assert open_sum in text
    code = code_for(payment_of(letter), letter.country, letter.written_on)
    assert code is not None
    assert code_in(data, 1, code, tmp_path) == code.text


def test_practice_asks_for_no_money() -> None:
    letter = replace(reminder("cs"), training=True)
    assert payment_of(letter) is None
    assert "CVIČENÍ" in text_of(reminder_pdf(letter, speaker("cs")))
