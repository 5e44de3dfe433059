"""Secrets at rest: AES-256-SIV (RFC 5297) under a key derived from the salon's key.

What it is for and which key of the salon it was sealed with are authenticated: a sealed text that
is moved to another place, or claims another key, does not open.
"""

from __future__ import annotations

from kiosk.salon.domain.keys.salon_keys import SalonKeys


def seal(keys: SalonKeys, purpose: str, text: str) -> tuple[int, bytes]:
    """Id of the salon's key in use, and ``text`` readable with it only."""
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV

    sealed = AESSIV(keys.derive(purpose, 64)).encrypt(text.encode(), _bound(purpose, keys.key_id))
    return keys.key_id, sealed


def unseal(keys: SalonKeys, purpose: str, key_id: int, sealed: bytes) -> str:
    """ValueError when none of the salon's keys opens it (lost key, another salon, tampering)."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV

    for key in keys.ring:
        if key.key_id != key_id:
            continue
        try:
            opened = AESSIV(key.derive(purpose, 64)).decrypt(sealed, _bound(purpose, key_id))
        except (InvalidTag, ValueError) as error:
            raise ValueError("sealed with another key") from error
        return opened.decode()
    raise ValueError("sealed with a key that is not known")


def _bound(purpose: str, key_id: int) -> list[bytes]:
    return [b"pult sealed", purpose.encode(), bytes([key_id])]
