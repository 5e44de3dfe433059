"""Certificates for confirming receipts, as the office gives them, made for tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.hazmat.primitives.serialization import PrivateFormat, pkcs12
from cryptography.x509.oid import NameOID

TAX_NUMBER = "10039856"
PASSWORD = "Šifra-1"
FROM = datetime(2025, 1, 1, tzinfo=UTC)


@cache
def key(name: str = "") -> rsa.RSAPrivateKey:
    """One for each name in a process: making one takes a while."""
    return rsa.generate_private_key(65537, 2048)


def certificate(
    tax_number: str = TAX_NUMBER,
    *,
    days: int = 1825,
    since: datetime = FROM,
    of: rsa.RSAPrivateKey | None = None,
    ring: str = "DavPotRac",
) -> x509.Certificate:
    def part(oid: x509.ObjectIdentifier, value: str) -> x509.NameAttribute:
        return x509.NameAttribute(oid, value)

    parts = [part(NameOID.COUNTRY_NAME, "SI"), part(NameOID.ORGANIZATIONAL_UNIT_NAME, ring)]
    if tax_number:
        parts.append(part(NameOID.ORGANIZATIONAL_UNIT_NAME, tax_number))
    parts.append(part(NameOID.COMMON_NAME, "SAMPLE SALON"))
    issuer = x509.Name([part(NameOID.COUNTRY_NAME, "SI"), part(NameOID.COMMON_NAME, "Tax CA")])
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name(parts))
        .issuer_name(issuer)
        .public_key((of or key()).public_key())
        .serial_number(5_338_273_916_553_022_912)
        .not_valid_before(since)
        .not_valid_after(since + timedelta(days=days))
        .sign(key("issuer"), SHA256())
    )


def p12(
    made: x509.Certificate | None = None,
    *,
    password: str = PASSWORD,
    old: bool = False,
    of: rsa.RSAPrivateKey | None = None,
) -> bytes:
    """``old``: wrapped as files of years ago are, with Triple DES and SHA-1."""
    made = made or certificate()
    wrapping = PrivateFormat.PKCS12.encryption_builder().kdf_rounds(2048)
    if old:
        wrapping = wrapping.key_cert_algorithm(pkcs12.PBES.PBESv1SHA1And3KeyTripleDESCBC).hmac_hash(
            SHA1()
        )
    return pkcs12.serialize_key_and_certificates(
        b"salon", of or key(), made, None, wrapping.build(password.encode())
    )
