"""Settings of fiscal offices: ``[fiscal]``."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from kiosk.salon.domain.country.ways import HungarianWay
from kiosk.salon.domain.fiscal.rules import FiscalRules
from kiosk.salon.settings.section import Section

_ADDRESS = r"^https://[!-~]+\Z"


class Fiscal(Section, frozen=True):
    wait_ms: Annotated[
        int,
        Meta(
            ge=0,
            le=5000,
            description="a receipt waits so many milliseconds for the office's code before it is "
            "printed without; the desk itself never waits",
        ),
    ] = 1500
    test: Annotated[
        bool,
        Meta(
            description="messages go to the office's place for trying out, and papers say that "
            "they are a test"
        ),
    ] = False
    hungary: Annotated[
        HungarianWay,
        Meta(
            description='how a Hungarian salon gives receipts: "invoice" every sale is an invoice, '
            '"register" a cash register of the state stands beside, "block" a receipt book by '
            'hand, "receipt" this program writes them, where no register is needed'
        ),
    ] = "register"
    furs: Annotated[str, Meta(pattern=_ADDRESS, description="address of the Slovenian office")] = (
        "https://blagajne.fu.gov.si:9003"
    )
    furs_test: Annotated[str, Meta(pattern=_ADDRESS, description="the same for trying out")] = (
        "https://blagajne-test.fu.gov.si:9002"
    )
    nav: Annotated[str, Meta(pattern=_ADDRESS, description="address of the Hungarian office")] = (
        "https://api.onlineszamla.nav.gov.hu/invoiceService/v3"
    )
    nav_test: Annotated[str, Meta(pattern=_ADDRESS, description="the same for trying out")] = (
        "https://api-test.onlineszamla.nav.gov.hu/invoiceService/v3"
    )

    furs_server: Annotated[
        str,
        Meta(
            min_length=1,
            description="file with the certificates that the Slovenian office's server is believed "
            "by, in the data folder or with its whole path (see docs/fiscal.md)",
        ),
    ] = "furs-server.pem"
    furs_answers: Annotated[
        str,
        Meta(
            min_length=1,
            description="file with the certificates that the Slovenian office signs its answers "
            "with, in the data folder or with its whole path (see docs/fiscal.md)",
        ),
    ] = "furs-answers.pem"

    @property
    def rules(self) -> FiscalRules:
        return FiscalRules(self.wait_ms, self.test, self.hungary)
