"""The end of the day: why the money differs, what is taken out, and what the terminal says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from kiosk.presenters.base import Presenter
from kiosk.presenters.day.args import CloseTillArgs, ClosingArgs
from kiosk.presenters.day.count import go_on
from kiosk.presenters.day.piles import COUNTING
from kiosk.presenters.day.reasons import (
    GIVE_REASON,
    OF_CORRECTION,
    OF_DIFFERENCE,
    OF_TERMINAL,
)
from kiosk.presenters.day.words import day_of, difference
from kiosk.presenters.till import typed
from kiosk.presenters.till.bill_view import SumView
from kiosk.salon.domain.errors import PultError
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.money import CURRENCIES
from kiosk.salon.domain.text import Amount, T, Text, side_by_side
from kiosk.salon.domain.till.closing import Closing, needs_reason
from kiosk.salon.domain.till.counting import NO_PIECES, Count, can_be_taken

ClosePart = Literal["taken", "left", "terminal"]
ANOTHER_SUM = T("Take out another sum")


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseTillState:
    """``tabs``: the currencies, where there are several; ``sums``: what was counted of the one that
    is shown, and what should have been there. ``question``: what a reason is wanted for, or empty;
    ``reasons``: those that are usual then.
    ``asks_rest``: something may be taken out; ``asks_terminal``: cards were taken. ``active``: what
    the keypad fills. ``why``: what has to be done before it can be closed."""

    title: Text = ""
    about: Text = ""
    verb: Text = ""
    tabs: tuple[tuple[str, Text], ...] = ()
    currency: str = ""
    sums: tuple[SumView, ...] = ()
    difference: Text = ""
    tone: str = "ink"
    question: Text = ""
    reasons: tuple[Text, ...] = ()
    reason: str = ""
    asks_rest: bool = False
    taken: Text = ""
    left: Text = ""
    asks_terminal: bool = False
    terminal: Text = ""
    card_note: Text = ""
    active: ClosePart = "taken"
    comma: bool = False
    error: Text = ""
    why: Text = ""


@dataclass(frozen=True, slots=True)
class Rest:
    """What becomes of one currency. ``taken``: minor units; ``asks``: its difference needs a
    reason."""

    count: Count
    difference: int
    since: int
    asks: bool
    taken: int = 0
    reason: str = ""

    @property
    def most(self) -> int:
        """What came in after the cut is in the drawer, and belongs to the next day."""
        return max(0, self.count.sum_minor - max(0, self.since))


class CloseTill(Presenter[CloseTillState, CloseTillArgs]):
    name = "close_till"
    blank = CloseTillState()
    limits = COUNTING

    def forget(self) -> None:
        self._args: CloseTillArgs | None = None
        self._rests: dict[str, Rest] = {}
        self._shown = ""
        self._active: ClosePart = "taken"
        self._typed = ""
        self._terminal = ""
        self._card_reason = ""
        self._error: Text = ""
        self._who: Id | None = None

    def enter(self, args: CloseTillArgs) -> None:
        self._args, self._who = args, self.by
        self._rests = {count.currency: self._rest(args, count) for count in args.counts}
        if not isinstance(args.of, Closing) and self.services.context.till_rules.target:
            self._propose(args.of.session.id, args.counts)
        asking = [code for code, rest in self._rests.items() if rest.asks]
        self._shown = next(iter(asking or self._rests), "")
        self._active = "taken" if self._rests else "terminal"
        self._look()

    def leave(self) -> None:
        args, who = self._args, self._who
        super().leave()
        if args is not None and not args.counts:
            go_on(self, args.of, who)

    def _rest(self, args: CloseTillArgs, count: Count) -> Rest:
        context = self.services.context
        home, rules = context.salon.currency, context.till_rules
        found = next((one for one in args.differences if one.currency == count.currency), None)
        if isinstance(args.of, Closing):
            return Rest(count, found.minor if found else 0, 0, asks=False)
        since = sum(one.minor for one in args.of.since if one.currency == count.currency)
        asks = found is not None and needs_reason(found, home.code, rules)
        return Rest(count, found.minor if found else 0, since, asks)

    def _propose(self, session_id: Id, counts: tuple[Count, ...]) -> None:
        """The salon says what shall stay in the drawer of its own currency."""
        home = self.services.context.salon.currency.code
        for one in self.services.closings.proposed(session_id, counts):
            if one.currency == home:
                self._rests[home] = replace(self._rests[home], taken=one.minor)

    # -- intents ------------------------------------------------------------------------------

    def turn(self, code: str) -> None:
        """Another currency."""
        self._shown, self._typed, self._active = code, "", "taken"
        self._look()

    def choose(self, part: ClosePart) -> None:
        """What the keypad fills next."""
        self._active, self._typed = part, ""
        self._look()

    def key(self, key: str) -> None:
        """A key of the keypad."""
        if self._active == "terminal":
            exponent = self.services.context.salon.currency.exponent
            self._terminal = typed.press(self._terminal, key, exponent)
        elif self._shown:
            rest, exponent = self._rests[self._shown], CURRENCIES[self._shown].exponent
            self._typed = typed.press(self._typed, key, exponent)
            minor = typed.value(self._typed, exponent)
            taken = minor if self._active == "taken" else rest.count.sum_minor - minor
            self._rests[self._shown] = replace(rest, taken=taken)
        self._look()

    def reason(self, text: str) -> None:
        """Why the money differs, or the terminal, or why it is counted again."""
        if self._asks_card:
            self._card_reason = text
        elif self._shown:
            self._rests[self._shown] = replace(self._rests[self._shown], reason=text)
        self._look()

    def save(self) -> None:
        """Closes the day, or corrects a closing. What is taken out may need an approval of its
        own."""
        args = self._args
        if args is None or self.by is None or self.state.why:
            return
        if isinstance(args.of, Closing):
            self.with_approval(self._correct, day_of(self._day))
        else:
            self.with_approval(self._close_day, day_of(self._day))

    def _correct(self, approved_by: Id | None) -> None:
        args, by = self._args, self.by
        if args is not None and by is not None and isinstance(args.of, Closing):
            reason, counts = self._rests[self._shown].reason, args.counts
            self._done(self.services.closings.correct(args.of.id, by, counts, reason, approved_by))

    def _close_day(self, approved_by: Id | None) -> None:
        args, by = self._args, self.by
        if args is None or by is None:
            return
        allowed = approved_by or args.approved_by
        self.services.rights.permitted("close", by, allowed)
        out = [Amount(rest.taken, code) for code, rest in self._rests.items() if rest.taken]
        of = side_by_side([day_of(self._day), *out])
        self.with_approval(lambda taken_by: self._close(allowed, taken_by), of)

    def _close(self, approved_by: Id | None, taken_approved_by: Id | None) -> None:
        args, by = self._args, self.by
        if args is None or by is None or isinstance(args.of, Closing):
            return
        rests, terminal = self._rests, self._terminal_minor if self._terminal else None
        self._done(
            self.services.closings.close(
                *(args.of.session.id, by, args.counts),
                reasons={code: rest.reason for code, rest in rests.items() if rest.asks},
                taken={code: rest.taken for code, rest in rests.items()},
                card_terminal=terminal,
                card_reason=self._card_reason if terminal is not None else "",
                approved_by=approved_by,
                taken_approved_by=taken_approved_by,
            )
        )

    def _done(self, closing: Closing) -> None:
        self.hardware.sound("ok")
        self.hardware.print_soon()
        self.host.go("day")
        self.host.go(ClosingArgs(closing.id))

    def refused(self, error: PultError) -> None:
        self.hardware.sound("refuse")
        self._error = error.message
        self._look()
        self._error = ""

    def scan(self, code: str) -> bool:
        """Nothing is sold while the till is counted here."""
        self.hardware.sound("refuse")
        return True

    # -- what is shown ------------------------------------------------------------------------

    @property
    def _day(self) -> str:
        args = self._args
        assert args is not None
        return (
            args.of.business_day if isinstance(args.of, Closing) else args.of.session.business_day
        )

    @property
    def _terminal_minor(self) -> int:
        return typed.value(self._terminal, self.services.context.salon.currency.exponent)

    @property
    def _card_expected(self) -> int:
        args = self._args
        if args is None or isinstance(args.of, Closing):
            return 0
        return args.of.card_expected_minor

    @property
    def _asks_card(self) -> bool:
        """The reason that is typed is for the terminal."""
        differs = bool(self._terminal) and self._terminal_minor != self._card_expected
        return self._active == "terminal" and differs

    def _look(self) -> None:
        args = self._args
        if args is None:
            return
        again = isinstance(args.of, Closing)
        shown, codes = self._rests.get(self._shown), tuple(self._rests)
        why = self._why(again=again)
        state = CloseTillState(
            title=T("Correct the till closing") if again else T("Close the day"),
            about=day_of(self._day),
            verb=T("Correct") if again else T("Close the day"),
            tabs=tuple((code, code) for code in codes) if len(codes) > 1 else (),
            currency=self._shown,
            asks_rest=shown is not None and not again,
            active=self._active,
            error=self._error or (NO_PIECES if why == ANOTHER_SUM else ""),
            why=why,
        )
        if shown is not None:
            state = _with_rest(state, shown)
        state = self._with_reason(state, shown, again=again)
        self.show(self._with_terminal(state))

    def _why(self, *, again: bool) -> Text:
        for code, rest in self._rests.items():
            if not 0 <= rest.taken <= rest.most:
                return T("Take out less")
            if not can_be_taken(rest.count, rest.taken):
                return ANOTHER_SUM
            if rest.asks and not rest.reason.strip():
                several = len(self._rests) > 1
                return T("Give a reason for {currency}", currency=code) if several else GIVE_REASON
        if again and not self._rests[self._shown].reason.strip():
            return GIVE_REASON
        return ""

    def _with_reason(
        self, state: CloseTillState, shown: Rest | None, *, again: bool
    ) -> CloseTillState:
        found: tuple[Text, tuple[Text, ...], str] | None = None
        if self._asks_card:
            found = *OF_TERMINAL, self._card_reason
        elif again and shown is not None:
            found = *OF_CORRECTION, shown.reason
        elif shown is not None and shown.asks:
            found = *OF_DIFFERENCE, shown.reason
        if found is None:
            return state
        question, reasons, reason = found
        return replace(state, question=question, reasons=reasons, reason=reason)

    def _with_terminal(self, state: CloseTillState) -> CloseTillState:
        home, expected = self.services.context.salon.currency, self._card_expected
        args = self._args
        comma = state.active == "terminal" and home.exponent > 0
        if args is None or isinstance(args.of, Closing) or not expected:
            return replace(state, comma=state.comma or comma)
        note: Text = T("{amount} by the till", amount=Amount(expected, home.code))
        if self._terminal:
            note, _ = difference(self._terminal_minor - expected, home.code)
        return replace(
            state,
            asks_terminal=True,
            terminal=Amount(self._terminal_minor, home.code) if self._terminal else "–",
            card_note=note,
            comma=comma if state.active == "terminal" else state.comma,
        )


def _with_rest(state: CloseTillState, rest: Rest) -> CloseTillState:
    code = rest.count.currency
    told, tone = difference(rest.difference, code)
    counted, here = rest.count.sum_minor, rest.count.sum_minor - rest.difference
    return replace(
        state,
        sums=(
            SumView(T("Should be here"), Amount(here, code)),
            SumView(T("Counted"), Amount(counted, code)),
        ),
        difference=told,
        tone=tone,
        taken=Amount(rest.taken, code),
        left=Amount(max(0, counted - rest.taken), code),
        comma=CURRENCIES[code].exponent > 0,
    )
