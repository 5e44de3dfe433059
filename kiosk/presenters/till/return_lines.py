"""Some lines of a sale come back: which, where the goods go, how the money goes back, and why."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.presenters.args import Result
from kiosk.presenters.base import Presenter
from kiosk.presenters.till.args import ApproveArgs, Approved, PaidArgs, ReturnLinesArgs
from kiosk.salon.domain.errors import NeedsApproval, PultError, Refused, Stale
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Amount, Day, Number, T, Text, side_by_side
from kiosk.salon.domain.till.advances import told
from kiosk.salon.domain.till.means import Method
from kiosk.salon.domain.till.returning import CREDIT, Piece, Returnable
from kiosk.salon.domain.till.settling import Settlement
from kiosk.salon.domain.till.sold import SoldLine

PIECE = 1000


@dataclass(frozen=True, slots=True)
class BackView:
    """A line of the sale. ``detail``: how many there were and what is left of them; ``quantity``:
    how many come back; ``amount``: what they are worth. ``less`` and ``more``: whether it can be
    less or more of it. ``goods``: it can go into stock, or be ``written_off``."""

    key: str
    name: str
    detail: Text
    quantity: Text
    amount: Text = ""
    less: bool = False
    more: bool = False
    goods: bool = False
    written_off: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnLinesState:
    """``of``: which sale, of when, whose. ``ways``: by which means the money can go back, ``way``:
    the one that comes first; ``parts``: how much by each when there are several. ``due``: what goes
    back. ``note``: what rounding adds or takes. ``why``: what has to be done first, or empty."""

    number: str = ""
    of: Text = ""
    lines: tuple[BackView, ...] = ()
    ways: tuple[tuple[str, Text], ...] = ()
    way: str = ""
    parts: Text = ""
    due: Text = ""
    note: Text = ""
    reason: str = ""
    error: Text = ""
    why: Text = ""


class ReturnLines(Presenter[ReturnLinesState, ReturnLinesArgs]):
    name = "return_lines"
    blank = ReturnLinesState()

    def forget(self) -> None:
        self._found: Returnable | None = None
        self._wanted: dict[Id, Piece] = {}
        self._ways: tuple[Method, ...] = ()
        self._way: Method = ""

    def enter(self, args: ReturnLinesArgs) -> None:
        self.forget()
        try:
            self._load(args.sale_id)
        except Refused:
            self.host.back()
            raise
        self._look(ReturnLinesState())

    def _load(self, sale_id: Id) -> None:
        """What is left of the sale; the only piece that can come back is chosen already."""
        found = self._found = self.services.returns.returnable(sale_id)
        self._ways = self.services.returns.ways(found)
        self._way = found.purse.first
        self._wanted = {}
        left = [sold for sold in found.lines if sold.left_milli > 0]
        if len(left) == 1 and left[0].left_milli <= PIECE:
            self._set(left[0], left[0].left_milli)

    # -- what is chosen -------------------------------------------------------------------------

    def more(self, key: str) -> None:
        """One piece more of a line, or what is left of the last one."""
        self._step(key, PIECE)

    def less(self, key: str) -> None:
        """One piece less of a line."""
        self._step(key, -PIECE)

    def _step(self, key: str, by: int) -> None:
        sold = self._line(key)
        if sold is not None:
            self._set(sold, self._quantity(sold) + by)
            self._look(self.state)

    def all_of(self, key: str) -> None:
        """Everything that is left of a line; nothing of it when that was chosen already."""
        sold = self._line(key)
        if sold is not None:
            self._set(sold, sold.left_milli if self._quantity(sold) < sold.left_milli else 0)
            self._look(self.state)

    def goods_go(self, key: str, where: str) -> None:
        """Into stock, or (``off``) written off."""
        sold = self._line(key)
        if sold is not None and sold.id in self._wanted:
            piece = replace(self._wanted[sold.id], written_off=where == "off")
            self._wanted[sold.id] = piece
            self._look(self.state)

    def way(self, method: Method) -> None:
        """By which means the money goes back first."""
        if method in self._ways:
            self._way = method
            self._look(self.state)

    def reason(self, text: str) -> None:
        """Why; it stands on the document and in the journal."""
        self._look(replace(self.state, reason=text))

    def _set(self, sold: SoldLine, quantity_milli: int) -> None:
        quantity = max(0, min(quantity_milli, sold.left_milli))
        if quantity:
            before = self._wanted.get(sold.id)
            off = before is not None and before.written_off
            self._wanted[sold.id] = Piece(sold.id, quantity, off)
        else:
            self._wanted.pop(sold.id, None)

    def _quantity(self, sold: SoldLine) -> int:
        piece = self._wanted.get(sold.id)
        return piece.quantity_milli if piece else 0

    def _line(self, key: str) -> SoldLine | None:
        lines = self._found.lines if self._found is not None else ()
        return next((sold for sold in lines if sold.id.hex() == key), None)

    # -- what is shown --------------------------------------------------------------------------

    def _settled(self) -> Settlement | None:
        """How the money goes back; None while nothing is chosen."""
        if self._found is None or not self._wanted:
            return None
        lines = self._found.taken_back(tuple(self._wanted.values()))
        return self._found.settle(lines, self._way)

    def _look(self, before: ReturnLinesState) -> None:
        found = self._found
        if found is None:
            return
        sale, paid = found.sale, self._settled()
        code = sale.currency
        why: Text = "" if before.reason.strip() else T("Please give a reason.")
        if paid is None:
            why = T("Choose what comes back.")
        parts = paid.payments if paid else ()
        due = -sum(part.amount_minor for part in parts)
        rounding = -paid.rounding_minor if paid else 0
        day = self.services.context.salon.business_day(sale.sold_at)
        of: list[Text] = [sale.number, Day(day, "date")]
        self.show(
            ReturnLinesState(
                number=sale.number,
                of=side_by_side([*of, *([sale.client_name] if sale.client_name else [])]),
                lines=tuple(self._view(sold, code) for sold in found.lines),
                ways=tuple((method, _WAYS.get(method) or _title(found, method))
                           for method in self._ways),
                way=self._way,
                parts=side_by_side(
                    [part.means.amount(Amount(-part.amount_minor, code)) for part in parts]
                ) if len(parts) > 1 else "",
                due=Amount(due, code),
                note=T("Rounding {amount}", amount=Amount(rounding, code)) if rounding else "",
                reason=before.reason,
                why=why,
            )
        )  # fmt: skip

    def _view(self, sold: SoldLine, code: str) -> BackView:
        line, quantity = sold.line, self._quantity(sold)
        worth: Text = ""
        if self._found is not None and quantity:
            part, *_ = self._found.taken_back([self._wanted[sold.id]])
            worth = Amount(-part.total_minor, code)
        sum_of = T(
            "{quantity} × {price}",
            quantity=Number(line.quantity_milli),
            price=Amount(line.price_minor, code),
        )
        gone = sold.whole.quantity_milli - sold.left_milli if line.is_sold else 0
        detail: list[Text] = [told(advance=line.advance, source=line.source) or sum_of]
        if gone:
            detail.append(T("{quantity} came back", quantity=Number(gone)))
        return BackView(
            sold.id.hex(),
            line.name,
            side_by_side(detail),
            Number(quantity),
            worth,
            less=quantity > 0,
            more=quantity < sold.left_milli,
            goods=line.product_id is not None and quantity > 0,
            written_off=quantity > 0 and self._wanted[sold.id].written_off,
        )

    # -- taking back ----------------------------------------------------------------------------

    def take(self) -> None:
        """Writes the return; asks somebody who may for it where whoever is here may not."""
        try:
            self._take(None)
        except NeedsApproval as error:
            what = side_by_side([self.state.due, self.state.of, self.state.reason.strip()])
            self.host.go(ApproveArgs(error.message, what, right="return"))

    def resume(self, result: Result | None = None) -> None:
        if isinstance(result, Approved):
            self._take(result.approved_by)

    def _take(self, approved_by: Id | None) -> None:
        found, paid, staff = self._found, self._settled(), self.host.staff
        if found is None or paid is None or staff is None or self.state.why:
            return
        due = -sum(part.amount_minor for part in paid.payments)
        pieces = tuple(self._wanted.values())
        try:
            document = self.services.returns.take_back(
                found.sale.id,
                pieces,
                due,
                self.state.reason,
                staff.id,
                approved_by,
                first=self._way,
            )
        except Stale:
            self._load(found.sale.id)
            self._look(self.state)
            raise
        self.hardware.sound("ok")
        self.hardware.print_soon()
        self.host.swap(PaidArgs(document.id))

    def refused(self, error: PultError) -> None:
        self.hardware.sound("refuse")
        self.show(replace(self.state, error=error.message))

    def scan(self, code: str) -> bool:
        """Nothing is sold here."""
        self.hardware.sound("refuse")
        return True


_WAYS: dict[Method, Text] = {CREDIT: T("Into a credit")}


def _title(found: Returnable, method: Method) -> Text:
    way = next((way for way in found.purse.ways if way.method == method), None)
    return way.payment.means.title if way is not None else T("Cash")
