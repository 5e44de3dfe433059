"""The first start: language, country, trade, the salon, its hours, the first manager.

Nothing is written before the last step; then all of it is, at once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from kiosk.presenters.base import Limits, Presenter, Toast
from kiosk.presenters.forms import FormState
from kiosk.presenters.setup.setup_forms import Answers, Wrong
from kiosk.salon.domain.country import COUNTRIES, LANGUAGES, TRADE_NAMES, TRADES
from kiosk.salon.domain.errors import PultError, Refused
from kiosk.salon.domain.text import T, Text

SetupStep = Literal["language", "country", "trade", "salon", "hours", "manager"]
STEPS: tuple[SetupStep, ...] = ("language", "country", "trade", "salon", "hours", "manager")


COUNTRY_NAMES: dict[str, Text] = {
    "CZ": T("Czechia"),
    "HU": T("Hungary"),
    "SI": T("Slovenia"),
    "SK": T("Slovakia"),
}
"""In the reader's language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupState:
    """``options``: what can be picked; ``form``: what is to be filled in; a step has one of them.
    ``progress``: which step of how many."""

    step: SetupStep = "language"
    progress: Text = ""
    title: Text = ""
    help: Text = ""
    options: tuple[tuple[str, Text], ...] = ()
    form: FormState | None = None
    can_close: bool = False


class SetupPage(Presenter[SetupState, None]):
    name = "setup"
    audience = "staff"
    limits = Limits()
    blank = SetupState()

    def forget(self) -> None:
        self._answers = Answers("", "", "", {})

    def enter(self, _: None = None) -> None:
        self._open("language")

    def pick(self, key: str) -> None:
        """A language, a country or a trade."""
        step = self.state.step
        if step == "language":
            self._answers = replace(self._answers, language=key)
            self.host.set_language(key)
            self._open("country")
        elif step == "country":
            self._answers = replace(self._answers, country=key)
            self._open("trade")
        elif step == "trade":
            self._answers = replace(self._answers, trade=key)
            self._open("salon")

    def edit(self, name: str, value: str) -> None:
        if self.state.form is not None:
            texts = {**self._answers.texts, name: value}
            self._answers = replace(self._answers, texts=texts)
            self._ask()

    def save(self) -> None:
        """On from a form; the last one finishes."""
        try:
            if self.state.step == "salon":
                self._answers.check_salon()
                self._open("hours")
            elif self.state.step == "hours":
                self._answers.week()
                self._open("manager")
            else:
                self._answers.check_manager()
                self._finish()
        except Wrong as wrong:
            self._mark(wrong)

    def close(self) -> None:
        """One step back; nothing that was typed is lost."""
        self._open(STEPS[max(0, STEPS.index(self.state.step) - 1)])

    def _finish(self) -> None:
        answers = self._answers
        member = self.services.setup.finish(
            answers.salon(), answers.manager(), answers.text("pin"), answers.week()
        )
        self.hardware.sound("ok")
        self.hardware.tell_customer("")
        self.host.unlock(member)
        # The page says that it is done: a word at the bottom would lie over what comes next.
        self.host.go("connect")

    def refused(self, error: PultError) -> None:
        self.hardware.sound("refuse")
        if self.state.form is None or not isinstance(error, Refused):
            self.host.say(Toast(error.message, "bad"))
        else:
            form = replace(self.state.form, message=error.message, message_tone="bad")
            self.show(replace(self.state, form=form))

    # -- the steps ------------------------------------------------------------------------------

    def _open(self, step: SetupStep) -> None:
        self.show(
            SetupState(
                step=step,
                progress=T("Step {n} of {many}", n=STEPS.index(step) + 1, many=len(STEPS)),
                can_close=step != "language",
            )
        )
        self._ask()

    def _ask(self) -> None:
        """What the step asks, as far as it is answered."""
        step, answers = self.state.step, self._answers
        if step == "language":
            title, told, options = T("Welcome. Choose a language."), "", tuple(LANGUAGES.items())
            self.show(replace(self.state, title=title, help=told, options=options))
        elif step == "country":
            self.show(
                replace(
                    self.state,
                    title=T("Where is the salon?"),
                    help=T("The country decides currency, VAT rates and rounding of cash."),
                    options=tuple((code, COUNTRY_NAMES[code]) for code in COUNTRIES),
                )
            )
        elif step == "trade":
            self.show(
                replace(
                    self.state,
                    title=T("What does the salon do most?"),
                    help=T("It decides the usual VAT rate and which services are proposed."),
                    options=tuple((trade, TRADE_NAMES[trade]) for trade in TRADES),
                )
            )
        elif step == "salon":
            self._form(answers.salon_form(self._today()))
        elif step == "hours":
            self._form(answers.hours_form())
        else:
            self._form(answers.manager_form())

    def _form(self, form: FormState) -> None:
        self.show(replace(self.state, title=form.title, form=form))

    def _mark(self, wrong: Wrong) -> None:
        """Says it at the field. A PIN that is wrong is typed anew."""
        self.hardware.sound("refuse")
        if wrong.field in ("pin", "pin_again"):
            emptied = ("pin", "pin_again") if wrong.field == "pin" else ("pin_again",)
            texts = {**self._answers.texts, **dict.fromkeys(emptied, "")}
            self._answers = replace(self._answers, texts=texts)
            self._ask()
        form = self.state.form
        if form is not None:
            fields = tuple(
                replace(field, error=wrong.message) if field.name == wrong.field else field
                for field in form.fields
            )
            self.show(replace(self.state, form=replace(form, fields=fields)))

    def _today(self) -> date:
        """The day in the country chosen: before there is a salon nobody else knows its zone."""
        rules = COUNTRIES[self._answers.country]
        at = datetime.fromtimestamp(self.clock.now() / 1000, UTC)
        return at.astimezone(ZoneInfo(rules.timezone)).date()
