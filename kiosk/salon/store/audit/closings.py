"""Sessions and closings against the journal, and against what their movements add up to.

A closing keeps its figures. Here they are added up again from the documents and movements of its
session, which nothing may have joined or left since.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Msg, T
from kiosk.salon.domain.till.closing import Closing
from kiosk.salon.domain.till.figures import Figures, Tally
from kiosk.salon.domain.till.session import Session, Till
from kiosk.salon.store import marks_of, staff
from kiosk.salon.store.audit.part import Part, Told
from kiosk.salon.store.database import Store
from kiosk.salon.store.till import closings, figures, sessions

Place = tuple[str, int]
"""Desk of a till, and a number there."""
_SALE = frozenset({"sale", "void", "return"})


class Closings(Part):
    kinds = _SALE | {
        *("session.opened", "session.ended", "session.resumed", "closing.begun"),
        *("closing.counted", "closing", "closing.correction"),
    }

    def __init__(self, store: Store, keys: Sequence[bytes]) -> None:
        super().__init__(store, keys)
        self._opened: dict[Place, Told] = {}
        self._ended: dict[Place, Told] = {}
        self._since: dict[Place, dict[str, int]] = {}
        self._attempts: defaultdict[Place, list[Sequence[Any]]] = defaultdict(list)
        self._closings: dict[Place, Told] = {}
        self._before = 0
        self._people = staff.pseudonyms(store)

    def take(self, told: Told) -> None:
        if told.kind in _SALE:
            self._before += not self._opened
            return
        desk, body = told.body["till"], told.body
        if told.kind == "session.opened":
            self._opened[desk, body["number"]] = told
        elif told.kind == "session.ended":
            self._ended[desk, body["number"]] = told
        elif told.kind == "session.resumed":
            self._ended.pop((desk, body["number"]), None)
            self._since.pop((desk, body["number"]), None)
        elif told.kind == "closing.begun":
            self._since[desk, body["session"]] = body["since"]
        elif told.kind == "closing.counted":
            sums = dict(body["counts"]), body["since"]
            counted = body["attempt"], told.at, body["by"], *sums
            self._attempts[desk, body["session"]].append(counted)
        else:
            self._closings[desk, body["number"]] = told

    def differences(self) -> Iterator[Msg]:
        """The documents that belong to no session are those from before there were any."""
        alone = self.store.number("SELECT count(*) FROM sale WHERE session_id IS NULL")
        if alone != self._before:
            yield T("{n} documents belong to no session of a till.", n=alone - self._before)
        for till in sessions.every_till(self.store):
            yield from self._of_till(till)
        for desk, number in self._opened:
            yield T("Session {number} of till {till} is missing.", number=number, till=desk)
        for desk, number in self._closings:
            yield T("Closing {number} of till {till} is missing.", number=number, till=desk)

    def _of_till(self, till: Till) -> Iterator[Msg]:
        before: Session | None = None
        sold = back = 0
        for session in sessions.of_till(self.store, till.id):
            place = till.desk, session.number
            named = {"number": session.number, "till": till.desk}
            opened, ended = self._opened.pop(place, None), self._ended.get(place)
            if not self._is_told(session, opened, ended, self._since.get(place, {})):
                yield T("Session {number} of till {till} is not what the journal says.", **named)
            if before is not None and not self._goes_on(before, session):
                yield T("Session {number} of till {till} began with other money.", **named)
            if self._attempts.get(place, []) != self._counted(session):
                yield T(
                    "What was counted in session {number} of till {till} is not what the journal "
                    "says.",
                    **named,
                )
            before = session
            made = closings.of_session(self.store, session.id)
            if (session.state == "closed") != bool(made):
                yield T("Session {number} of till {till} is not closed as it says.", **named)
            if made:
                totals = (made[0].sales_before, made[0].returns_before)
                if totals != (sold, back) or not self._adds_up(session, made[0]):
                    yield T(
                        "Closing {number} of till {till} is not what its movements add up to.",
                        number=made[0].number,
                        till=till.desk,
                    )
                sold, back = made[0].sales_after, made[0].returns_after
            for closing in made:
                yield from self._of_closing(till, session, closing)

    def _is_told(
        self, session: Session, opened: Told | None, ended: Told | None, since: Mapping[str, int]
    ) -> bool:
        if opened is None or (session.state != "open") != (ended is not None):
            return False
        found = sessions.openings(self.store, session.id)
        kept = {one.currency: one.counted_minor for one in found}
        pieces = [
            [one.currency, [[face.minor, face.pieces] for face in one.pieces]]
            for one in found
            if one.pieces
        ]
        told = {code: counted for code, _, counted in opened.body["openings"]}
        return (
            (opened.at, opened.body["day"]) == (session.opened_at, session.business_day)
            and opened.body["by"] == self._person(session.opened_by)
            and (ended.at if ended else None) == session.ended_at
            and (ended.body["by"] if ended else "") == self._person(session.ended_by)
            # The rest was not written down at first.
            and opened.body.get("counted", session.counted) == session.counted
            and opened.body.get("pieces", pieces) == pieces
            and ("counted" not in opened.body or sessions.since(self.store, session.id) == since)
            and told == {code: counted for code, counted in kept.items() if code in told}
            and all(counted is None for code, counted in kept.items() if code not in told)
        )

    def _person(self, staff_id: Id | None) -> str:
        return "" if staff_id is None else self._people.get(staff_id, "?")

    def _counted(self, session: Session) -> list[Sequence[Any]]:
        """Each blind count, as its entry says it."""
        found: list[Sequence[Any]] = []
        for number, at, by, text in self.store.rows(
            "SELECT number, at, staff_id, counts FROM count_attempt WHERE session_id = ? "
            "ORDER BY number",
            (session.id,),
        ):
            one = closings.attempt_of(text)
            found.append((number, at, self._person(by), dict(one.counts), dict(one.since)))
        return found

    def _goes_on(self, before: Session, session: Session) -> bool:
        """Whether it began with what the one before left."""
        left = figures.standing(self.store, before.id)
        begun = {
            one.currency: one.expected_minor
            for one in sessions.openings(self.store, session.id)
            if one.expected_minor
        }
        return left == begun

    def _kept(self, closing: Closing) -> Figures | None:
        """None where they cannot be read."""
        try:
            return Figures.from_json(closings.figures_of(self.store, closing.id))
        except (ValueError, TypeError, KeyError):
            return None

    def _adds_up(self, session: Session, closing: Closing) -> bool:
        kept = self._kept(closing)
        if kept is None:
            return False
        again = figures.of_session(self.store, session, kept.currency, Tally())
        if not kept.adds_up(again) or kept.discounts != again.discounts:
            return False
        totals = (closing.sales_after, closing.returns_after, closing.card_expected_minor)
        if totals != (kept.sales_total, kept.returns_total, kept.card_minor):
            return False
        expected = {one.currency: one.expected_minor for one in kept.cash}
        moved = closings.moved(self.store, closing.id)
        return all(
            count.expected_minor == expected.get(count.currency, 0)
            and count.left_minor
            == count.expected_minor + count.difference_minor - count.taken_minor
            and (
                count.counted_minor is None
                or count.counted_minor
                == count.expected_minor + count.since_minor + count.difference_minor
            )
            and (moved.get(count.moved_by) if count.moved_by else 0) == count.difference_minor
            and (moved.get(count.taken_by) if count.taken_by else 0) == -count.taken_minor
            for count in closing.counts
        )

    def _of_closing(self, till: Till, session: Session, closing: Closing) -> Iterator[Msg]:
        told = self._closings.pop((till.desk, closing.number), None)
        named = {"number": closing.number, "till": till.desk}
        if told is None:
            yield T("Closing {number} of till {till} is not in the journal.", **named)
        elif what := ", ".join(self._different(till, session, closing, told)):
            yield T(
                "Closing {number} of till {till} is not what the journal says: {what}.",
                **named,
                what=what,
            )

    def _different(
        self, till: Till, session: Session, closing: Closing, told: Told
    ) -> Iterator[str]:
        """Names what differs."""
        body = told.body
        totals = [
            *(closing.sales_before, closing.sales_after),
            *(closing.returns_before, closing.returns_after),
        ]
        said = {
            "session": (body["session"], session.number),
            "at": (told.at, closing.closed_at),
            "totals": (body["totals"], totals),
            "counts": (
                [one[:-1] for one in body["counts"]],
                [
                    [
                        *(one.currency, one.expected_minor, one.since_minor, one.counted_minor),
                        *(one.difference_minor, one.taken_minor, one.left_minor),
                    ]
                    for one in closing.counts
                ],
            ),
            "by": (body["by"], self._person(closing.counted_by)),
            "approved": (body["approved"], self._person(closing.approved_by)),
            "journal": (closings.stands_in_journal(self.store, closing.id), True),
            "till": (till.id, closing.till_id),
            **self._said_later(closing, body),
            **(
                self._of_count(session, closing, body)
                if told.kind == "closing"
                else self._of_correction(closing, body)
            ),
        }
        yield from (name for name, (mine, theirs) in said.items() if mine != theirs)
        pairs = zip(body["counts"], closing.counts, strict=False)
        typed = [(one[-1], count.reason) for one, count in pairs]
        if told.kind == "closing":
            typed.append((body["card_why"], closing.card_reason))
            typed.append(("", closing.reason))
        else:
            typed.append((body["reason"], closing.reason))
            typed.append((body.get("card_why"), closing.card_reason))
        if not all(mark is None or self._are(mark, words) for mark, words in typed):
            yield "reasons"

    def _of_count(
        self, session: Session, closing: Closing, body: Mapping[str, Any]
    ) -> dict[str, tuple[object, object]]:
        kept = self._kept(closing)
        tries = len(self._counted(session))
        return {
            "kind": (body["kind"], closing.kind),
            "corrects": (None, closing.corrects),
            "blind": (body["blind"], closing.blind),
            "attempts": (
                (body["attempts"], len(self._attempts.get((body["till"], session.number), ()))),
                (closing.attempts, tries),
            ),
            "figures": (body["figures"], kept.proof() if kept else ""),
        }

    def _of_correction(
        self, closing: Closing, body: Mapping[str, Any]
    ) -> dict[str, tuple[object, object]]:
        old, moved = dict(body["old"]), dict(body["moved"])
        minor = closings.moved(self.store, closing.id)
        more = [
            (one.counted_minor or 0) - (old.get(one.currency) or 0)
            if moved.get(one.currency)
            else None
            for one in closing.counts
        ]
        return {
            "kind": ("correction", closing.kind),
            "corrects": (body["corrects"], closing.corrects_number),
            "moved": (
                more,
                [
                    None if one.moved_by is None else minor.get(one.moved_by, 0)
                    for one in closing.counts
                ],
            ),
            "taken": (set(), {one.taken_by for one in closing.counts} - {None}),
            "blind": (False, closing.blind),
            "attempts": (1, closing.attempts),
            "figures": ("", closings.figures_of(self.store, closing.id)),
        }

    def _said_later(
        self, closing: Closing, body: Mapping[str, Any]
    ) -> dict[str, tuple[object, object]]:
        """What was not written down at first."""
        found: dict[str, object] = {
            "last": closing.last_session,
            "day": closing.business_day,
            "card": [closing.card_expected_minor, closing.card_terminal_minor],
            "pieces": [
                [one.currency, [[face.minor, face.pieces] for face in one.pieces]]
                for one in closing.counts
                if one.pieces
            ],
        }
        return {name: (body[name], has) for name, has in found.items() if name in body}

    def _are(self, mark: str, words: str) -> bool:
        return any(marks_of.are_words(key, mark, words) for key in self.keys)
