"""A salon's certificate and key for its fiscal office: out of the file that the office gave, and as
the text that is sealed.

The file's password is asked for once and kept nowhere; what is sealed holds the key without one.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.fiscal.furs import TAX_NUMBER
from kiosk.salon.domain.text import T

PURPOSE = "fiscal-furs"
"""What it is sealed for."""
BIGGEST = 1_000_000
"""Bytes of a certificate's file; those there are have a few thousand."""
_TEST = "TEST"
Sign = Callable[[str], bytes]
"""Signs a text with RSA and SHA-256 (PKCS#1 v1.5): the same bytes for the same text, always."""


@dataclass(frozen=True, slots=True)
class Identity:
    """In PEM: the key without a password, its certificate, and those that vouch for it."""

    key: str
    certificate: str
    chain: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return "Identity(...)"

    def dump(self) -> str:
        return json.dumps(
            {"key": self.key, "certificate": self.certificate, "chain": list(self.chain)}
        )

    @classmethod
    def load(cls, text: str) -> Identity:
        read = json.loads(text)
        return cls(read["key"], read["certificate"], tuple(read["chain"]))

    def signer(self) -> Sign:
        """With the key read once: that takes a moment, signing does not."""
        from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
        from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.serialization import load_pem_private_key

        key = load_pem_private_key(self.key.encode(), None)
        if not isinstance(key, RSAPrivateKey):
            raise _no_rsa()
        padding, digest = PKCS1v15(), SHA256()
        return lambda text: key.sign(text.encode(), padding, digest)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a certificate says of itself. Names as RFC 4514 writes them; times: UTC ms. ``test``: it
    is good for the office's place for trying out only."""

    subject: str
    issuer: str
    serial: str
    tax_number: str
    valid_from: int
    valid_until: int
    test: bool


@dataclass(frozen=True, slots=True)
class Opened:
    identity: Identity
    facts: Facts


def open_p12(data: bytes, password: str) -> Opened:
    """Refused for what is no such file, a wrong password, a file without a key, one whose key is
    not that of its certificate, and a certificate of somebody who has no Slovenian tax number."""
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
    from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12

    if not data.startswith(b"\x30") or len(data) > BIGGEST:
        raise Refused(
            T("This is no certificate file. Its name ends in .p12 or .pfx."), field="path"
        )
    try:
        read = load_pkcs12(data, password.encode())
    except ValueError as error:
        raise Refused(
            T("This password does not open the certificate. Please type it again."),
            field="password",
        ) from error
    if read.key is None or read.cert is None:
        raise Refused(
            T("This file holds no key. Export the certificate together with its key."),
            field="path",
        )
    if not isinstance(read.key, RSAPrivateKey):
        raise _no_rsa()
    certificate = read.cert.certificate
    if certificate.public_key() != read.key.public_key():
        raise Refused(T("The key in this file is not that of its certificate."), field="path")
    pem = Encoding.PEM
    key = read.key.private_bytes(pem, PrivateFormat.PKCS8, NoEncryption()).decode()
    chain = tuple(one.certificate.public_bytes(pem).decode() for one in read.additional_certs)
    identity = Identity(key, certificate.public_bytes(pem).decode(), chain)
    return Opened(identity, facts(identity.certificate))


def facts(certificate_pem: str) -> Facts:
    """Refused for a certificate without a tax number."""
    from cryptography.x509 import load_pem_x509_certificate
    from cryptography.x509.oid import NameOID

    read = load_pem_x509_certificate(certificate_pem.encode())
    units = [
        str(one.value)
        for one in read.subject.get_attributes_for_oid(NameOID.ORGANIZATIONAL_UNIT_NAME)
    ]
    numbers = [unit for unit in units if TAX_NUMBER.fullmatch(unit)]
    if not numbers:
        raise Refused(
            T(
                "This certificate names no tax number. It must be the one for confirming receipts, "
                "from eDavki."
            ),
            field="path",
        )
    return Facts(
        subject=read.subject.rfc4514_string(),
        issuer=read.issuer.rfc4514_string(),
        serial=str(read.serial_number),
        tax_number=numbers[0],
        valid_from=int(read.not_valid_before_utc.timestamp() * 1000),
        valid_until=int(read.not_valid_after_utc.timestamp() * 1000),
        test=any(unit.upper().endswith(_TEST) for unit in units),
    )


def _no_rsa() -> Refused:
    return Refused(T("This certificate has no RSA key, which the office wants."), field="path")
