"""What the fiscal office was told and what still waits: in order, with what stopped it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.presenters.args import Result
from kiosk.presenters.base import Presenter, Toast
from kiosk.presenters.fiscal import words
from kiosk.presenters.fiscal.args import NavCorrectArgs, PremiseFormArgs, SetAsideArgs
from kiosk.presenters.forms import require_manager
from kiosk.presenters.rows import Row
from kiosk.salon.domain.fiscal.port import WAITING, FiscalItem
from kiosk.salon.domain.fiscal.premises import KINDS, NewPremise
from kiosk.salon.domain.fiscal.technical_user import problem_words
from kiosk.salon.domain.fiscal.words import trouble
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Day, N, T, Text, TimeOfDay, side_by_side
from kiosk.salon.services.fiscal.fiscal import NOT_SET_UP, Status

MOST = 60
Pairs = tuple[tuple[Text, Text], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView:
    """One message in full. ``why``: what the office said; ``to_do``: what helps. ``can_again``,
    ``can_set_aside``, ``can_correct``: the ways on of one that stopped its queue."""

    title: Text
    state: Text
    tone: str
    facts: Pairs
    why: Text = ""
    to_do: Text = ""
    can_again: bool = False
    can_set_aside: bool = False
    can_correct: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FiscalPageState:
    """``head``: how all stands, in a sentence of this ``tone``; ``left``: the time that is left.
    ``chosen``: key of the row whose ``item`` is shown. ``setup``: certificate and premises as rows.
    ``slovenian``, ``hungarian``: what only that office wants can be done here.
    ``step``: what comes first, ``certificate`` or ``premise``, or empty."""

    office: Text = ""
    head: Text = ""
    left: Text = ""
    tone: str = "ok"
    test: bool = False
    rows: tuple[Row, ...] = ()
    chosen: str = ""
    item: ItemView | None = None
    setup: tuple[Row, ...] = ()
    slovenian: bool = False
    hungarian: bool = False
    step: str = ""
    empty: Text = ""


class FiscalPage(Presenter[FiscalPageState, None]):
    name = "fiscal"
    blank = FiscalPageState()

    def forget(self) -> None:
        self._items: tuple[FiscalItem, ...] = ()

    def enter(self, _: None = None) -> None:
        self._load("")
        stopped = next((one for one in self._items if one.state == "refused"), None)
        if stopped is not None:
            self.pick(stopped.id.hex())

    def resume(self, _: Result | None = None) -> None:
        self._load(self.state.chosen)

    def tick(self) -> None:
        self._load(self.state.chosen)

    def _load(self, chosen: str) -> None:
        fiscal = self.services.fiscal
        self._items = fiscal.queue(MOST)
        status, office = fiscal.status(), fiscal.office()
        now = self.services.context.now()
        head, tone = self._head(status)
        left: Text = ""
        if status.deadline is not None:
            left = words.time_left(status.deadline, now)
            tone = "bad" if tone == "bad" else words.urgency(status.deadline, now)
        one = next((one for one in self._items if one.id.hex() == chosen), None)
        self.show(
            FiscalPageState(
                office=words.OFFICES.get(office or "", T("Tax office")),
                head=head,
                left=left,
                tone=tone,
                test=self.services.context.fiscal_rules.test,
                rows=tuple(self._row(one) for one in self._items),
                chosen=chosen if one is not None else "",
                item=self._view(one) if one is not None else None,
                setup=self._setup(),
                slovenian=office == "furs",
                hungarian=office == "nav",
                step={"certificate": "certificate", "key": "certificate", "premise": "premise"}.get(
                    status.missing or "", ""
                ),
                empty=T("Nothing was told to the office yet."),
            )
        )

    def _head(self, status: Status) -> tuple[Text, str]:
        if status.missing is not None:
            return NOT_SET_UP[status.missing], "bad"
        if status.stopped is not None:
            return T("The office does not accept {number}; what comes after it waits.",
                number=status.stopped.number), "bad"  # fmt: skip
        if status.waiting:
            return N("{n} document waits for the office", "{n} documents wait for the office",
                status.waiting), "info"  # fmt: skip
        return T("The office has everything."), "ok"

    # -- one of them --------------------------------------------------------------------------

    def pick(self, key: str) -> None:
        """Shows one in full."""
        self._load(key)

    def unpick(self) -> None:
        """Back to the list (where both do not fit)."""
        self.show(replace(self.state, chosen="", item=None))

    def again(self) -> None:
        """Whatever stopped it is put right, somebody says."""
        if self.by is not None and self.state.item is not None and self.state.item.can_again:
            self.services.fiscal.again(self.by)
            self.host.say(Toast(T("It is tried again at once."), "info"))
            self._load(self.state.chosen)

    def correct(self) -> None:
        """An invoice is told anew, with what was wrong of its buyer put right."""
        if self.state.item is not None and self.state.item.can_correct:
            require_manager(self)
            self.host.go(NavCorrectArgs(self._chosen))

    def inspect(self) -> None:
        """Invoices for an inspector of the office, on a stick."""
        require_manager(self)
        self.host.go("inspection")

    def set_aside(self) -> None:
        """The queue goes on without it; a manager says why."""
        if self.state.item is not None and self.state.item.can_set_aside:
            require_manager(self)
            self.host.go(SetAsideArgs(self._chosen))

    @property
    def _chosen(self) -> Id:
        return bytes.fromhex(self.state.chosen)

    # -- what the office wants before ---------------------------------------------------------

    def certificate(self) -> None:
        require_manager(self)
        self.host.go("certificate_files")

    def premise(self) -> None:
        require_manager(self)
        self.host.go(PremiseFormArgs())

    def book(self) -> None:
        """A receipt that was written by hand."""
        self.host.go("book_receipt")

    def set_up(self, key: str) -> None:
        """A row of what the office wants before."""
        what, _, code = key.partition(":")
        require_manager(self)
        if what == "premise":
            self.host.go(PremiseFormArgs(bytes.fromhex(code)))
        elif what == "tried":
            self._tell_for_real()
        elif what == "nav":
            self.host.go("nav_user")
        else:
            self.host.go("certificate_files")

    # -- inside -------------------------------------------------------------------------------

    def _row(self, one: FiscalItem) -> Row:
        state, tone = words.STATES[one.state]
        waits = one.state in WAITING
        told: list[Text] = [words.KINDS[one.kind], self._when(one.made_at)]
        if waits and one.deadline:
            told.append(words.time_left(one.deadline, self.services.context.now()))
        return Row(
            one.id.hex(),
            one.number or words.KINDS[one.kind],
            side_by_side(told),
            icon="receipt" if one.kind in ("sale", "void", "return", "book") else "invoice",
            tone=tone,
            chip=state,
            dim=one.state == "set_aside",
        )

    def _when(self, at: int) -> Text:
        day = self.services.context.salon.local(at).date()
        if day == self.services.context.law_day():
            return TimeOfDay(at)
        return side_by_side((Day(day, "date"), TimeOfDay(at)))

    def _view(self, one: FiscalItem) -> ItemView:
        state, tone = words.STATES[one.state]
        facts: list[tuple[Text, Text]] = [
            (T("Written"), self._when(one.made_at)),
            (T("Mark of the salon (ZOI)"), words.halved(one.local_code)),
            (T("Code of the office"), words.halved(one.code)),
        ]
        if one.settled_at is not None:
            facts.append((T("Settled at"), self._when(one.settled_at)))
        if one.state in WAITING and one.deadline:
            left = words.time_left(one.deadline, self.services.context.now())
            facts.append((T("Must be there"), side_by_side((self._when(one.deadline), left))))
        if one.tries:
            facts.append((T("Tries"), str(one.tries)))
        if one.answer:
            facts.append((T("The office says"), one.answer))
        wrong = trouble(one)
        waits = one.state in WAITING
        return ItemView(
            title=one.number or words.KINDS[one.kind],
            state=state,
            tone=tone or "info",
            facts=tuple(facts),
            why=wrong.what if wrong is not None and waits else "",
            to_do=wrong.do if wrong is not None and waits else "",
            can_again=one.state == "refused",
            can_set_aside=one.state == "refused",
            can_correct=one.state == "refused" and one.provider == "nav",
        )

    def _setup(self) -> tuple[Row, ...]:
        """What the office wants before the first message, and whether it is there."""
        fiscal = self.services.fiscal
        office = fiscal.office()
        if office == "nav":
            return (self._nav_row(), *self._tried_row())
        if office != "furs":
            return ()
        rows = [self._certificate_row()]
        for one in fiscal.premises():
            what = one.what
            title = T("Premise {code}, desk {device}", code=what.code, device=what.device)
            closed = one.state == "closed"
            rows.append(
                Row(
                    f"premise:{one.id.hex()}",
                    title,
                    T("Closed") if closed else _address(what),
                    icon="home",
                    dim=closed,
                )
            )
        return tuple(rows)

    def _certificate_row(self) -> Row:
        one = self.services.fiscal.certificate()
        title = T("Certificate")
        if one is None:
            missing = T("None: without it no receipt can be confirmed")
            return Row("certificate", title, missing, icon="key", tone="bad", chip=T("Missing"))
        days = words.days_left(one.valid_until, self.services.context.now())
        until = Day(self.services.context.salon.local(one.valid_until).date(), "date")
        about = T("Tax number {number}, good until {day}", number=one.tax_number, day=until)
        if days < 0:
            return Row("certificate", title, about, icon="key", tone="bad", chip=T("Expired"))
        warned = self.services.fiscal.status().warned
        if warned:
            chip = N("{n} day left", "{n} days left", days)
            tone = words.CERTIFICATE[warned]
            return Row("certificate", title, about, icon="key", tone=tone, chip=chip)
        return Row("certificate", title, about, icon="key")

    def _nav_row(self) -> Row:
        state = self.services.nav_user.state()
        title = T("Technical user of NAV")
        if state is None:
            missing = T("None: invoices cannot be reported")
            return Row("nav", title, missing, icon="key", tone="bad", chip=T("Missing"))
        if state.problem:
            wrong = problem_words(state.problem)
            return Row("nav", title, wrong, icon="key", tone="bad", chip=state.user.login)
        about: Text = T("is being tried")
        if state.ok_at:
            about = T("let in on {day}", day=self._when(state.ok_at))
        return Row("nav", title, side_by_side((state.user.login, about)), icon="key")

    def _tried_row(self) -> tuple[Row, ...]:
        """Invoices that are real but of which only the place for trying out knows."""
        tried = self.services.nav_reports.tried_out()
        if not tried:
            return ()
        title = N("{n} invoice was only tried out", "{n} invoices were only tried out", tried)
        about = T("The office does not know of them. Touch to tell it.")
        if self.services.context.fiscal_rules.test:
            about = T("The office does not know of them. It can be told once no test runs.")
        return (Row("tried", title, about, icon="invoice", tone="warn"),)

    def _tell_for_real(self) -> None:
        if self.by is not None:
            count = self.services.nav_reports.tell_for_real(self.by)
            told = N(
                "The office is told of {n} invoice.", "The office is told of {n} invoices.", count
            )
            self.host.say(Toast(told))
            self._load(self.state.chosen)


def _address(what: NewPremise) -> Text:
    if not what.street:
        return KINDS[what.kind]
    house = f"{what.house}{what.house_addition}"
    return f"{what.street} {house}, {what.postcode} {what.city}"
