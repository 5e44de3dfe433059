"""An invoice as the bytes that are kept: the same invoice always gives the same ones."""

from __future__ import annotations

import hashlib

import msgspec

from kiosk.salon.domain.invoices.invoice import Invoice


def content_of(invoice: Invoice) -> bytes:
    """JSON with its names in order."""
    return msgspec.json.encode(invoice, order="sorted")


def invoice_from(content: bytes) -> Invoice:
    """What :func:`content_of` wrote."""
    return msgspec.json.decode(content, type=Invoice)


def digest(content: bytes) -> str:
    """SHA-256, as hex."""
    return hashlib.sha256(content).hexdigest()
