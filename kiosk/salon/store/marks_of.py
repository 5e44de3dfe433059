"""What the journal keeps of things that must not stand in it: a mark that fits only this one.

Nothing can be found out from a mark: what it is made of holds random bytes (the salt of a PIN's
hash) or is a secret itself (the token of a card).
"""

from __future__ import annotations

import hashlib

from kiosk.salon.domain.ids import Id


def pin(pin_hash: str) -> str:
    """Of a PIN as it is stored, argon2's encoded form."""
    return _mark(b"pin", pin_hash.encode())


def card(card_id: Id, token: bytes) -> str:
    """Of one giving of a card to a person."""
    return _mark(b"card", card_id + token)


def _mark(what: bytes, secret: bytes) -> str:
    return hashlib.sha256(what + b"\x1f" + secret).hexdigest()[:32]
