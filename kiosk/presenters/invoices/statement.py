"""A bank statement: which of its lines pay which invoice; what is sure is booked at once."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.presenters.base import Presenter, Toast
from kiosk.presenters.invoices.args import StatementArgs
from kiosk.presenters.rows import Row
from kiosk.salon.domain.errors import PultError
from kiosk.salon.domain.invoices.statements.matching import Matched, Statement, Verdict
from kiosk.salon.domain.text import Amount, Day, Msg, N, T, Text, side_by_side
from kiosk.salon.services.files.sticks import Sticks

LARGEST = 20_000_000
NOTHING_SURE = T("Enter the payments")
VERDICTS: dict[Verdict, tuple[Msg, str]] = {
    "sure": (T("Pays"), "ok"),
    "doubtful": (T("Doubtful"), "warn"),
    "known": (T("Booked"), ""),
    "none": (T("No invoice"), ""),
}


@dataclass(frozen=True, slots=True)
class StatementState:
    """``rows``: lines that came in, those to decide first. ``sure``: what the button says that
    books what is sure, ``why``: why there is nothing to book."""

    title: Text = ""
    account: str = ""
    rows: tuple[Row, ...] = ()
    sure: Text = ""
    why: Text = ""
    empty: Text = ""


class StatementPage(Presenter[StatementState, StatementArgs]):
    name = "statement"
    blank = StatementState()

    def forget(self) -> None:
        self._data = b""
        self._read: Statement | None = None
        self._here = False

    def enter(self, args: StatementArgs) -> None:
        """A stick may take long, so it is read beside."""
        self._here = True
        told = T("The statement is being read.")
        self.show(StatementState(args.path.name, empty=told, why=told, sure=NOTHING_SURE))
        sticks, path = Sticks(self.services.context), args.path
        statements = self.services.statements

        def read() -> tuple[bytes, Statement]:
            data = sticks.content(path, LARGEST)
            return data, statements.read(data)

        self.host.worker.do(read, self._came, self._cannot)

    def _came(self, came: tuple[bytes, Statement]) -> None:
        if self._here:
            self._data, self._read = came
            self._show(came[1])

    def _cannot(self, error: PultError) -> None:
        if self._here:
            self.show(replace(self.state, empty=error.message, why=T("Choose another file")))

    def _look(self) -> None:
        """What became of its lines, read beside: a file may be long."""
        statements, data = self.services.statements, self._data
        self.host.worker.do(lambda: (data, statements.read(data)), self._came, super().refused)

    def _show(self, read: Statement) -> None:
        order = {"doubtful": 0, "sure": 1, "none": 2, "known": 3}
        came = [one for one in read.lines if one.line.amount_minor > 0]
        came.sort(key=lambda one: order[one.verdict])
        sure = len(read.of("sure"))
        self.show(
            StatementState(
                title=self.state.title,
                account=read.account,
                rows=tuple(map(_row, came)),
                sure=N("Book {n} payment", "Book {n} payments", sure) if sure else NOTHING_SURE,
                why="" if sure else T("Nothing is sure"),
                empty=T("No money came in on this statement."),
            )
        )

    def another(self) -> None:
        """Back to the files of the stick."""
        self.host.swap("statement_files")

    def book(self) -> None:
        """All that is sure."""
        if self._read is None or self.by is None:
            return
        many = self.services.statements.book(self._read, self.by)
        self.hardware.sound("ok")
        self.host.say(Toast(N("{n} payment is booked.", "{n} payments are booked.", many)))
        self._look()

    def pick(self, key: str) -> None:
        """What is doubtful: somebody says that it is as it looks."""
        one = next((m for m in self._read.lines if m.line.key == key), None) if self._read else None
        if one is None or one.verdict not in ("doubtful", "none"):
            return
        if not one.shares:
            why = one.why or T("Enter the payment on the invoice that it pays.")
            self.host.say(Toast(why, "info"))
            return
        numbers = ", ".join(share.number for share in one.shares)
        words = T("Does it pay {numbers}?", numbers=numbers)
        self.host.say(Toast(words, "info", T("It does"), lambda: self._book(one)))

    def _book(self, one: Matched) -> None:
        if self.by is not None:
            shares = [(share.invoice_id, share.amount_minor) for share in one.shares]
            self.services.statements.book_line(one.line, shares, self.by)
            self.hardware.sound("ok")
            self._look()


def _row(one: Matched) -> Row:
    words, tone = VERDICTS[one.verdict]
    line = one.line
    numbers = ", ".join(share.number for share in one.shares)
    told: list[Text] = [Day(line.on, "date")]
    if numbers:
        told.append(numbers)
    if one.why is not None and one.verdict == "doubtful":
        told.append(one.why)
    return Row(
        line.key,
        line.payer or line.text or T("Payment"),
        side_by_side(told),
        Amount(line.amount_minor, line.currency),
        icon="bank",
        tone=tone,
        chip=words,
        dim=one.verdict == "known",
    )
