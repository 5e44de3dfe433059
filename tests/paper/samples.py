"""Plainly fictitious sales, salons and bookings for tests of paper."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from kiosk.salon.domain.agenda.appointment import Appointment, AppointmentService
from kiosk.salon.domain.country import COUNTRIES
from kiosk.salon.domain.money import CashRounding, round_cash
from kiosk.salon.domain.salon import Salon
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.domain.till.returning import Piece, Purse, Returnable
from kiosk.salon.domain.till.sale import Sale, SaleLine
from kiosk.salon.domain.till.sold import Part, sold_lines
from kiosk.salon.domain.vat import vat_table
from kiosk.salon.language.speaker import Speaker
from kiosk.salon.services.till.documents import return_of

TEN_O_CLOCK = int(datetime(2026, 11, 21, 9, 0, tzinfo=UTC).timestamp() * 1000)
"""Saturday 21 November 2026, 10:00 in Prague."""
SATURDAY = date(2026, 11, 21)

COUNTRY_OF = {"cs": "CZ", "hu": "HU", "sl": "SI", "en": "CZ"}
PHONE_OF = {
    "CZ": "+420777123456",
    "HU": "+36201234567",
    "SI": "+38631123456",
    "SK": "+421905123456",
}
TOWN_OF = {"CZ": "Praha", "HU": "Budapest", "SI": "Ljubljana", "SK": "Bratislava"}
CASH = {"CZK": CashRounding(100), "HUF": CashRounding(5), "EUR": CashRounding(1)}
PRICES = {"CZ": (89000, 28900), "HU": (12500, 3990), "SI": (4590, 1290), "SK": (4590, 1290)}
"""A cut and a shampoo, in minor units."""


def make_salon(language: str, country: str = "") -> Salon:
    """In the country of the language unless told otherwise."""
    country = country or COUNTRY_OF[language]
    footer = {
        "cs": "Děkujeme a těšíme se na příště!",
        "hu": "Köszönjük, várjuk vissza hűséges vendégünket!",
        "sl": "Hvala in na svidenje, še pridite!",
        "en": "Thank you, see you soon!",
    }[language]
    return Salon(
        "Sample Salon",
        "Sample Street 1",
        TOWN_OF[country],
        "100 00",
        country,
        phone=PHONE_OF[country],
        company_id="00000001",
        vat_id=f"{country}00000001",
        language=language,
        receipt_footer=footer,
    )


def speaker(language: str) -> Speaker:
    """Speaks as the product does: golden texts show the words and breaks that are printed."""
    return Speaker(language, ZoneInfo(COUNTRIES[COUNTRY_OF[language]].timezone))


def make_line(
    name: str,
    price: int,
    vat_bp: int,
    *,
    milli: int = 1000,
    unit: str = "",
    discount: int = 0,
    discount_text: str = "",
    bill_discount: int = 0,
) -> SaleLine:
    gross = price * milli // 1000
    return SaleLine(
        name=name,
        kind="product" if unit else "service",
        unit=unit,
        quantity_milli=milli,
        list_price_minor=price,
        price_minor=price,
        price_reason="",
        vat_bp=vat_bp,
        discount_minor=discount,
        discount_text=discount_text,
        bill_discount_minor=bill_discount,
        total_minor=gross - discount - bill_discount,
        staff_name="Eva",
    )


def make_sale(
    lines: tuple[SaleLine, ...], currency: str, *, cash: bool = True, tendered: int = 0
) -> Sale:
    total = sum(line.total_minor for line in lines)
    discount = sum(line.bill_discount_minor for line in lines)
    paid = round_cash(total, CASH[currency]) if cash else total
    handed = max(tendered, paid) if cash else 0
    change = handed - paid if cash else 0
    payment = Payment("cash" if cash else "card", paid, handed, change)
    return Sale(
        id=bytes(16),
        number="2026-1-000123",
        kind="sale",
        currency=currency,
        lines=lines,
        payments=(payment,),
        vat=vat_table((line.vat_bp, line.total_minor) for line in lines),
        goods_minor=total + discount,
        discount_minor=discount,
        total_minor=total,
        rounding_minor=paid - total,
        paid_minor=paid,
        sold_at=TEN_O_CLOCK,
        staff_name="Petra",
    )


def usual_sale(language: str) -> Sale:
    """A cut, two shampoos with a line discount, five percent off the whole, paid in cash."""
    country = COUNTRIES[COUNTRY_OF[language]]
    high, low, *_ = country.rates_on(SATURDAY)
    cut, shampoo = PRICES[country.code]
    names = {
        "cs": ("Dámský střih, mytí a foukaná", "Šampon na barvené vlasy Příklad 250 ml", "ks"),
        "hu": ("Női hajvágás, mosás és szárítás", "Sampon festett hajra, tűző napra 250 ml", "db"),
        "sl": ("Žensko striženje, umivanje in sušenje", "Šampon za barvane lase 250 ml", "kos"),
        "en": ("Ladies' cut, wash and blow-dry", "Shampoo for coloured hair 250 ml", "pcs"),
    }[language]
    off = shampoo * 2 // 10
    first = round(cut * 0.05)
    second = round((2 * shampoo - off) * 0.05)
    return make_sale(
        (
            make_line(names[0], cut, low, bill_discount=first),
            make_line(
                names[1],
                shampoo,
                high,
                milli=2000,
                unit=names[2],
                discount=off,
                discount_text="10 %",
                bill_discount=second,
            ),
        ),
        country.currency,
        tendered=200000 if country.currency == "CZK" else 20000,
    )


def one_back(sale: Sale) -> Sale:
    """One of its two shampoos comes back."""
    purse = Purse(sale)
    sold = sold_lines(sale, [b"1", b"2"], [Part(), Part()])
    found = Returnable(sale, sold, purse, CASH[sale.currency])
    lines = found.taken_back([Piece(b"2", 1000)])
    return return_of(
        sale,
        lines,
        found.settle(lines),
        sale_id=b"",
        number="2026-1-000124",
        at=sale.sold_at,
        staff_name="Eva",
        reason="Cracked",
    )


def booking(language: str) -> Appointment:
    sale = usual_sale(language)
    return Appointment(
        id=bytes(16),
        code="7Q3K9ZSAMPLE",
        staff_id=bytes(16),
        staff_first_name="Eva",
        starts_at=TEN_O_CLOCK + 3 * 86_400_000,
        ends_at=TEN_O_CLOCK + 3 * 86_400_000 + 105 * 60_000,
        state="booked",
        services=(
            AppointmentService(bytes(16), sale.lines[0].name, 60, sale.lines[0].price_minor),
            AppointmentService(bytes(16), "Melír", 45, 100),
        ),
        first_name="Jana",
        last_name="Sample",
    )
