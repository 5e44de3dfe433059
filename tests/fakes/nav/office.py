"""The office's memory: technical users, tokens, transactions, invoices. ``faults``: what goes wrong
with the next requests of an operation, in their order:

``lose``     it is done, the answer is lost
``drop``     the connection ends before anything is done
``html``     a page that says that it is being mended, with 200
``503`` …    a page of whoever stands before the office, with that status
``CODE``     the office answers with that error of its own
``CODE!``    the same, but it did what it was asked
``""``       nothing goes wrong this time
"""

from __future__ import annotations

import base64
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from xml.etree import ElementTree

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import ECB

from tests.fakes.nav import answering, rules
from tests.fakes.nav.reading import OPERATIONS, Ask, N, Wrong, invoice_of, signature

STATUS = {
    "INVALID_SECURITY_USER": 401, "NOT_REGISTERED_CUSTOMER": 500, "INVALID_CUSTOMER": 500,
    "INVALID_USER_RELATION": 500, "FORBIDDEN": 500, "MAINTENANCE_MODE": 503,
    "OPERATION_FAILED": 500, "TOO_MANY_REQUESTS": 429,
}  # fmt: skip
DAY_MS = 86_400_000


@dataclass
class User:
    login: str = "nav1technical2x"
    password: str = "jelszó-Ő1"
    sign_key: str = "ac-ac3a-7f661bff7d342N43CYX4U9FG"
    exchange_key: str = "5e8e2N43CYX4V9H1"
    tax_number: str = "12345676"
    may: bool = True


@dataclass
class Transaction:
    id: str
    at: int
    operation: str
    data: str
    looked: int = 0
    status: str = "RECEIVED"
    remarks: list[tuple[str, str, str]] = field(default_factory=list)


