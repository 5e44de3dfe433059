"""A month for the accountant, written to a USB stick."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from kiosk.presenters.args import Result
from kiosk.presenters.files.stick_page import StickPage, StickState
from kiosk.presenters.forms import FormState, switch
from kiosk.presenters.till.args import Approved
from kiosk.presenters.worker import Task
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Day, N, T, Text
from kiosk.salon.services.files.accounting.accounts import (
    FORMS,
    Accounts,
    WrittenMonth,
    month_after,
    month_before,
)


@dataclass(frozen=True, slots=True)
class MonthTask:
    """What the long task of the desk is about."""

    month: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountsState(StickState):
    """``month`` that is written; ``last``: there is no later one. ``going_on``: it is not over
    yet. ``wrong``: what was written does not agree with the journal."""

    month: Text = ""
    last: bool = True
    going_on: bool = False
    wrong: Text = ""

    @property
    def nothing(self) -> Text:
        return T("Choose at least one kind of file.")


class AccountsPage(StickPage[AccountsState, None]):
    name = "accounts"
    blank = AccountsState()

    def forget(self) -> None:
        super().forget()
        self._month = date.min
        self._approved: Id | None = None

    def enter(self, _: None = None) -> None:
        self.with_approval(self._open)

    def resume(self, result: Result | None = None) -> None:
        if not self._here and not isinstance(result, Approved):
            self.host.back()

    def _open(self, approved_by: Id | None) -> None:
        Accounts(self.services.context).require(self.by or b"", approved_by)
        self._approved, self._here = approved_by, True
        forms = tuple(switch(form, title, form != "csv") for form, title in FORMS.items())
        task = self.host.worker.task
        writing = task is not None and not task.over and isinstance(task.of, MonthTask)
        self._month = month_before(self.services.context.today().replace(day=1))
        self.show(self._of_month(AccountsState(form=FormState(fields=forms), writing=writing)))
        self.tick()

    # -- intents ------------------------------------------------------------------------------

    def earlier(self) -> None:
        self._turn(month_before(self._month))

    def later(self) -> None:
        self._turn(month_after(self._month))

    def write(self) -> None:
        """All chosen forms of the month."""
        if self.state.why:
            return
        month, by, approved, stick = self._month, self.by or b"", self._approved, self._stick
        forms = tuple(form for form in FORMS if self._field(form).value)
        accounts, task = Accounts(self.services.context), Task(MonthTask(month), len(forms))

        def tell(number: int) -> None:
            task.done = number

        self.host.worker.require_idle()
        self.show(replace(self.state, writing=True, files=(), told="", wrong=""))
        self.host.worker.run(
            task,
            lambda: accounts.write(stick, month, forms, by, approved, tell),
            self._written,
            self._cannot,
        )

    def _written(self, month: WrittenMonth) -> None:
        if not self._here:
            return
        self.hardware.sound("attention" if month.wrong else "ok")
        wrong = N(
            "{n} sum does not agree with the journal. The files say which.",
            "{n} sums do not agree with the journal. The files say which.",
            month.wrong,
        )
        documents = N("{n} document", "{n} documents", month.documents)
        facts: list[tuple[Text, Text]] = [(T("Sales"), documents)]
        if not month.wrong:
            facts.append((T("Check"), T("All sums agree with the journal.")))
        self.show(
            replace(
                self.state,
                writing=False,
                told=self._told_where(month.folder),
                files=(*facts, (T("Files"), ", ".join(month.files))),
                wrong=wrong if month.wrong else "",
            )
        )

    def _turn(self, month: date) -> None:
        self._month = min(month, self.services.context.today().replace(day=1))
        self.show(self._of_month(replace(self.state, files=(), told="", wrong="")))

    def _of_month(self, state: AccountsState) -> AccountsState:
        now = self._month == self.services.context.today().replace(day=1)
        return replace(state, month=Day(self._month, "month"), last=now, going_on=now)
