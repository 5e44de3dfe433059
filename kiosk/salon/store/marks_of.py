"""What the journal keeps of things that must not stand in it: a mark that fits only this one.

Nothing can be found out from a mark: what it is made of holds random bytes (the salt of a PIN's
hash), is a secret itself (the token of a card), or it takes the salon's key to try it (what
somebody typed, which may name a person and is erased with them where it stands).
"""

from __future__ import annotations

import hashlib
import hmac
import os

from kiosk.salon.domain.ids import Id

SALT_BYTES = 8


def pin(pin_hash: str) -> str:
    """Of a PIN as it is stored, argon2's encoded form."""
    return _mark(b"pin", pin_hash.encode())


def card(card_id: Id, token: bytes) -> str:
    """Of one giving of a card to a person."""
    return _mark(b"card", card_id + token)


def words(key: bytes, text: str) -> str:
    """Of what somebody typed, another one each time; empty for nothing."""
    return _words(key, os.urandom(SALT_BYTES), text) if text else ""


def are_words(key: bytes, mark: str, text: str) -> bool:
    """Whether this is what was typed. What is no mark at all is the mark of nothing."""
    if not (mark and text):
        return mark == text
    try:
        salt = bytes.fromhex(mark[: 2 * SALT_BYTES])
    except ValueError:
        return False
    return hmac.compare_digest(mark.encode(), _words(key, salt, text).encode())


def _words(key: bytes, salt: bytes, text: str) -> str:
    return salt.hex() + hmac.digest(key, salt + text.encode(), "sha256")[:16].hex()


def _mark(what: bytes, secret: bytes) -> str:
    return hashlib.sha256(what + b"\x1f" + secret).hexdigest()[:32]
