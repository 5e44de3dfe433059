"""What stands in a request, read without anything of ours."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from xml.etree import ElementTree

API = "http://schemas.nav.gov.hu/OSA/3.0/api"
COMMON = "http://schemas.nav.gov.hu/NTCA/1.0/common"
DATA = "http://schemas.nav.gov.hu/OSA/3.0/data"
BASE = "http://schemas.nav.gov.hu/OSA/3.0/base"
N = {"a": API, "c": COMMON, "d": DATA, "b": BASE}
OPERATIONS = {
    "tokenExchange": "TokenExchangeRequest",
    "manageInvoice": "ManageInvoiceRequest",
    "queryTransactionStatus": "QueryTransactionStatusRequest",
    "queryInvoiceData": "QueryInvoiceDataRequest",
    "queryTransactionList": "QueryTransactionListRequest",
}


class Wrong(Exception):
    """``code``: what the office says; ``status``: of HTTP."""

    def __init__(self, code: str, status: int = 400, text: str = "") -> None:
        super().__init__(code)
        self.code, self.status, self.text = code, status, text


@dataclass(frozen=True)
class Ask:
    root: ElementTree.Element

    def text(self, path: str) -> str:
        return self.root.findtext(path, "", N)

    @property
    def request_id(self) -> str:
        return self.text("c:header/c:requestId")

    @property
    def operations(self) -> list[tuple[str, str]]:
        return [
            (one.findtext("a:invoiceOperation", "", N), one.findtext("a:invoiceData", "", N))
            for one in self.root.findall("a:invoiceOperations/a:invoiceOperation", N)
        ]


def sha3(text: str) -> str:
    return hashlib.new("sha3_512", text.encode()).hexdigest().upper()


def signature(ask: Ask, sign_key: str) -> str:
    """As the office's own pages put it, in so many lines."""
    second = ask.text("c:header/c:timestamp")[:19]
    plain = ask.request_id + second.translate(str.maketrans("", "", "-T:")) + sign_key
    for operation, data in ask.operations:
        plain += sha3(operation + data)
    return sha3(plain)


def invoice_of(data: str) -> ElementTree.Element:
    return ElementTree.fromstring(base64.b64decode(data, validate=True))
