"""Settings of public registers of companies: ``[registers]``."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from kiosk.salon.settings.section import Section

_ADDRESS = r"^https://[!-~]+\Z"


class Registers(Section, frozen=True):
    ask: Annotated[
        bool,
        Meta(
            description="a company's name and address are looked up by its number; off: they are "
            "typed"
        ),
    ] = True
    ares: Annotated[
        str, Meta(pattern=_ADDRESS, description="address of the Czech register of companies")
    ] = "https://ares.gov.cz/ekonomicke-subjekty-v-be/rest"
    rpo: Annotated[
        str, Meta(pattern=_ADDRESS, description="address of the Slovak register of legal persons")
    ] = "https://api.statistics.sk/rpo/v1"
    vies: Annotated[
        str, Meta(pattern=_ADDRESS, description="address of the EU's register of VAT numbers")
    ] = "https://ec.europa.eu/taxation_customs/vies/rest-api"
