"""What goes over the line: the frozen message, signed (JWS, RS256), and the office's signed answer.

The signature covers the message's own bytes: nothing is parsed and written anew on the way.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.salon.domain.fiscal.identity import Identity

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
    from cryptography.x509 import Certificate


class NotOfTheOffice(Exception):
    """An answer that nobody signed whom we trust. ``args``: what is wrong with it."""


@dataclass(frozen=True)
class Signer:
    """An identity with its key read once."""

    identity: Identity

    @cached_property
    def certificate(self) -> Certificate:
        from cryptography.x509 import load_pem_x509_certificate

        return load_pem_x509_certificate(self.identity.certificate.encode())

    @cached_property
    def _key(self) -> RSAPrivateKey:
        from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
        from cryptography.hazmat.primitives.serialization import load_pem_private_key

        key = load_pem_private_key(self.identity.key.encode(), None)
        assert isinstance(key, RSAPrivateKey)
        return key

    def __repr__(self) -> str:
        return "Signer(...)"

    @cached_property
    def _header(self) -> dict[str, object]:
        return {
            "typ": None,  # PyJWT would name it
            "subject_name": self.certificate.subject.rfc4514_string(),
            "issuer_name": self.certificate.issuer.rfc4514_string(),
            "serial": self.certificate.serial_number,
        }

    def envelope(self, message: bytes) -> bytes:
        """The body of the request: the same for the same message, always."""
        from jwt.api_jws import PyJWS

        token = PyJWS().encode(message, self._key, "RS256", headers=dict(self._header))
        return json.dumps({"token": token}).encode()


def serial_of(envelope: bytes) -> int:
    """Which certificate it was signed with; 0 when nobody can tell."""
    try:
        head = json.loads(envelope)["token"].partition(".")[0]
        return int(json.loads(base64.urlsafe_b64decode(head + "=" * (-len(head) % 4)))["serial"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return 0


def answer_keys(path: Path) -> tuple[RSAPublicKey, ...]:
    """Of the certificates that the office signs its answers with, out of a file with one or more
    of them. Raises OSError and ValueError."""
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.x509 import load_pem_x509_certificates

    found = (one.public_key() for one in load_pem_x509_certificates(path.read_bytes()))
    keys = tuple(key for key in found if isinstance(key, RSAPublicKey))
    if not keys:
        raise ValueError("no RSA key")
    return keys


def opened(body: bytes, keys: Sequence[RSAPublicKey]) -> dict[str, object]:
    """What the office says in an answer. Raises :class:`NotOfTheOffice`."""
    from jwt import InvalidSignatureError, InvalidTokenError
    from jwt.api_jws import PyJWS

    try:
        token = json.loads(body)["token"]
    except (ValueError, KeyError, TypeError) as error:
        raise NotOfTheOffice("no signed answer") from error
    for key in keys:
        try:
            said = json.loads(PyJWS().decode(token, key, algorithms=["RS256"]))
        except InvalidSignatureError:
            continue
        except (InvalidTokenError, ValueError) as error:
            raise NotOfTheOffice("no signed answer") from error
        if isinstance(said, dict):
            return said
        break
    raise NotOfTheOffice("signed by somebody else")
