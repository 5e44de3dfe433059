"""How a request proves whose it is: hashes of the technical user's secrets, and the token that
lets one report in."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime


def password_hash(password: str) -> str:
    return hashlib.sha512(password.encode()).hexdigest().upper()


def request_signature(
    request_id: str, at_ms: int, sign_key: str, operations: Iterable[tuple[str, str]] = ()
) -> str:
    """``operations``: each invoice's operation and its data in base64, as they stand in the
    request."""
    signed = [request_id, masked(at_ms), sign_key]
    signed += [_sha3(operation + data) for operation, data in operations]
    return _sha3("".join(signed))


def _sha3(text: str) -> str:
    return hashlib.sha3_512(text.encode()).hexdigest().upper()


def masked(at_ms: int) -> str:
    """The second of a request as it is signed: UTC, without any signs."""
    return datetime.fromtimestamp(at_ms // 1000, UTC).strftime("%Y%m%d%H%M%S")


def stamp(at_ms: int) -> str:
    """The same second as it is written in a request."""
    return datetime.fromtimestamp(at_ms // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def token(encoded: str, exchange_key: str) -> str:
    """The token out of what the office sent: AES-128-ECB, padded (PKCS#7). ValueError for one that
    this key does not open."""
    from cryptography.hazmat.primitives.ciphers import Cipher
    from cryptography.hazmat.primitives.ciphers.algorithms import AES
    from cryptography.hazmat.primitives.ciphers.modes import ECB
    from cryptography.hazmat.primitives.padding import PKCS7

    key = exchange_key.encode()
    if len(key) != 16:
        raise ValueError("an exchange key has sixteen characters")
    decryptor = Cipher(AES(key), ECB()).decryptor()
    padded = decryptor.update(base64.b64decode(encoded)) + decryptor.finalize()
    unpadder = PKCS7(128).unpadder()
    return (unpadder.update(padded) + unpadder.finalize()).decode("ascii")
