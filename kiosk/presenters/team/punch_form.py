"""A manager corrects the time clock: another time, another meaning, taken back, or added."""

from __future__ import annotations

from datetime import date, timedelta

from kiosk.presenters.base import Toast
from kiosk.presenters.forms import FormButton, FormField, FormPresenter, Options, shown_day
from kiosk.presenters.team.args import PunchesCorrected, PunchFormArgs
from kiosk.presenters.team.work_words import ENTERED, REASONS
from kiosk.salon.domain.agenda import typed
from kiosk.salon.domain.entry import parsed_input
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import T
from kiosk.salon.domain.timeclock.punch import Punch, PunchKind

SHIFT = "shift"
OTHER = "other"


class PunchForm(FormPresenter[PunchFormArgs]):
    """What was punched stays to be seen: a correction is an entry of its own, with the reason."""

    name = "punch_form"

    def forget(self) -> None:
        super().forget()
        self._who: Id = b""
        self._by: Id = b""
        self._punch: Punch | None = None

    def begin(self, args: PunchFormArgs) -> None:
        self._who, self._by, self._punch = args.staff_id, args.by, args.punch
        name = self.services.team.member(args.staff_id).name
        kinds: Options = tuple((kind, words) for kind, (words, _) in ENTERED.items())
        buttons: tuple[FormButton, ...] = ()
        day, time, kind = args.day, "", SHIFT
        if args.punch is None:
            kinds = ((SHIFT, T("Whole shift")), *kinds)
        else:
            wall = self.services.context.salon.local(args.punch.at)
            day, kind = wall.date(), args.punch.kind
            time = typed.shown_minute(wall.hour * 60 + wall.minute)
            buttons = (FormButton("take_back", T("Cancel the entry"), "danger"),)
        reasons: Options = (*REASONS.items(), (OTHER, T("Other reason")))
        self.open(
            T("Correct the times of {name}", name=name)
            if args.punch
            else T("Add times of {name}", name=name),
            (
                FormField("kind", T("What"), "choice", kind, options=kinds),
                FormField("day", T("Day"), "date", shown_day(day.isoformat())),
                FormField("time", T("Time"), "time", time),
                *(() if args.punch else (FormField("until", T("Left at"), "time"),)),
                FormField("why", T("Why"), "choice", "forgotten", options=reasons),
                FormField("words", T("In other words")),
            ),
            extra=buttons,
        )
        self._relabel()

    def edit(self, name: str, value: str) -> None:
        super().edit(name, value)
        if name == "kind":
            self._relabel()

    def _relabel(self) -> None:
        whole = self.value("kind") == SHIFT
        self._put("time", label=T("Came at") if whole else T("Time"), hint=T("such as 8:30"))
        if self.has("until"):
            hint = T("such as 16:30") if whole else T("Only for a whole shift")
            self._put("until", hint=hint, error="")

    def submit(self) -> None:
        why = self._why()
        day = self.read("day", parsed_input.day, date.min)
        time = self.read("time", _minute, 0)
        whole = self.value("kind") == SHIFT
        until = self.read("until", _minute, 0) if whole else 0
        self.require_right()
        salon, corrections = self.services.context.salon, self.services.corrections
        at = salon.instant(day, time)
        if whole:
            last = day if until > time else day + timedelta(days=1)
            left = salon.instant(last, until)
            corrections.add_shift(self._who, at, left, self._by, why)
        elif self._punch is None:
            corrections.add(self._who, self._kind(), at, self._by, why)
        else:
            corrections.change(self._punch.id, self._kind(), at, self._by, why)
        self._done(day)

    def take_back(self) -> None:
        """It does not count any more."""
        if self._punch is not None:
            self.services.corrections.take_back(self._punch.id, self._by, self._why())
            self._done(self.services.context.salon.business_day(self._punch.at))

    def _done(self, day: date) -> None:
        self._saving = True
        self.host.say(Toast(T("Corrected. What was there before stays visible.")))
        self.host.back(PunchesCorrected(day))

    def _why(self) -> str:
        """Refused at the field when it is to be said in other words and is not."""
        words = self.value("words")
        if words:
            return words
        if self.value("why") == OTHER:
            self._put("words", error=T("Please say why."))
            self.require_right()
        return self.value("why")

    def _kind(self) -> PunchKind:
        found = next((kind for kind in ENTERED if kind == self.value("kind")), None)
        if found is None:
            raise Refused(T("That does not fit what was recorded before."))
        return found


def _minute(text: str) -> int:
    if not text:
        raise Refused(T("Please enter a time."))
    return typed.minute(text)
