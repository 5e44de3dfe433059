"""Draws one document in a process of its own: what is frozen comes in, a PDF goes out.

The first line says which, in what language and zone; the rest is its content. A fault here costs
this process and nothing of the desk.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk.paper.a4.invoice import invoice_pdf
from kiosk.paper.a4.reminder import reminder_pdf
from kiosk.salon.domain.country import COUNTRIES, LANGUAGES
from kiosk.salon.domain.invoices.content import invoice_from
from kiosk.salon.domain.invoices.payments import reminder_from
from kiosk.salon.language.speaker import Speaker, speaker

NICE = 10
"""The desk goes first."""


def main() -> None:
    os.nice(NICE)
    head = json.loads(sys.stdin.buffer.readline())
    sys.stdout.buffer.write(drawn(head, sys.stdin.buffer.read()))


def drawn(head: dict[str, str], content: bytes) -> bytes:
    """``head``: ``kind`` (invoice or reminder), ``zone``, ``cache``."""
    if head["kind"] == "reminder":
        reminder = reminder_from(content)
        return reminder_pdf(reminder, _words(reminder.language, reminder.country, head))
    invoice = invoice_from(content)
    return invoice_pdf(invoice, _words(invoice.language, invoice.country, head))


def _words(language: str, country: str, head: dict[str, str]) -> Speaker:
    chosen = language if language in LANGUAGES else COUNTRIES[country].language
    cache = Path(head["cache"]) if head.get("cache") else None
    return speaker(chosen, ZoneInfo(head["zone"]), cache)


if __name__ == "__main__":
    main()
