"""The office over the line: one request at a time, none more often than it allows."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import requests
from requests.exceptions import ConnectionError as NoConnection
from requests.exceptions import ConnectTimeout, InvalidURL, ProxyError, RequestException, SSLError
from urllib3.exceptions import MaxRetryError, NameResolutionError, NewConnectionError

from kiosk.salon.domain.fiscal.technical_user import TechnicalUser
from sync_agent.fiscal.nav import answers, signing
from sync_agent.fiscal.nav.answers import Found, NotTheirs, Page, Processing, Remark
from sync_agent.fiscal.nav.messages import Writer
from sync_agent.timing import StopToken

CONNECT_SECONDS, ANSWER_SECONDS = 10.0, 60.0
"""The office itself gives up after a minute; what it was sent may be there all the same."""
SPACING_SECONDS = 1.0
"""The office wants no more than one request in a second."""


class Failed(Exception):
    """The office did not do it. ``sent``: whether the request may have reached it, for all that is
    known. ``code``: the office's own, or ``line`` or ``http-503``."""

    def __init__(self, code: str, text: str, *, sent: bool, after_seconds: float = 0.0) -> None:
        super().__init__(code)
        self.code, self.text, self.sent = code, text, sent
        self.after_seconds = after_seconds


@dataclass(frozen=True, slots=True)
class Access:
    """How and as whom the office is reached."""

    address: str
    user: TechnicalUser


class Office:
    """``spacing``: seconds between two requests."""

    def __init__(
        self, access: Access, stop_token: StopToken, spacing: float = SPACING_SECONDS
    ) -> None:
        self.access = access
        self._writer = Writer(access.user)
        self._stop_token, self._spacing = stop_token, spacing
        self._session = requests.Session()
        self._last = -spacing

    def token(self) -> str:
        """That lets one report in."""
        root = self._ask("tokenExchange", self._writer.token_exchange)
        try:
            return signing.token(
                answers.text(root, "encodedExchangeToken"), self.access.user.exchange_key
            )
        except ValueError as error:
            raise Failed("exchange-key", "", sent=False) from error

    def report(self, token: str, operation: str, data: bytes) -> str:
        """Id of the transaction in which the office looks at it."""

        def write(request_id: str, at_ms: int) -> bytes:
            return self._writer.manage_invoice(request_id, at_ms, token, operation, data)

        transaction_id = answers.text(self._ask("manageInvoice", write), "transactionId")
        if not transaction_id:
            raise Failed("no-transaction", "", sent=True)
        return transaction_id

    def status(self, transaction_id: str, *, original: bool = False) -> Processing | None:
        def write(request_id: str, at_ms: int) -> bytes:
            return self._writer.transaction_status(
                request_id, at_ms, transaction_id, original=original
            )

        return self._read(self._ask("queryTransactionStatus", write), answers.processing)

    def invoice(self, number: str) -> Found | None:
        def write(request_id: str, at_ms: int) -> bytes:
            return self._writer.invoice_data(request_id, at_ms, number)

        return self._read(self._ask("queryInvoiceData", write), answers.found)

    def transactions(self, page: int, from_ms: int, to_ms: int) -> Page:
        def write(request_id: str, at_ms: int) -> bytes:
            return self._writer.transaction_list(request_id, at_ms, page, from_ms, to_ms)

        return answers.page(self._ask("queryTransactionList", write))

    def close(self) -> None:
        self._session.close()

    # -- a request --------------------------------------------------------------------------------

    @staticmethod
    def _read(root: Element, of: Callable[[Element], answers.Read]) -> answers.Read:
        try:
            return of(root)
        except NotTheirs as error:
            raise Failed("answer", str(error), sent=True) from error

    def _ask(self, operation: str, write: Callable[[str, int], bytes]) -> Element:
        """Raises :class:`Failed`."""
        pause = self._last + self._spacing - self._stop_token.monotonic()
        if pause > 0:
            self._stop_token.wait(pause)
        body = write(f"P{secrets.token_hex(14)}", self._stop_token.now())
        try:
            status, answer, later = self._post(operation, body)
        except RequestException as error:
            raise Failed("line", type(error).__name__, sent=not _never_left(error)) from error
        finally:
            self._last = self._stop_token.monotonic()
        try:
            root = answers.read(answer)
        except NotTheirs as error:
            # Somebody before the office turned it away, or nobody knows.
            away = status in (404, 429, 503)
            raise Failed(
                f"http-{status}", str(error), sent=not away, after_seconds=later
            ) from error
        wrong = answers.error_of(root)
        if wrong is not None:
            raise _said(wrong, later)
        return root

    def _post(self, operation: str, body: bytes) -> tuple[int, bytes, float]:
        with self._session.post(
            f"{self.access.address.rstrip('/')}/{operation}",
            data=body,
            headers={"Content-Type": "application/xml", "Accept": "application/xml"},
            timeout=(CONNECT_SECONDS, ANSWER_SECONDS),
            allow_redirects=False,
            stream=True,
        ) as response:
            answer = b""
            for part in response.iter_content(65_536):
                answer += part
                if len(answer) > answers.MOST_BYTES * 2:
                    break
            retry = response.headers.get("Retry-After", "")
            later = float(retry) if retry.isascii() and retry.isdigit() else 0.0
            return response.status_code, answer, min(later, 3600.0)


def _said(wrong: Remark, later: float) -> Failed:
    """An error of the office's own. Only of a failure inside it nobody knows whether it has the
    invoice all the same."""
    return Failed(
        wrong.code or "ERROR",
        wrong.text,
        sent=wrong.code in ("OPERATION_FAILED", ""),
        after_seconds=later,
    )


def _never_left(error: RequestException) -> bool:
    """Whether there was no connection at all, so that nothing can have arrived."""
    if isinstance(error, ConnectTimeout | SSLError | ProxyError | InvalidURL):
        return True
    reason = error.args[0] if isinstance(error, NoConnection) and error.args else None
    if isinstance(reason, MaxRetryError):
        reason = reason.reason
    return isinstance(reason, NewConnectionError | NameResolutionError)
