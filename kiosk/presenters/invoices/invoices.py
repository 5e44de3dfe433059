"""All invoices, the unpaid and the overdue ones, found by number, buyer or sum."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from kiosk.presenters.args import Result
from kiosk.presenters.base import Presenter
from kiosk.presenters.invoices.args import InvoiceArgs
from kiosk.presenters.invoices.words import due, left, standing
from kiosk.presenters.rows import Row
from kiosk.salon.domain.invoices.listing import InvoicePage, InvoiceRow, Wanted
from kiosk.salon.domain.text import Amount, Day, N, T, Text, side_by_side

PAGE = 50
FILTERS: tuple[tuple[Wanted, Text], ...] = (
    ("unpaid", T("Unpaid")),
    ("overdue", T("Overdue")),
    ("all", T("All")),
)
EMPTY: dict[Wanted, Text] = {
    "unpaid": T("Everything is paid."),
    "overdue": T("Nothing is overdue."),
    "all": T("No invoice yet. Issue one from a paid bill or under Sales."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoicesState:
    """``summary``: how many the filter finds, and what is open of them."""

    filter: Wanted = "unpaid"
    filters: tuple[tuple[str, Text], ...] = FILTERS
    query: str = ""
    rows: tuple[Row, ...] = ()
    summary: Text = ""
    empty: Text = ""


class InvoiceList(Presenter[InvoicesState, None]):
    name = "invoices"
    blank = InvoicesState()

    def forget(self) -> None:
        self._page: InvoicePage | None = None

    def enter(self, _: None = None) -> None:
        self._read("unpaid", "")
        if not self.state.rows:
            self._read("all", "")

    def resume(self, _: Result | None = None) -> None:
        self._read(self.state.filter, self.state.query)

    def choose(self, which: Wanted) -> None:
        self._read(which, self.state.query)

    def search(self, query: str) -> None:
        """A letter more or less in the field."""
        self._read(self.state.filter, query)

    def _read(self, which: Wanted, query: str) -> None:
        page = self._page = self.services.invoices.page(which, query, limit=PAGE)
        today = self.services.context.law_day()
        many = N("{n} invoice", "{n} invoices", page.count)
        sums = [
            T("{amount} unpaid", amount=Amount(minor, code))
            for code, minor in page.open_minor.items()
            if minor
        ] + [
            T("{amount} to give back", amount=Amount(minor, code))
            for code, minor in page.over_minor.items()
            if minor
        ]
        nothing: Text = T("No invoice fits this.") if query.strip() else EMPTY[which]
        self.show(
            InvoicesState(
                filter=which,
                query=query,
                rows=tuple(_row(one, today) for one in page.rows),
                summary=side_by_side((many, *sums)) if page.count else "",
                empty=nothing,
            )
        )

    def more(self) -> None:
        """The end of the list came near."""
        page = self._page
        if page is None or page.before is None:
            return
        further = self.services.invoices.page(
            self.state.filter, self.state.query, before=page.before, limit=PAGE
        )
        self._page = further
        today = self.services.context.law_day()
        rows = tuple(_row(one, today) for one in further.rows)
        self.show(replace(self.state, rows=self.state.rows + rows))

    def pick(self, key: str) -> None:
        self.host.go(InvoiceArgs(bytes.fromhex(key)))

    def statement(self) -> None:
        """What a bank says of payments, from a stick."""
        self.host.go("statement_files")

    def scan(self, code: str) -> bool:
        """The number on an invoice."""
        found = self.services.invoices.of_number(code)
        if found is None:
            return False
        self.host.go(InvoiceArgs(found))
        return True


def _row(one: InvoiceRow, today: date) -> Row:
    how = standing(one, today)
    told: list[Text] = [one.number, Day(one.issued_on, "date"), due(one), left(one)]
    if one.corrects:
        told.insert(1, T("of {number}", number=one.corrects))
    return Row(
        one.id.hex(),
        one.buyer_name,
        side_by_side([part for part in told if part]),
        Amount(one.total_minor, one.currency),
        icon="undo" if one.kind == "credit_note" else "invoice",
        tone=how.tone,
        chip=how.words,
        dim=False,
    )
