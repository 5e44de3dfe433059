"""What proves a request, held against what the office itself publishes and against lines of our own
that know nothing of the program's."""

from __future__ import annotations

import base64
import hashlib
from xml.etree import ElementTree

import pytest

from kiosk.salon.domain.fiscal.technical_user import TechnicalUser
from sync_agent.fiscal.nav import signing
from sync_agent.fiscal.nav.messages import SOFTWARE_ID, Writer
from tests.fakes.nav.reading import Ask, signature
from tests.salon.domain.invoices.electronic import samples

SIGN_KEY = "ac-ac3a-7f661bff7d342N43CYX4U9FG"
USER = TechnicalUser(
    login="lwilsmn0uqdxe6u", password="x", sign_key=SIGN_KEY, exchange_key="5e8e2N43CYX4V9H1",
    tax_number="11111111",
)  # fmt: skip
AT = 1_568_199_331_440


def test_the_signature_that_the_office_publishes_for_a_query() -> None:
    """Its sample of tokenExchange: request, second and key stand in it."""
    assert signing.masked(AT) == "20190911105531"
    assert signing.request_signature("RID896801578348", AT, SIGN_KEY) == (
        "B4B5E0F197BFFD3DF69BCC98D3BE775F65FD5445EEF95C9D6B6C59425F2B81C4"
        "F6DA1FD563B0C7E7D98AF1E1725E5C63C2803B5D3A93D1C02ED354AC92F2CC94"
    )


@pytest.mark.parametrize("invoices", [0, 1, 3])
def test_the_signature_of_a_report_by_a_few_lines_of_their_own(invoices: int) -> None:
    sent = [("CREATE", base64.b64encode(b"<x>%d</x>" % n).decode()) for n in range(invoices)]
    plain = "RID1" + "20190911105531" + SIGN_KEY
    for operation, data in sent:
        plain += hashlib.sha3_512(f"{operation}{data}".encode()).hexdigest().upper()
    expected = hashlib.sha3_512(plain.encode()).hexdigest().upper()
    assert signing.request_signature("RID1", AT, SIGN_KEY, sent) == expected


def test_the_hash_of_a_password_with_accents() -> None:
    expected = hashlib.new("sha512", "jelszó".encode()).hexdigest().upper()
    assert signing.password_hash("jelszó") == expected
    assert len(expected) == 128


def test_a_token_is_opened_with_its_key_alone() -> None:
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    plain = b"b1aca173-d9e8-4561-9237-0511eed99eaa2P0ZHLXBRI2U"
    padded = plain + bytes([16]) * 16
    encryptor = Cipher(algorithms.AES(USER.exchange_key.encode()), modes.ECB()).encryptor()
    sealed = base64.b64encode(encryptor.update(padded)).decode()
    assert signing.token(sealed, USER.exchange_key) == plain.decode()
    for key in ("0" * 16, "short", ""):
        with pytest.raises(ValueError, match=r"key|padding|Invalid"):
            signing.token(sealed, key)


def test_the_second_that_is_signed_is_the_one_that_is_written() -> None:
    """At the end of a second, where rounding would say two."""
    for at in (AT, 1_616_896_799_999, 1_616_896_800_000):
        ask = Ask(ElementTree.fromstring(Writer(USER).token_exchange("R1", at)))
        assert ask.text("c:user/c:requestSignature") == signature(ask, SIGN_KEY)


def test_no_secret_stands_in_a_request_or_in_what_is_printed() -> None:
    secret = TechnicalUser(
        login="login66", password="tit-kos", sign_key="s" * 32, exchange_key="e" * 16,
        tax_number="11111111",
    )  # fmt: skip
    body = Writer(secret).manage_invoice("R1", AT, "token", "CREATE", b"<a/>").decode()
    for word in (secret.password, secret.sign_key, secret.exchange_key):
        assert word not in body
        assert word not in repr(secret)


def test_the_id_of_the_program_has_the_form_that_the_office_wants() -> None:
    assert len(SOFTWARE_ID) == 18
    assert set(SOFTWARE_ID) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-")


REQUESTS = {
    "token": Writer(USER).token_exchange("R1", AT),
    "report": Writer(USER).manage_invoice("R1", AT, "t" * 48, "CREATE", b"<a/>"),
    "status": Writer(USER).transaction_status("R1", AT, "ABC1", original=True),
    "invoice": Writer(USER).invoice_data("R1", AT, "2026-1-SZ00017"),
    "list": Writer(USER).transaction_list("R1", AT, 1, AT - 60_000, AT),
}


@pytest.mark.parametrize("name", REQUESTS)
def test_the_published_schema_takes_the_request(name: str) -> None:
    xmlschema = pytest.importorskip("xmlschema")
    folder, space = samples.schema_folder(), "http://schemas.nav.gov.hu"
    places = {
        f"{space}/NTCA/1.0/common": str(folder / "common.xsd"),
        f"{space}/OSA/3.0/base": str(folder / "invoiceBase.xsd"),
    }
    schema = xmlschema.XMLSchema(str(folder / "invoiceApi.xsd"), locations=places)
    schema.validate(ElementTree.ElementTree(ElementTree.fromstring(REQUESTS[name])))
