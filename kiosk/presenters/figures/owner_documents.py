"""The documents that a figure is made of. What they come to is the figure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from kiosk.presenters.args import Result
from kiosk.presenters.base import Presenter
from kiosk.presenters.figures.args import OwnerDocumentsArgs
from kiosk.presenters.figures.owner_rows import days_of
from kiosk.presenters.rows import Row
from kiosk.presenters.till.args import SalesArgs
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Amount, Day, N, T, Text, TimeOfDay, side_by_side
from kiosk.salon.domain.till.owner_figures import Document, SpentOn
from kiosk.salon.services.figures import OF_COST

PORTION = 60
"""Rows that are made at once: there may be thousands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerDocumentsState:
    """``title`` of the figure; ``count``: how many documents; ``total``: what they come to."""

    title: Text = ""
    count: Text = ""
    total: Text = ""
    rows: tuple[Row, ...] = ()


class OwnerDocuments(Presenter[OwnerDocumentsState, OwnerDocumentsArgs]):
    name = "owner_documents"
    blank = OwnerDocumentsState()

    def forget(self) -> None:
        self._found: tuple[Document | SpentOn, ...] = ()
        self._args: OwnerDocumentsArgs | None = None
        self._wages: frozenset[Id] = frozenset()

    def enter(self, args: OwnerDocumentsArgs) -> None:
        self._args = args
        documents, expenses = self._documents(args), self._expenses(args)
        found: list[Document | SpentOn] = [*documents, *expenses]
        self._found = tuple(sorted(found, key=lambda one: one.at, reverse=True))
        total = sum(one.minor for one in documents) + sum(_minor(one, args) for one in expenses)
        count = N("{n} document", "{n} documents", len(self._found))
        if args.figure == "bills":
            bills = sum(one.bills for one in documents)
            count = N("{n} paid bill", "{n} paid bills", bills)
        self.show(
            OwnerDocumentsState(
                title=args.title,
                count=side_by_side((days_of(args.days), count)),
                total=Amount(total, args.currency),
            )
        )
        self.more()

    def resume(self, _: Result | None = None) -> None:
        """What is shown are documents of before; they stay as they are."""

    def more(self) -> None:
        """The list's end comes near."""
        rows, args = self.state.rows, self._args
        if args is not None and len(rows) < len(self._found):
            part = self._found[len(rows) : len(rows) + PORTION]
            self.show(replace(self.state, rows=(*rows, *(self._row(one, args) for one in part))))

    def pick(self, key: str) -> None:
        """A document in full."""
        found = next((one for one in self._found if one.id.hex() == key), None)
        if isinstance(found, Document):
            self.host.go(SalesArgs(found.id))
        elif found is not None:
            self.host.go("cash_list" if found.id in self._wages else "expenses")

    def _documents(self, args: OwnerDocumentsArgs) -> tuple[Document, ...]:
        if args.figure is None:
            return ()
        by = args.cost_approved_by if args.figure in OF_COST else args.approved_by
        return self.services.figures.documents(
            args.figure, args.days, self._who(), by, key=args.key, title=args.name
        )

    def _expenses(self, args: OwnerDocumentsArgs) -> tuple[SpentOn, ...]:
        ask, found = self.services.figures.expenses, tuple[SpentOn, ...]()
        who = (args.days, self._who(), args.approved_by)
        if args.expenses in ("item", "every", "spent"):
            every = args.expenses != "item"
            found = ask(*who, currency=args.currency, item_id=args.item_id, every=every)
        if args.expenses in ("wages", "spent"):
            wages = ask(*who, currency=args.currency, wages=True)
            self._wages = frozenset(one.id for one in wages)
            found = (*found, *wages)
        return found

    def _who(self) -> Id:
        return self.by or b""

    def _row(self, one: Document | SpentOn, args: OwnerDocumentsArgs) -> Row:
        if isinstance(one, SpentOn):
            day = Day(date.fromisoformat(one.day), "short")
            words = [text for text in (one.item, one.number) if text]
            about = side_by_side((day, *words))
            minor = Amount(_minor(one, args), args.currency)
            return Row(one.id.hex(), one.what or T("Expense"), about, minor, "wallet")
        day = Day(self.services.context.salon.business_day(one.at), "short")
        icon = "receipt" if one.kind == "sale" else "undo"
        about = side_by_side((day, TimeOfDay(one.at), one.number))
        chip = "" if one.kind == "sale" else T("Void") if one.kind == "void" else T("Return")
        minor = Amount(one.minor, args.currency)
        return Row(one.id.hex(), one.client or T("Sale"), about, minor, icon, "", chip)


def _minor(one: SpentOn, args: OwnerDocumentsArgs) -> int:
    return -one.net if args.net else one.minor
