"""The requests of NAV Online Számla 3.0 that we send, as XML."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata

from kiosk.salon.domain.fiscal.technical_user import TechnicalUser
from kiosk.salon.domain.invoices.electronic.trees import Tree
from sync_agent.fiscal.nav import signing

API = "http://schemas.nav.gov.hu/OSA/3.0/api"
COMMON = "http://schemas.nav.gov.hu/NTCA/1.0/common"
SOFTWARE_ID = "PULT-FRONT-DESK-01"
"""Eighteen of digits, capitals and dashes."""
SOFTWARE = "Pult"


def _version() -> str:
    try:
        return metadata.version("pult")[:15]
    except metadata.PackageNotFoundError:
        return "0"


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the requests of one technical user. ``request_id``: of this request alone, at most 30
    letters and digits."""

    user: TechnicalUser

    def token_exchange(self, request_id: str, at_ms: int) -> bytes:
        return self._request("TokenExchangeRequest", request_id, at_ms).bytes()

    def manage_invoice(
        self, request_id: str, at_ms: int, token: str, operation: str, data: bytes
    ) -> bytes:
        encoded = base64.b64encode(data).decode("ascii")
        root = self._request("ManageInvoiceRequest", request_id, at_ms, [(operation, encoded)])
        root.add("exchangeToken", token)
        operations = root.add("invoiceOperations")
        operations.add("compressedContent", "false")
        one = operations.add("invoiceOperation")
        one.add("index", "1")
        one.add("invoiceOperation", operation)
        one.add("invoiceData", encoded)
        return root.bytes()

    def transaction_status(
        self, request_id: str, at_ms: int, transaction_id: str, *, original: bool = False
    ) -> bytes:
        root = self._request("QueryTransactionStatusRequest", request_id, at_ms)
        root.add("transactionId", transaction_id)
        root.add("returnOriginalRequest", "true" if original else "false")
        return root.bytes()

    def invoice_data(self, request_id: str, at_ms: int, number: str) -> bytes:
        root = self._request("QueryInvoiceDataRequest", request_id, at_ms)
        query = root.add("invoiceNumberQuery")
        query.add("invoiceNumber", number)
        query.add("invoiceDirection", "OUTBOUND")
        return root.bytes()

    def transaction_list(
        self, request_id: str, at_ms: int, page: int, from_ms: int, to_ms: int
    ) -> bytes:
        root = self._request("QueryTransactionListRequest", request_id, at_ms)
        root.add("page", str(page))
        span = root.add("insDate")
        span.add("dateTimeFrom", signing.stamp(from_ms))
        span.add("dateTimeTo", signing.stamp(to_ms))
        return root.bytes()

    def _request(
        self, name: str, request_id: str, at_ms: int, operations: Iterable[tuple[str, str]] = ()
    ) -> Tree:
        root = Tree.root(name, **{"xmlns": API, "xmlns:c": COMMON})
        header = root.add("c:header")
        header.add("c:requestId", request_id)
        header.add("c:timestamp", signing.stamp(at_ms))
        header.add("c:requestVersion", "3.0")
        header.add("c:headerVersion", "1.0")
        user = root.add("c:user")
        user.add("c:login", self.user.login)
        user.add("c:passwordHash", signing.password_hash(self.user.password), cryptoType="SHA-512")
        user.add("c:taxNumber", self.user.tax_number)
        signature = signing.request_signature(request_id, at_ms, self.user.sign_key, operations)
        user.add("c:requestSignature", signature, cryptoType="SHA3-512")
        software = root.add("software")
        software.add("softwareId", SOFTWARE_ID)
        software.add("softwareName", SOFTWARE)
        software.add("softwareOperation", "LOCAL_SOFTWARE")
        software.add("softwareMainVersion", _version())
        software.add("softwareDevName", SOFTWARE)
        software.add("softwareDevContact", SOFTWARE)
        return root
