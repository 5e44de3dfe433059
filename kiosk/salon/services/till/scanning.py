"""What a scanned code means in this salon."""

from __future__ import annotations

from kiosk.salon.domain.scanned import Scanned, understood
from kiosk.salon.services.context import Context


def interpret(context: Context, code: str) -> Scanned:
    """For a code that is no product's barcode as it stands: by the salon's currency, the patterns
    of the settings and today's century. Refused for a GS1 code that is torn."""
    salon = context.salon
    year = salon.business_day(context.now()).year
    return understood(code, context.in_store, salon.currency, year)
