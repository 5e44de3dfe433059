"""Services and products of the sample salon, with barcodes nobody owns and an opening stock."""

from __future__ import annotations

from itertools import product as combinations
from random import Random
from typing import cast

from kiosk.salon.domain.country import Trade, UsualVat
from kiosk.salon.domain.goods import barcode
from kiosk.salon.domain.goods.catalogue import Product, Service
from kiosk.salon.domain.ids import Id
from kiosk.salon.services.salon_services import Services
from kiosk.sample.lists import brands, table

PREFIX = "149"
"""GS1 has assigned 140-199 to nobody, so no real bottle can carry such a code."""

SECOND_CODE_EVERY = 10
LARGE_COSTS_PERCENT = 170
OPENING = "Inventura"
"""Why the stock is what it is."""


def ean(number: int) -> str:
    """The EAN-13 of the n-th sample product."""
    digits = f"{PREFIX}{number:09d}"
    return f"{digits}{barcode.check_digit(digits)}"


def _usual_vat(services: Services) -> UsualVat:
    context = services.context
    return context.salon.rules.usual_vat_on(context.today())


def _vat(services: Services, name: str) -> int:
    """``usual`` for goods, or one of the rates on offer."""
    offered = services.context.salon.vat_bp
    rates = {"usual": _usual_vat(services).goods_bp, "low": offered[1], "zero": offered[-1]}
    return rates[name]


def _price(services: Services) -> str:
    """The column of prices in the salon's currency."""
    return f"price_{services.context.salon.currency.code.lower()}"


def add_services(services: Services, language: str) -> dict[str, Id]:
    """All services; returns their ids by code."""
    made = {}
    for row in table("services"):
        item = Service(
            b"",
            row[f"name_{language}"],
            int(row["minutes"]),
            int(row[_price(services)]),
            _usual_vat(services).of_service(cast(Trade, row["trade"])),
            category=row[f"category_{language}"],
            code=row["code"],
        )
        made[row["code"]] = services.catalogue.save_service(item, None).id
    return made


def add_products(
    services: Services, language: str, count: int, chance: Random
) -> tuple[tuple[str, str], ...]:
    """``count`` products; returns name and barcode, a second barcode after the first."""
    codes: list[tuple[str, str]] = []
    every = combinations(brands(), ("small", "large"), table("products"))
    for number, (brand, size, row) in zip(range(1, count + 1), every, strict=False):
        price = int(row[_price(services)])
        name = f"{row[f'name_{language}'].format(brand=brand)} {row[f'size_{size}']}"
        own = [ean(number)]
        if number % SECOND_CODE_EVERY == 1:
            own.append(ean(100_000 + number))
        saved = services.catalogue.save_product(
            Product(
                b"",
                name,
                price if size == "small" else _rounded(price * LARGE_COSTS_PERCENT // 100),
                _vat(services, row["vat"]),
                category=row[f"category_{language}"],
                unit=services.context.salon.rules.piece,
                code=f"{row['code']}-{brand[:2].upper()}{size[0].upper()}",
                barcodes=tuple(own),
            ),
            None,
        )
        services.catalogue.count_stock(saved.id, chance.randint(0, 24) * 1000, OPENING, None)
        codes += [(name, code) for code in own]
    return tuple(codes)


def _rounded(minor: int) -> int:
    """To tens of the minor unit, so that no sample price looks computed."""
    return minor // 10 * 10
