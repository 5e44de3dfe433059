"""The technical user with whom invoices are told to the Hungarian office: made by the salon on the
office's own pages, typed here once, kept sealed."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.fiscal.nav import TaxNumber
from kiosk.salon.domain.text import Msg, T

ACCOUNT, PURPOSE = "nav", "fiscal-nav"
"""Name of the account's row, and what its secrets are sealed for."""
NO_CODE = "answer"
PROBLEMS: dict[str, Msg] = {
    "INVALID_SECURITY_USER": T(
        "The tax office does not accept the technical user's name or password."
    ),
    "INVALID_REQUEST_SIGNATURE": T("The tax office does not accept the signing key."),
    "exchange-key": T("The exchange key does not open what the tax office sends."),
    "FORBIDDEN": T(
        "The technical user may not report invoices. Give it the right on the tax office's pages."
    ),
    "NOT_REGISTERED_CUSTOMER": T("The salon is not registered with Online Számla."),
    "INVALID_CUSTOMER": T("The tax office does not know this tax number."),
    "INVALID_USER_RELATION": T("The technical user does not belong to this tax number."),
    "INVALID_TIMESTAMP": T("The clock of this desk is wrong by more than a day."),
    "key": T("The technical user's secrets can no longer be read. Type them once more."),
    NO_CODE: T("The tax office does not let this program in."),
}
"""What stops all reports until somebody does something; keys of ``sync_account.problem``."""
_LOGIN = re.compile(r"[a-zA-Z0-9]{6,15}")
_EXCHANGE_KEY = re.compile(r"[!-~]{16}")
_SIGN_KEY = re.compile(r"[!-~]{20,60}")


@dataclass(frozen=True, slots=True, kw_only=True)
class TechnicalUser:
    """``tax_number``: the first eight digits of the salon's. The secrets stand in no log."""

    login: str
    password: str = field(default="", repr=False)
    sign_key: str = field(default="", repr=False)
    exchange_key: str = field(default="", repr=False)
    tax_number: str = ""

    def dump(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def load(cls, text: str) -> TechnicalUser:
        """ValueError when it is none."""
        try:
            return cls(**json.loads(text))
        except TypeError as error:
            raise ValueError("not a technical user") from error


def checked(user: TechnicalUser) -> TechnicalUser:
    """As it is kept. Refused, naming the field, for what the office can never have given out."""
    login, tax = user.login.strip(), TaxNumber.of(user.tax_number)
    sign_key, exchange_key = user.sign_key.strip(), user.exchange_key.strip()
    if not _LOGIN.fullmatch(login):
        raise Refused(T("The name has 6 to 15 letters and digits."), field="login")
    if not user.password:
        raise Refused(T("Please type the password."), field="password")
    if not _SIGN_KEY.fullmatch(sign_key):
        raise Refused(T("This is not a signing key: it has about 32 signs."), field="sign_key")
    if not _EXCHANGE_KEY.fullmatch(exchange_key):
        raise Refused(T("An exchange key has exactly 16 signs."), field="exchange_key")
    if tax is None:
        raise Refused(T("This is not a Hungarian tax number."), field="tax_number")
    return TechnicalUser(
        login=login,
        password=user.password,
        sign_key=sign_key,
        exchange_key=exchange_key,
        tax_number=tax.payer,
    )


def problem_words(problem: str) -> Msg:
    """What stops the reports, for people."""
    return PROBLEMS.get(problem, PROBLEMS[NO_CODE])
