"""The file of a certificate: read once with its password, refused for what it is not."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.fiscal.identity import Identity, open_p12
from tests.rigs.furs_keys import PASSWORD, TAX_NUMBER, certificate, key, p12


@pytest.mark.parametrize("old", [False, True])
def test_a_file_is_opened_and_says_who_it_is_of(old: bool) -> None:
    opened = open_p12(p12(old=old), PASSWORD)
    facts = opened.facts
    assert facts.tax_number == TAX_NUMBER
    assert facts.serial == "5338273916553022912"
    assert (facts.valid_until - facts.valid_from) // 86_400_000 == 1825
    assert "CN=SAMPLE SALON" in facts.subject
    assert not facts.test


def test_a_file_wrapped_with_rc2_of_forty_bits_is_opened(tmp_path: Path) -> None:
    """So the office still wraps them, and newer programs say that the password is wrong."""
    if shutil.which("openssl") is None:
        pytest.skip("needs openssl")
    opened = open_p12(p12(), PASSWORD)
    pem = tmp_path / "both.pem"
    pem.write_text(opened.identity.key + opened.identity.certificate)
    made = tmp_path / "old.p12"
    done = subprocess.run(
        ["openssl", "pkcs12", "-export", "-legacy", "-certpbe", "PBE-SHA1-RC2-40", "-in", pem,
         "-out", made, "-passout", "pass:old"],
        check=False, capture_output=True,
    )  # fmt: skip
    if done.returncode:
        pytest.skip("needs an openssl that still writes RC2")
    assert open_p12(made.read_bytes(), "old").facts == opened.facts


def test_the_key_signs_the_same_text_the_same_way_and_can_be_checked() -> None:
    identity = open_p12(p12(), PASSWORD).identity
    sign = Identity.load(identity.dump()).signer()
    signature = sign("šminka")
    assert signature == sign("šminka")
    key().public_key().verify(signature, "šminka".encode(), PKCS1v15(), SHA256())


def test_nothing_of_the_key_is_shown_by_accident() -> None:
    opened = open_p12(p12(), PASSWORD)
    assert "KEY" not in f"{opened!r} {opened.identity} {[opened]}"


def test_a_certificate_for_trying_out_says_so() -> None:
    assert open_p12(p12(certificate(ring="DavPotRacTEST")), PASSWORD).facts.test


@pytest.mark.parametrize(
    ("data", "password", "field", "says"),
    [
        (b"PK\x03\x04", PASSWORD, "path", "no certificate file"),
        (b"", PASSWORD, "path", "no certificate file"),
        (b"\x30" * 2_000_000, PASSWORD, "path", "no certificate file"),
        (p12(), "wrong", "password", "password"),
        (p12(), "", "password", "password"),
        (p12(certificate("")), PASSWORD, "path", "no tax number"),
        (p12(certificate("SI123")), PASSWORD, "path", "no tax number"),
    ],
    ids=["zip", "empty", "huge", "wrong", "none", "nobody", "foreign"],
)
def test_what_is_no_certificate_of_ours_is_refused(
    data: bytes, password: str, field: str, says: str
) -> None:
    with pytest.raises(Refused, match=says) as refused:
        open_p12(data, password)
    assert refused.value.field == field
    assert PASSWORD not in str(refused.value)


def test_a_file_without_a_key_or_with_another_kind_of_key_is_refused() -> None:
    wrapping = BestAvailableEncryption(PASSWORD.encode())
    bare = pkcs12.serialize_key_and_certificates(b"", None, certificate(), None, wrapping)
    with pytest.raises(Refused, match="no key"):
        open_p12(bare, PASSWORD)
    curve = generate_private_key(SECP256R1())
    with pytest.raises(ValueError, match="match"):
        pkcs12.serialize_key_and_certificates(b"", curve, certificate(), None, wrapping)
