"""What the office knows and decides: premises, receipts, and whom it does not believe."""

from __future__ import annotations

import base64
import hashlib
import json
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import NameOID

from tests.fakes.furs import rules


class Error(Exception):
    """The code of the office and what it says to it."""


@dataclass(frozen=True, slots=True)
class Received:
    """A receipt or a premise as it was taken. ``message``: the bytes that were signed; ``times``:
    how often it came."""

    key: tuple[str, ...]
    message: bytes
    code: str
    late: bool
    times: int = 1


@dataclass
class Books:
    """``now``: the office's own time; ``keys``: of salons, by serial, for what only they can
    check; ``revoked``: serials."""

    issuer: x509.Certificate
    now: datetime = field(default_factory=lambda: datetime(2026, 12, 1, 9, tzinfo=UTC))
    keys: dict[int, rsa.RSAPrivateKey] = field(default_factory=dict)
    revoked: set[int] = field(default_factory=set)
    premises: dict[tuple[str, str], str] = field(default_factory=dict)
    receipts: dict[tuple[str, ...], Received] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    """Numbers in the order in which they were first taken."""

    def take(self, path: str, body: bytes, shown: x509.Certificate) -> dict[str, Any]:
        """The answer's content. ``shown``: the certificate of the connection."""
        kind = "BusinessPremise" if path.endswith("register") else "Invoice"
        try:
            answer = self._taken(path, body, shown)
        except Error as error:
            code, text = error.args
            answer = {"Error": {"ErrorCode": code, "ErrorMessage": text}}
        header = {"MessageID": str(uuid.uuid4()), "DateTime": f"{self.now:%Y-%m-%dT%H:%M:%S}"}
        return {f"{kind}Response": {"Header": header, **answer}}

    def _taken(self, path: str, body: bytes, shown: x509.Certificate) -> dict[str, Any]:
        message = self._opened(body, shown)
        try:
            said = rules.read(message)
        except ValueError as error:
            raise Error("S002", f"Sporočilo ni v skladu s shemo JSON: {error}") from error
        if ("BusinessPremiseRequest" in said) != path.endswith("register"):
            raise Error("S001", "Sporočilo ni v skladu s shemo")
        if "BusinessPremiseRequest" in said:
            return self._premise(said["BusinessPremiseRequest"]["BusinessPremise"], message, shown)
        request = said["InvoiceRequest"]
        if "Invoice" in request:
            return self._invoice(request["Invoice"], message, shown)
        return self._book(request["SalesBookInvoice"], message, shown)

    # -- who says it ------------------------------------------------------------------------------

    def _opened(self, body: bytes, shown: x509.Certificate) -> bytes:
        try:
            head, payload, signature = json.loads(body)["token"].split(".")
            header = json.loads(_plain(head))
            message = _plain(payload)
        except (ValueError, KeyError, TypeError) as error:
            raise Error("S001", "Sporočilo ni v skladu s shemo") from error
        if header.get("alg") != "RS256" or not isinstance(header.get("serial"), int):
            raise Error("S001", "Sporočilo ni v skladu s shemo")
        named = header["subject_name"], header["issuer_name"], header["serial"]
        if named != (
            shown.subject.rfc4514_string(), shown.issuer.rfc4514_string(), shown.serial_number
        ) or shown.issuer != self.issuer.subject:  # fmt: skip
            raise Error("S004", "Neustrezen certifikat")
        public = shown.public_key()
        assert isinstance(public, rsa.RSAPublicKey)
        try:
            signed = f"{head}.{payload}".encode()
            public.verify(_plain(signature), signed, padding.PKCS1v15(), SHA256())
        except InvalidSignature as error:
            raise Error("S003", "Neustrezen digitalni podpis") from error
        if shown.serial_number in self.revoked:
            raise Error("S007", "Certifikat je preklican")
        if not shown.not_valid_before_utc <= self.now <= shown.not_valid_after_utc:
            raise Error("S008", "Certifikat je potekel")
        return message

    def _of(self, tax_number: int, shown: x509.Certificate) -> str:
        units = shown.subject.get_attributes_for_oid(NameOID.ORGANIZATIONAL_UNIT_NAME)
        if str(tax_number) not in {one.value for one in units}:
            raise Error("S005", "Davčna številka ni enaka tisti v certifikatu")
        return str(tax_number)

    # -- what it says -----------------------------------------------------------------------------

    def _premise(
        self, said: dict[str, Any], message: bytes, shown: x509.Certificate
    ) -> dict[str, Any]:
        of = self._of(said["TaxNumber"], shown), said["BusinessPremiseID"]
        if self.premises.get(of) == "closed" and said.get("ClosingTag") != "Z":
            raise Error("S006", "Poslovni prostor je zaprt")
        self._keep(("premise", *of, said.get("ClosingTag", "")), message, "", late=False)
        self.premises[of] = "closed" if said.get("ClosingTag") == "Z" else "open"
        return {}

    def _invoice(
        self, said: dict[str, Any], message: bytes, shown: x509.Certificate
    ) -> dict[str, Any]:
        tax_number, of = self._of(said["TaxNumber"], shown), said["InvoiceIdentifier"]
        premise, device = of["BusinessPremiseID"], of["ElectronicDeviceID"]
        key = ("invoice", tax_number, premise, device, of["InvoiceNumber"])
        if key not in self.receipts and self.premises.get((tax_number, premise)) != "open":
            raise Error("S006", "Poslovni prostor ni prijavljen")
        self._check_mark(said, key, shown.serial_number)
        code = self._keep(key, message, _code(key), late=said.get("SubsequentSubmit", False))
        return {"UniqueInvoiceID": code}

    def _book(
        self, said: dict[str, Any], message: bytes, shown: x509.Certificate
    ) -> dict[str, Any]:
        tax_number, of = self._of(said["TaxNumber"], shown), said["SalesBookIdentifier"]
        key = ("book", tax_number, of["SetNumber"], of["SerialNumber"], of["InvoiceNumber"])
        place = tax_number, said["BusinessPremiseID"]
        if key not in self.receipts and self.premises.get(place) != "open":
            raise Error("S006", "Poslovni prostor ni prijavljen")
        return {"UniqueInvoiceID": self._keep(key, message, _code(key), late=False)}

    def _check_mark(self, said: dict[str, Any], key: tuple[str, ...], serial: int) -> None:
        """The real one cannot: it never sees the key."""
        private = self.keys.get(serial)
        if private is None:
            return
        when = datetime.fromisoformat(said["IssueDateTime"]).strftime("%d.%m.%Y %H:%M:%S")
        _, tax_number, premise, device, number = key
        text = f"{tax_number}{when}{number}{premise}{device}{said['InvoiceAmount']:.2f}"
        signature = private.sign(text.encode(), padding.PKCS1v15(), SHA256())
        if said["ProtectedID"] != hashlib.md5(signature).hexdigest():
            raise Error("S002", "ZOI does not agree")

    def _keep(self, key: tuple[str, ...], message: bytes, code: str, *, late: bool) -> str:
        """The same message again has the same answer; another one under a number that is taken is
        what must never happen."""
        known = self.receipts.get(key)
        if known is None:
            self.receipts[key] = Received(key, message, code, late)
            self.log.append("-".join(key[2:]))
            return code
        if key[0] != "premise" and _bare(known.message) != _bare(message):
            raise Error("S001", "a number is used twice")
        self.receipts[key] = Received(key, known.message, code, known.late, known.times + 1)
        return code


def _bare(message: bytes) -> bytes:
    return message.replace(b',"SubsequentSubmit":true', b"")


def _code(key: tuple[str, ...]) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "/".join(key)))


def _plain(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
