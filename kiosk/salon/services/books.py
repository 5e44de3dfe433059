"""Books that do not reach what was already recorded: an older copy was put back, or they are gone.

Until somebody has decided, nothing is written: numbers that are on paper already would be given
out again. Going on is an entry of the journal and a gap in every series of numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.keys import key_words
from kiosk.salon.domain.people import ONLY_MANAGERS
from kiosk.salon.domain.text import Msg, T
from kiosk.salon.services.context import Area, Context
from kiosk.salon.services.setup import Setup
from kiosk.salon.services.team import require_manager
from kiosk.salon.store import reading, staff
from kiosk.salon.store.heads import MIXED, Behind
from kiosk.salon.store.journal import Fault
from kiosk.salon.store.till import series

NOT_THESE_WORDS = T("These are not the words of this salon's key.")


@dataclass(frozen=True, slots=True)
class OldBooks:
    """``missing``: everything is gone, else the books are older than what was recorded.
    ``last_at``: when the last entry that is there was made, UTC ms, 0 for none. ``entries``: how
    many are missing at most, None when nobody can know."""

    missing: bool
    message: Msg
    last_at: int
    entries: int | None


@dataclass(frozen=True, slots=True)
class Verified:
    """``fault``: where the chain breaks, None where it holds. ``differences``: what the tables say
    otherwise than a chain that holds; ``many``: how many there are of them in all."""

    fault: Fault | None
    differences: tuple[Msg, ...] = ()
    many: int = 0

    @property
    def holds(self) -> bool:
        return self.fault is None and not self.many


class Books(Area):
    def __init__(self, context: Context, setup: Setup) -> None:
        super().__init__(context)
        self._setup = setup

    def hold(self) -> bool:
        """Lets nothing be written while :attr:`old` is not None, or at all when the data do not
        belong together; whether that is so."""
        if self._context.journal.mixed():
            self._context.store.held = lambda: MIXED
            return True
        held = self._held() is not None
        if held:
            self._context.store.held = self._held
        return held

    @property
    def held(self) -> Msg | None:
        """Why nothing can be entered at present, None where it can."""
        return reading.held(self._context.store)

    @property
    def old(self) -> OldBooks | None:
        """What is wrong with the books, None when they are whole."""
        behind = self._behind()
        if behind is None:
            return None
        latest = self._context.journal.latest(1)
        return OldBooks(behind.last == 0, behind.message, latest, behind.entries)

    def verify(self, most: int = 20, *, balances: bool = True) -> Verified:
        """Walks along the whole journal and compares it with the tables, of one moment. A kiosk may
        go on selling meanwhile. ``most``: how many differences are named; ``balances``: whether
        those are counted again too."""
        from kiosk.salon.store.audit.audit import Audit

        store = self._context.store
        keys = [key.typed_words for key in self._context.keys.ring]
        audit = Audit(store, keys, balances=balances)
        with store.snapshot():
            fault = self._context.journal.verify(audit.take)
            if fault is not None:
                return Verified(fault)
            named: list[Msg] = []
            many = 0
            for difference in audit.differences():
                many += 1
                if many <= most:
                    named.append(difference)
        return Verified(None, tuple(named), many)

    def go_on(self, by: Id) -> None:
        """A manager goes on with books that are older. Refused for anybody else, and where
        everything is gone."""
        context = self._context
        with context.store.transaction(also_held=True):
            require_manager(context, by, ONLY_MANAGERS)
            behind = self._behind()
            if behind is None:
                return
            if not behind.last:
                raise Refused(behind.message)
            self._bridge(behind, staff.actor(context.store, by))
        context.store.require_free()

    def start_anew(self, words: str) -> None:
        """Begins from nothing, with the same key: the set-up comes next. ``words``: of the salon's
        key, or its QR code. Refused for other ones, and where there are books."""
        context = self._context
        typed = key_words.read(words)
        if (typed.key_id, typed.secret) != (context.keys.key_id, context.keys.secret):
            raise Refused(NOT_THESE_WORDS)
        with context.store.transaction(also_held=True):
            behind = self._behind()
            if behind is not None and not behind.last:
                self._bridge(behind, "")
        context.store.require_free()
        context.salon_changed()

    def _bridge(self, behind: Behind, by: str) -> None:
        context, now = self._context, self._context.now()
        began = context.journal.latest(1) or now
        # The turn of the year comes earlier or later than at Greenwich.
        until = datetime.fromtimestamp(now / 1000, UTC) + timedelta(days=1)
        years = range(datetime.fromtimestamp(began / 1000, UTC).year, until.year + 1)
        names = [name for year in years for name in series.of_desk(context.desk, year)]
        skipped = series.skip(context.store, names, behind.entries)
        context.journal.bridge(behind, now, {"by": by, "skipped": skipped})

    def _behind(self) -> Behind | None:
        found = self._context.journal.behind()
        if found is None and self._setup.needed:
            # The chain is whole, but what it tells of is not there.
            return self._context.journal.emptied()
        return found

    def _held(self) -> Msg | None:
        behind = self._behind()
        return behind.message if behind else None
