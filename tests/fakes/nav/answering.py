"""What the office answers, with prefixes as it happens to use them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from tests.fakes.nav.reading import API, COMMON, Wrong

if TYPE_CHECKING:
    from tests.fakes.nav.office import Transaction


@dataclass(frozen=True)
class Answer:
    """``body`` None: the connection ends without one."""

    status: int
    body: bytes | None
    media_type: str = "application/xml"


LOST = Answer(0, None)


def sha512(text: str) -> str:
    return hashlib.new("sha512", text.encode()).hexdigest().upper()


def stamp(at_ms: int) -> str:
    at = datetime.fromtimestamp(at_ms / 1000, UTC)
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at_ms % 1000:03d}Z"


def page(status: int) -> Answer:
    body = b"<html><body><h1>Karbantart\xc3\xa1s</h1><br>We are being mended</body></html>"
    return Answer(status, body, "text/html")


def _wrap(name: str, result: str, rest: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><{name} xmlns="{API}" '
        f'xmlns:ns2="{COMMON}"><ns2:header><ns2:requestId>X</ns2:requestId></ns2:header>'
        f"<ns2:result>{result}</ns2:result><software/>{rest}</{name}>"
    ).encode()


def ok(operation: str, /, *, inner: str = "", **values: str) -> Answer:
    rest = "".join(f"<{tag}>{escape(text)}</{tag}>" for tag, text in values.items()) + inner
    return Answer(200, _wrap(f"{operation}Response", "<ns2:funcCode>OK</ns2:funcCode>", rest))


def refusal(wrong: Wrong) -> Answer:
    said = (
        f"<ns2:funcCode>ERROR</ns2:funcCode><ns2:errorCode>{wrong.code}</ns2:errorCode>"
        f"<ns2:message>Hiba: {escape(wrong.text or wrong.code)}</ns2:message>"
    )
    return Answer(wrong.status, _wrap("GeneralErrorResponse", said))


def status(transaction: Transaction, original: bool) -> Answer:
    rows = ""
    for severity, code, text in transaction.remarks:
        kind = "technical" if severity == "technical" else "business"
        level = "ERROR" if severity == "technical" else severity
        rows += (
            f"<{kind}ValidationMessages><ns2:validationResultCode>{level}"
            f"</ns2:validationResultCode><ns2:validationErrorCode>{code}"
            f"</ns2:validationErrorCode><ns2:message>{escape(text)}</ns2:message>"
            f"</{kind}ValidationMessages>"
        )
    sent = f"<originalRequest>{transaction.data}</originalRequest>" if original else ""
    inner = (
        "<processingResults><processingResult><index>1</index>"
        f"<invoiceStatus>{transaction.status}</invoiceStatus>{rows}"
        f"<compressedContentIndicator>false</compressedContentIndicator>{sent}"
        "</processingResult><originalRequestVersion>3.0</originalRequestVersion>"
        "</processingResults>"
    )
    return ok("QueryTransactionStatus", inner=inner)


def invoice(known: tuple[str, str] | None) -> Answer:
    if known is None:
        return ok("QueryInvoiceData")
    data, transaction_id = known
    inner = (
        f"<invoiceDataResult><invoiceData>{data}</invoiceData><auditData><source>MGM</source>"
        f"<transactionId>{transaction_id}</transactionId></auditData>"
        "<compressedContentIndicator>false</compressedContentIndicator></invoiceDataResult>"
    )
    return ok("QueryInvoiceData", inner=inner)


def listed(found: list[Transaction], number: int, pages: int) -> Answer:
    rows = "".join(
        f"<transaction><insDate>{stamp(t.at)}</insDate><transactionId>{t.id}</transactionId>"
        "<requestStatus>FINISHED</requestStatus></transaction>"
        for t in found
    )
    inner = (
        f"<transactionListResult><currentPage>{number}</currentPage>"
        f"<availablePage>{pages}</availablePage>{rows}</transactionListResult>"
    )
    return ok("QueryTransactionList", inner=inner)
