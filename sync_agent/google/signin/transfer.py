"""A sign-in made on the owner's PC, carried to the kiosk as a file or a QR code.

The carrier is a USB stick that gets lost: what it holds opens only with a code that is shown on
the PC and typed at the kiosk. scrypt (RFC 7914) makes the code a key, AES-256-GCM seals; the
whole head is authenticated.
"""

from __future__ import annotations

import base64
import os
import secrets

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import T
from sync_agent.google.signin.grant import Grant

MARK = "PULT-GOOGLE-1"
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that looks like another."""
LOOKALIKES = str.maketrans("OIL", "011")
GROUPS, GROUP = 3, 4
"""Twelve letters are 60 bits; behind scrypt nobody tries them all."""
LOG_N, R, P = 15, 8, 1
SALT_BYTES, NONCE_BYTES = 16, 12


def new_code() -> str:
    """Such as ``7KQ2-M8RT-XW4D``."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))


def seal(grant: Grant, code: str) -> str:
    """One line of text, for a file or a QR code (about 700 letters)."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = os.urandom(SALT_BYTES), os.urandom(NONCE_BYTES)
    sealed = AESGCM(_key(code, salt)).encrypt(nonce, grant.dump().encode(), MARK.encode())
    return f"{MARK}:{base64.b64encode(salt + nonce + sealed).decode()}"


def is_one(text: str) -> bool:
    return text.strip().startswith(f"{MARK}:")


def unseal(text: str, code: str) -> Grant:
    """Raises :class:`Refused` when the code is not the one, or the text was damaged."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    head = SALT_BYTES + NONCE_BYTES
    try:
        raw = base64.b64decode(text.strip().removeprefix(f"{MARK}:"), validate=True)
        salt, nonce, sealed = raw[:SALT_BYTES], raw[SALT_BYTES:head], raw[head:]
        opened = AESGCM(_key(code, salt)).decrypt(nonce, sealed, MARK.encode())
        return Grant.load(opened.decode())
    except (ValueError, InvalidTag) as error:
        raise Refused(T("The code does not fit this file, or the file is damaged.")) from error


def _key(code: str, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    letters = "".join(letter for letter in code.upper() if letter.isalnum()).translate(LOOKALIKES)
    return Scrypt(salt, 32, 2**LOG_N, R, P).derive(letters.encode())
