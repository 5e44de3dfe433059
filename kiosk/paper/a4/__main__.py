"""Draws documents in a process of its own: what is frozen comes in, PDFs go out.

A line says which, in what language and zone and how long it is; then its content. The answer is a
line, too, with the length of what follows, or with what is wrong. A fault here costs this process
and nothing of the desk.
"""

from __future__ import annotations

import json
import os
import signal
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
MOST_SECONDS = 90
"""Longer than anybody waits for a document."""


def main() -> None:
    """Until nobody asks any more. What hangs ends by itself, even when nobody is left to end it."""
    os.nice(NICE)
    asked, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # What a library prints is no answer.
    os.dup2(2, 1)
    while line := asked.readline():
        signal.alarm(MOST_SECONDS)
        head = json.loads(line)
        content = asked.read(head["size"])
        try:
            data = drawn(head, content)
        except Exception as error:  # noqa: BLE001 - told to whoever asked
            answers.write(json.dumps({"error": f"{type(error).__name__}: {error}"[:300]}).encode())
            answers.write(b"\n")
        else:
            answers.write(json.dumps({"size": len(data)}).encode() + b"\n" + data)
        answers.flush()
        signal.alarm(0)


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
