"""Account numbers that can be paid to: checked, tidied and written as people read them.

schwifty knows their forms by country and the codes of banks. It is imported when a number is looked
at: start-up needs none.
"""

from __future__ import annotations

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import T


def account(text: str) -> str:
    """An IBAN without blanks; empty for none. Refused when its form or its check digits are
    wrong."""
    number = "".join(text.split()).upper()
    if not number:
        return ""
    from schwifty import IBAN
    from schwifty.exceptions import SchwiftyException

    try:
        return str(IBAN(number))
    except SchwiftyException as error:
        raise Refused(
            T("This is no account number (IBAN). Compare it with the bank's papers."), field="iban"
        ) from error


def bank_code(text: str, iban: str = "") -> str:
    """A BIC; without one that of the account's bank, where it is known, else empty. Refused when
    it cannot be one."""
    from schwifty import BIC, IBAN
    from schwifty.exceptions import SchwiftyException

    code = "".join(text.split()).upper()
    try:
        if code:
            return str(BIC(code))
        found = IBAN(iban).bic if iban else None
    except SchwiftyException as error:
        raise Refused(T("This is no code of a bank (BIC)."), field="bic") from error
    return str(found) if found else ""


def shown(iban: str) -> str:
    """In groups of four."""
    return " ".join(iban[at : at + 4] for at in range(0, len(iban), 4))
