"""What screens are opened with and what they hand back: the frozen values that pass between them.

Each area's own stand in its ``args.py``, which imports no presenter: naming a screen does not load
it.
"""

from __future__ import annotations

import re
from typing import ClassVar, Literal

PlainScreen = Literal[
    "accounts",
    "attract",
    "attendance",
    "bills",
    "book_receipt",
    "cash_list",
    "certificate_files",
    "checkin_phone",
    "checkin_sorry",
    "clock_forgot",
    "clock_form",
    "closings",
    "connect",
    "day",
    "devices",
    "expense_form",
    "expense_items",
    "expenses",
    "export_files",
    "file_list",
    "first_steps",
    "fiscal",
    "import_run",
    "inspection",
    "invoice_terms",
    "invoices",
    "law",
    "letters",
    "load",
    "lock",
    "lost_books",
    "mail_form",
    "means",
    "more",
    "nav_user",
    "old_books",
    "open_till",
    "owner",
    "papers",
    "products",
    "rates",
    "resources",
    "sales",
    "salon_form",
    "services",
    "settings",
    "setup",
    "size",
    "size_trial",
    "starter_services",
    "statement_files",
    "sync",
    "system",
    "team",
    "walkin",
    "zone_form",
]
"""Screens that take nothing: their name opens them."""


class Args:
    """What a screen takes, a frozen dataclass of each screen's own: it opens that screen.
    ``ClientFormArgs`` opens ``client_form``."""

    __slots__ = ()
    screen: ClassVar[str]

    def __init_subclass__(cls) -> None:
        words = re.findall("[A-Z][a-z]*", cls.__name__.removesuffix("Args"))
        cls.screen = "_".join(words).lower()


class Result:
    """What a screen hands to the one below when it closes."""

    __slots__ = ()
