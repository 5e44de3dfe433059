"""The papers beside the screens: what the printer makes of a sale, of cash, of a day and a booking,
in each language and on both widths of paper."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from kiosk.paper import png
from kiosk.paper.a4.invoice import invoice_pdf
from kiosk.paper.cash.closing import Names, x_paper, z_paper
from kiosk.paper.cash.voucher import cash_voucher
from kiosk.paper.document import Document
from kiosk.paper.profile import Profile
from kiosk.paper.receipt import receipt
from kiosk.paper.slip import slip
from kiosk.salon.domain.country import COUNTRIES
from kiosk.salon.domain.invoices.invoice import Invoice
from kiosk.salon.domain.till.cash import CashMovement, Paper
from kiosk.salon.domain.vat import vat_table
from kiosk.salon.language.speaker import Speaker, speaker
from kiosk.salon.services.till.documents import void_of
from tests.paper.a4.samples import SAMPLES
from tests.paper.closing_samples import usual_closing, usual_figures
from tests.paper.samples import COUNTRY_OF, TEN_O_CLOCK, booking, make_salon, one_back, usual_sale

WIDTHS = {"wide": 80, "compact": 58}
"""Millimetres, under the names of the panels."""
HOUR = 3_600_000
BOUGHT = {"CZ": 84_200, "HU": 8_420, "SI": 8_420, "SK": 8_420}


def _words(language: str) -> Speaker:
    return speaker(language, make_salon(language).zone)


def _receipt(language: str) -> Document:
    return receipt(usual_sale(language), make_salon(language), _words(language))


def _void(language: str) -> Document:
    sale = usual_sale(language)
    void = void_of(
        sale, sale_id=b"2", number="2026-1-000124", at=TEN_O_CLOCK + HOUR, staff_name="Eva",
        reason="12 > 21",
    )  # fmt: skip
    return receipt(void, make_salon(language), _words(language))


def _return(language: str) -> Document:
    return receipt(one_back(usual_sale(language)), make_salon(language), _words(language))


def _returned(language: str) -> Document:
    """A copy of the receipt of which something came back."""
    sale = replace(usual_sale(language), returned_by=("2026-1-000124", "2026-1-000131"))
    return receipt(sale, make_salon(language), _words(language), is_copy=True)


def _voucher(language: str, country: str = "", **changes: object) -> Document:
    """In the language of the country, whatever the screens speak."""
    country = country or COUNTRY_OF[language]
    salon = make_salon(language, country)
    rate = salon.rules.rates_on(salon.law_day(TEN_O_CLOCK))[0]
    vat = vat_table([(rate, BOUGHT[country])])
    out = salon.rules.vouchers[0].out
    paper = Paper("Sample Supplies", "2026-1187", vat, "00000001")
    bought = CashMovement(
        b"1" * 16, "purchase", salon.currency.code, -BOUGHT[country], TEN_O_CLOCK, "2026-11-21",
        b"2" * 16, "1", b"3" * 16, number=f"2026-1-{out}00007", staff_name="Eva", item="A",
        approver_name="Petra", paper=paper,
    )  # fmt: skip
    words = speaker(salon.rules.language, salon.zone)
    return cash_voucher(replace(bought, **changes), salon, words)  # type: ignore[arg-type]


def _cash_in(language: str) -> Document:
    into = COUNTRIES[COUNTRY_OF[language]].vouchers[0].into
    return _voucher(
        language, kind="float", amount_minor=BOUGHT[COUNTRY_OF[language]],
        number=f"2026-1-{into}00012",
        party="Petra", item="", paper=Paper(),
    )  # fmt: skip


def _cash_void(language: str) -> Document:
    out = COUNTRIES[COUNTRY_OF[language]].vouchers[0].out
    return _voucher(
        language, amount_minor=BOUGHT[COUNTRY_OF[language]], number=f"2026-1-{out}00008",
        reverses=b"4" * 16, reverses_number=f"2026-1-{out}00007", purpose="2 x",
    )  # fmt: skip


def _x(language: str) -> Document:
    now = TEN_O_CLOCK + 5 * HOUR
    return x_paper(usual_figures(language), make_salon(language), _words(language), now)


def _z(language: str, **changes: object) -> Document:
    usual, figures = usual_closing(language), usual_figures(language)
    closing = replace(usual, **{"corrects_number": 0, **changes})  # type: ignore[arg-type]
    names, wrong = Names("Eva", "Petra"), usual if closing.corrects_number else None
    return z_paper(closing, figures, make_salon(language), _words(language), names, wrong=wrong)


def _carried(language: str) -> Document:
    counts = tuple(
        replace(one, counted_minor=None, pieces=(), difference_minor=0, reason="")
        for one in usual_closing(language).counts
    )
    return _z(language, kind="carried", counts=counts, blind=False, card_terminal_minor=None)


def _correction(language: str) -> Document:
    return _z(language, kind="correction", number=43, corrects_number=42, reason="2 x")


PAPERS: dict[str, Callable[[str], Document]] = {
    "paper_receipt": _receipt,
    "paper_void": _void,
    "paper_return": _return,
    "paper_returned_copy": _returned,
    "paper_cash_in": _cash_in,
    "paper_cash_out": _voucher,
    "paper_cash_slovakia": lambda language: _voucher(language, "SK"),
    "paper_cash_void": _cash_void,
    "paper_x": _x,
    "paper_z": _z,
    "paper_z_carried": _carried,
    "paper_z_correction": _correction,
    "paper_slip": lambda language: slip(booking(language), make_salon(language), _words(language)),
}


SHEETS: dict[str, Callable[[str], Invoice]] = {
    f"paper_a4_{name}": make for name, make in SAMPLES.items()
}
"""Of A4, whatever the panel."""


def chosen(names: Sequence[str]) -> list[str]:
    """All of them when there are no names, as with states."""
    if not names:
        return [*PAPERS, *SHEETS]
    return [paper for paper in (*PAPERS, *SHEETS) if any(paper.startswith(name) for name in names)]


def draw(names: Sequence[str], size: str, languages: Sequence[str], out: Path) -> int:
    """Pictures of these papers on the width that goes with a panel; how many."""
    profile, drawn = Profile.of(WIDTHS[size]), 0
    for name in chosen(names):
        if name in SHEETS:
            drawn += _draw_sheets(name, languages, out) if size == "wide" else 0
            continue
        for language in languages:
            picture = png.draw(PAPERS[name](language), profile)
            (out / f"{name}-{size}-{language}.png").write_bytes(picture)
            drawn += 1
    return drawn


def _draw_sheets(name: str, languages: Sequence[str], out: Path) -> int:
    """All pages of a document, as they come out of an office printer."""
    for language in languages:
        data = invoice_pdf(SHEETS[name](language), _words(language))
        target = out / f"{name}-wide-{language}"
        command = ["pdftoppm", "-r", "96", "-png", "-", str(target)]
        subprocess.run(command, input=data, check=True, timeout=60)
    return len(languages)
