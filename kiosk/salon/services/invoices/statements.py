"""Statements of the bank: read from a file, and what pays an invoice booked."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.salon.domain.errors import Refused, Stale
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices.statements import reading
from kiosk.salon.domain.invoices.statements.line import Line, numbers_in, reference
from kiosk.salon.domain.invoices.statements.matching import Matched, Share, Statement, match
from kiosk.salon.domain.text import T
from kiosk.salon.services.context import Area
from kiosk.salon.services.invoices.paying import book, check_owed, payable
from kiosk.salon.store.invoices import paid

LARGEST = 5_000_000
"""Bytes of a file: years of a salon's account."""
_ENCODINGS = ("utf-8-sig", "cp1250", "latin-1")


class Statements(Area):
    """A file may be read as often as somebody likes: what is booked is known."""

    def read(self, data: bytes) -> Statement:
        """Its lines, each with what it pays; nothing is booked. Refused for what is no statement,
        or one that is damaged: then nothing of it counts."""
        if len(data) > LARGEST:
            raise Refused(T("The file is too large."))
        context = self._context
        today = context.law_day()
        currency = context.salon.currency.code
        name, account, lines = reading.read(data, _decoded, currency, today)
        return Statement(name, account, self._matched(lines))

    def _matched(self, lines: Sequence[Line]) -> tuple[Matched, ...]:
        store = self._context.store
        said = {reference(one) for line in lines for one in line.references}
        said |= {one[:-1] for one in said} | {
            number for line in lines for number in numbers_in(line.text)
        }
        known = paid.booked(store, [line.key for line in lines])
        today = self._context.law_day()
        return match(lines, paid.payable(store, said - {""}), known, today)

    def book(self, statement: Statement, by: Id) -> int:
        """Books all that is sure, as things are now; returns how many lines. All or nothing."""
        context = self._context
        with context.store.transaction():
            sure = [one for one in self._matched([m.line for m in statement.lines])
                    if one.verdict == "sure"]  # fmt: skip
            for one in sure:
                self._book(one.line, one.shares, by)
        return len(sure)

    def book_line(self, line: Line, shares: Sequence[tuple[Id, int]], by: Id) -> None:
        """What a person said that a line pays: so much of which invoices. More than is open may
        come, and is owed to the buyer then. What went out (sums below zero) is given back to a
        buyer, never more than is owed; or the bank took back what had paid, which is open again.
        Stale when it is booked already; Refused when it is not the whole line, or an invoice of
        another currency."""
        context = self._context
        way = 1 if line.amount_minor > 0 else -1
        if not line.amount_minor or any(amount * way <= 0 for _, amount in shares):
            raise Refused(T("The sum must be above zero."), field="amount")
        if sum(amount for _, amount in shares) != line.amount_minor:
            raise Refused(T("The shares are not what came in."), field="amount")
        if len({invoice_id for invoice_id, _ in shares}) < len(shares):
            raise Refused(T("An invoice is named twice."))
        with context.store.transaction():
            if paid.booked(context.store, [line.key]):
                raise Stale(T("This line is booked already."))
            numbered = [
                Share(invoice_id, payable(context, invoice_id).number, amount)
                for invoice_id, amount in shares
            ]
            if way < 0 and not line.reversal:
                for share in numbered:
                    check_owed(payable(context, share.invoice_id), -share.amount_minor)
            self._book(line, numbered, by)

    def _book(self, line: Line, shares: Sequence[Share], by: Id) -> None:
        context = self._context
        named = line.references[0] if line.references else ""
        # A clock that ran ahead somewhere: it is written down today.
        on = min(line.on, context.law_day())
        for share in shares:
            row = payable(context, share.invoice_id)
            if row.currency != line.currency:
                raise Refused(T("The invoice is of another currency."))
            book(
                *(context, row, share.amount_minor, on, "statement", by),
                named,
                line_key=line.key,
            )


def _decoded(data: bytes) -> str:
    """Statements are UTF-8, or of a bank of Central Europe: only names hang on it, and no name
    decides anything surely."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", "replace")
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")
