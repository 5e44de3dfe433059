"""Who vouches for whom: the office's server, its signing certificate, and those of salons."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import trustme
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from kiosk.salon.domain.fiscal.identity import Identity

TAX_NUMBER = "10039856"
FROM = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
UNTIL = dt.datetime(2045, 1, 1, tzinfo=dt.UTC)


@cache
def key(name: str) -> rsa.RSAPrivateKey:
    """One of each name in a process: making one takes a while."""
    return rsa.generate_private_key(65537, 2048)


def _name(*parts: tuple[x509.ObjectIdentifier, str]) -> x509.Name:
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in parts])


@dataclass(frozen=True)
class Ring:
    """A certificate with its key."""

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    @property
    def identity(self) -> Identity:
        text = self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        return Identity(text.decode(), self.pem.decode())


class Authority:
    """``server``: for the office's own server, by a root that the salon has to be told of;
    ``signing``: what the office signs its answers with."""

    def __init__(self, name: str = "Tax CA") -> None:
        self.name = _name((NameOID.COUNTRY_NAME, "SI"), (NameOID.COMMON_NAME, name))
        self._key, self._serial = key(name), 5_338_273_916_553_022_912
        self.root = self._made(self.name, self._key, ca=True)
        self._server_root = trustme.CA(
            organization_name="Sample root", key_type=trustme.KeyType.RSA
        )
        self.server = self._server_root.issue_cert("localhost", "127.0.0.1")
        self.signing = self.office("answers")

    def _made(
        self,
        subject: x509.Name,
        of: rsa.RSAPrivateKey,
        *,
        since: dt.datetime = FROM,
        until: dt.datetime = UNTIL,
        ca: bool = False,
    ) -> x509.Certificate:
        self._serial += 1
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self.name)
            .public_key(of.public_key())
            .serial_number(self._serial)
            .not_valid_before(since)
            .not_valid_after(until)
            .add_extension(x509.BasicConstraints(ca, None), critical=True)
            .sign(self._key, SHA256())
        )

    def salon(
        self,
        tax_number: str = TAX_NUMBER,
        *,
        since: dt.datetime = FROM,
        until: dt.datetime = UNTIL,
        of: str = "salon",
    ) -> Ring:
        subject = _name(
            (NameOID.COUNTRY_NAME, "SI"),
            (NameOID.ORGANIZATIONAL_UNIT_NAME, "DavPotRac"),
            (NameOID.ORGANIZATIONAL_UNIT_NAME, tax_number),
            (NameOID.COMMON_NAME, "SAMPLE SALON"),
        )
        return Ring(self._made(subject, key(of), since=since, until=until), key(of))

    def office(self, of: str) -> Ring:
        subject = _name((NameOID.COUNTRY_NAME, "SI"), (NameOID.COMMON_NAME, f"Office {of}"))
        return Ring(self._made(subject, key(of)), key(of))

    def put(self, folder: Path) -> None:
        """What the salon has to have in its folder."""
        self._server_root.cert_pem.write_to_path(str(folder / "furs-server.pem"))
        (folder / "furs-answers.pem").write_bytes(self.signing.pem)