class FakeNav:
    """``slow``: how often a transaction is asked for before it is done. ``now``: its clock, UTC
    ms. ``aborts``: codes by invoice number that it refuses with, whatever stands in it."""

    def __init__(self, now: Callable[[], int]) -> None:
        self.now, self.user, self.slow = now, User(), 0
        self.faults: dict[str, list[str]] = {}
        self.aborts: dict[str, str] = {}
        self.warns: dict[str, str] = {}
        self.asked: list[str] = []
        self.request_ids: set[str] = set()
        self.tokens: dict[str, int] = {}
        self.transactions: dict[str, Transaction] = {}
        self.invoices: dict[str, tuple[str, str]] = {}
        """By number: data as it came, and the transaction that it came in."""
        self.chains: dict[str, rules.Chain] = {}

    # -- a request --------------------------------------------------------------------------------

    def answer(self, operation: str, body: bytes) -> answering.Answer:
        self.asked.append(operation)
        queue = self.faults.get(operation, [])
        fault = queue.pop(0) if queue else ""
        if fault == "drop":
            return answering.LOST
        if fault == "html" or fault.isdigit():
            return answering.page(200 if fault == "html" else int(fault))
        code, done = fault.removesuffix("!"), fault.endswith("!")
        if code and code != "lose" and not done:
            return answering.refusal(Wrong(code, STATUS.get(code, 400)))
        try:
            answer = self._do(operation, body)
        except Wrong as wrong:
            return answering.refusal(wrong)
        if code == "lose":
            return answering.LOST
        return answering.refusal(Wrong(code, STATUS.get(code, 400))) if done else answer

    def _do(self, operation: str, body: bytes) -> answering.Answer:
        if operation not in OPERATIONS:
            return answering.page(404)
        try:
            ask = Ask(ElementTree.fromstring(body))
        except ElementTree.ParseError:
            raise Wrong("INVALID_REQUEST") from None
        if rules.name(ask.root) != OPERATIONS[operation]:
            raise Wrong("OPERATION_FAILED", 500)
        self._let_in(ask)
        return {
            "tokenExchange": self._token,
            "manageInvoice": self._manage,
            "queryTransactionStatus": self._status,
            "queryInvoiceData": self._data,
            "queryTransactionList": self._list,
        }[operation](ask)

    def _let_in(self, ask: Ask) -> None:
        user = self.user
        if not re.fullmatch(r"[+a-zA-Z0-9_]{1,30}", ask.request_id):
            raise Wrong("INVALID_REQUEST", text="requestId")
        if not re.fullmatch(r"[0-9A-Z-]{18}", ask.text("a:software/a:softwareId")):
            raise Wrong("INVALID_REQUEST", text="softwareId")
        for tag in ("Name", "Operation", "MainVersion", "DevName", "DevContact"):
            if not ask.text(f"a:software/a:software{tag}").strip():
                raise Wrong("INVALID_REQUEST", text=f"software{tag}")
        password = ask.root.find("c:user/c:passwordHash", N)
        signed = ask.root.find("c:user/c:requestSignature", N)
        if password is None or signed is None:
            raise Wrong("INVALID_REQUEST")
        if password.get("cryptoType") != "SHA-512":
            raise Wrong("INVALID_PASSWORD_HASH_CRYPTO")
        if signed.get("cryptoType") != "SHA3-512":
            raise Wrong("INVALID_REQUEST_SIGNATURE_HASH_CRYPTO")
        if ask.text("c:header/c:requestVersion") != "3.0":
            raise Wrong("INVALID_REQUEST_VERSION")
        known = (user.login, answering.sha512(user.password))
        if (ask.text("c:user/c:login"), password.text) != known:
            raise Wrong("INVALID_SECURITY_USER", 401)
        if ask.text("c:user/c:taxNumber") != user.tax_number:
            raise Wrong("INVALID_USER_RELATION", 500)
        if not user.may:
            raise Wrong("FORBIDDEN", 500)
        at = datetime.strptime(ask.text("c:header/c:timestamp"), "%Y-%m-%dT%H:%M:%S.%f%z")
        if abs(at.timestamp() * 1000 - self.now()) > DAY_MS:
            raise Wrong("INVALID_TIMESTAMP")
        if ask.request_id in self.request_ids:
            raise Wrong("REQUEST_ID_NOT_UNIQUE")
        if signed.text != signature(ask, user.sign_key):
            raise Wrong("INVALID_REQUEST_SIGNATURE")
        self.request_ids.add(ask.request_id)

    def _token(self, ask: Ask) -> answering.Answer:
        token = secrets.token_hex(16) + "2P0ZHLXBRI2U"
        self.tokens[token] = self.now() + 5 * 60_000
        padding = 16 - len(token) % 16
        encryptor = Cipher(AES(self.user.exchange_key.encode()), ECB()).encryptor()
        sealed = encryptor.update(token.encode() + bytes([padding]) * padding)
        return answering.ok(
            "TokenExchange",
            encodedExchangeToken=base64.b64encode(sealed).decode(),
            tokenValidityFrom=answering.stamp(self.now()),
            tokenValidityTo=answering.stamp(self.tokens[token]),
        )

    def _manage(self, ask: Ask) -> answering.Answer:
        until = self.tokens.pop(ask.text("a:exchangeToken"), 0)
        if until < self.now():
            raise Wrong("INVALID_EXCHANGE_TOKEN")
        indices = [e.text for e in ask.root.iterfind(".//a:index", N)]
        if not ask.operations or indices != [str(i + 1) for i in range(len(indices))]:
            raise Wrong("INDEX_NOT_SEQUENTIAL")
        transaction_id = secrets.token_hex(8).upper()
        ((operation, data),) = ask.operations
        self.transactions[transaction_id] = Transaction(transaction_id, self.now(), operation, data)
        if self.slow == 0:
            self._finish(self.transactions[transaction_id])
        return answering.ok("ManageInvoice", transactionId=transaction_id)

    def _status(self, ask: Ask) -> answering.Answer:
        transaction = self.transactions.get(ask.text("a:transactionId"))
        if transaction is None:
            return answering.ok("QueryTransactionStatus")
        original = ask.text("a:returnOriginalRequest") == "true"
        if not original:
            transaction.looked += 1
        if transaction.looked >= self.slow:
            self._finish(transaction)
        elif transaction.status == "RECEIVED":
            transaction.status = "PROCESSING"
        return answering.status(transaction, original)

    def _data(self, ask: Ask) -> answering.Answer:
        if ask.text("a:invoiceNumberQuery/a:invoiceDirection") != "OUTBOUND":
            raise Wrong("INVALID_REQUEST")
        known = self.invoices.get(ask.text("a:invoiceNumberQuery/a:invoiceNumber"))
        return answering.invoice(known)

    def _list(self, ask: Ask) -> answering.Answer:
        page = int(ask.text("a:page"))
        span = [ask.text(f"a:insDate/a:dateTime{end}") for end in ("From", "To")]
        found = [
            t for t in self.transactions.values() if span[0] <= answering.stamp(t.at) <= span[1]
        ]
        return answering.listed(found[(page - 1) * 2 : page * 2], page, -(-len(found) // 2))

    # -- what it looks at afterwards --------------------------------------------------------------

    def finish_all(self) -> None:
        for transaction in self.transactions.values():
            self._finish(transaction)

    def _finish(self, transaction: Transaction) -> None:
        if transaction.status in ("DONE", "ABORTED"):
            return
        root = invoice_of(transaction.data)
        broken = list(rules.schema(root))
        if broken:
            transaction.status = "ABORTED"
            transaction.remarks = [("technical", "SCHEMA_VIOLATION", text) for text in broken]
            return
        number = root.findtext("d:invoiceNumber", "", N)
        said = list(rules.business(transaction.operation, root, self.user.tax_number, self.chains))
        if number in self.invoices and ("ERROR", "INVOICE_NUMBER_NOT_UNIQUE") not in said:
            said.append(("ERROR", "INVOICE_NUMBER_NOT_UNIQUE"))
        if number in self.aborts:
            said.append(("ERROR", self.aborts[number]))
        if number in self.warns:
            said.append(("WARN", self.warns[number]))
        transaction.remarks = [(severity, code, f"{number} {code}") for severity, code in said]
        if any(severity == "ERROR" for severity, _ in said):
            transaction.status = "ABORTED"
            return
        transaction.status = "DONE"
        self.invoices[number] = (transaction.data, transaction.id)
        self._file(transaction.operation, number, root)

    def _file(self, operation: str, number: str, root: ElementTree.Element) -> None:
        lines = len(root.findall(".//d:line", N))
        if operation == "CREATE":
            self.chains[number] = rules.Chain(lines)
            return
        reference = root.find(".//d:invoiceReference", N)
        assert reference is not None
        chain = self.chains[reference.findtext("d:originalInvoiceNumber", "", N)]
        chain.lines += lines
        chain.indices.add(int(reference.findtext("d:modificationIndex", "0", N)))
        chain.cancelled = chain.cancelled or operation == "STORNO"
