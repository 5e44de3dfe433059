"""What the desk is told of the fiscal office: that it stopped, what waits and how long it may, a
certificate that ends."""

from __future__ import annotations

from kiosk.presenters.agenda.visit_panel import ChipView
from kiosk.presenters.fiscal import words
from kiosk.salon.domain.text import N, T, Text
from kiosk.salon.services.salon_services import Services

PATIENCE_MS = 300_000
"""A line that is cut for less is nothing to tell."""


def fiscal_chip(services: Services, *, urgent: bool) -> ChipView | None:
    """``urgent``: only what cannot wait for anything else, otherwise only what can."""
    fiscal, now = services.fiscal, services.context.now()
    if fiscal.office() is None:
        return None
    status = fiscal.status()
    if urgent and status.missing is not None:
        return _chip(T("Receipts are not confirmed"), "bad")
    if urgent and status.stopped is not None:
        return _chip(T("The tax office refuses {number}", number=status.stopped.number), "bad")
    if status.waiting and status.deadline is not None and status.stopped is None:
        tone = words.urgency(status.deadline, now)
        if urgent == (tone != "info") and now - fiscal.queue(1)[0].made_at >= PATIENCE_MS:
            left = words.time_left(status.deadline, now)
            return _chip(
                N("{n} waits for the tax office, {left}", "{n} wait for the tax office, {left}",
                    status.waiting, left=left),
                tone,
            )  # fmt: skip
    if status.certificate_until is not None:
        days = words.days_left(status.certificate_until, now)
        if urgent and days < 0:
            return _chip(T("The certificate has expired"), "bad")
        tone = words.CERTIFICATE.get(status.warned, "")
        if days >= 0 and tone and urgent == (tone == "bad"):
            told = N("Certificate: {n} day left", "Certificate: {n} days left", days)
            return _chip(told, tone)
    return None


def _chip(text: Text, tone: str) -> ChipView:
    return ChipView(text, "globe", tone, "fiscal")
