"""A client's status: in words, and how it changes by itself."""

from __future__ import annotations

from kiosk.salon.domain.folding import fold
from kiosk.salon.domain.people import ClientStatus
from kiosk.salon.domain.text import Msg, T

REGULAR_AFTER = 2
"""Finished visits that make somebody a regular."""


STATUS: dict[ClientStatus, Msg] = {
    "new": T("New here"),
    "regular": T("Regular"),
    "problem": T("Problem"),
    "blocked": T("Blocked"),
    "potential": T("Potential"),
    "lost": T("Lost"),
}
_WRITTEN: dict[ClientStatus, str] = {
    "new": "new novy nova novacek uj neu nov",
    "regular": "regular active current vip loyal staly stala pravidelny pravidelna bezny bezna "
    "aktivni aktivny aktivna torzs torzsvendeg allando rendszeres aktiv reden redna stalna stalen "
    "aktiven stammkunde stammkundin",
    "problem": "problem problems problemovy problemova problematicky problematicka problemas "
    "problematicen problematicna",
    "blocked": "blocked blacklist blacklisted banned blokovany blokovana zablokovany zablokovana "
    "blokovan blokovano zakaz tiltott letiltva letiltott blokiran blokirana gesperrt",
    "potential": "potential lead prospect zajemce zajemkyne potencialni potencialny potencialna "
    "zaujemca potencialis erdeklodo potencialen",
    "lost": "lost lapsed inactive former churned ztraceny ztracena stratena strateny neaktivni "
    "neaktivny neaktivna elveszett inaktiv izgubljen izgubljena neaktiven verloren",
}
_STATUS_OF = {word: status for status, words in _WRITTEN.items() for word in words.split()}


def as_written(text: str) -> ClientStatus | None:
    """Of the words that other programs and people have for it, also with *client* beside them."""
    found = {_STATUS_OF[word] for word in fold(text).split() if word in _STATUS_OF}
    return found.pop() if len(found) == 1 else None


def brought_along(visits: int | None) -> ClientStatus:
    """Of somebody from the salon's old program: who has been to the salon is no new client at the
    first visit that is written here. ``visits``: there, None where it is not known."""
    return "new" if visits == 0 else "regular"


def after_visit(status: ClientStatus, visits: int) -> ClientStatus:
    """The status after a finished visit; ``visits`` counts it already.

    Only *new*, *potential* and *lost* move by themselves: a person set *problem* or *blocked* for
    a reason that one more visit does not take away.
    """
    if status in ("problem", "blocked", "regular"):
        return status
    return "regular" if visits >= REGULAR_AFTER else "new"


def after_void(status: ClientStatus, visits: int) -> ClientStatus:
    """The status after a finished visit was taken back; ``visits`` counts it no more.

    Only the step that this visit made is taken back: a *regular* who is one visit short of it now.
    One with fewer visits still was made a regular by a person, and stays one.
    """
    return "new" if status == "regular" and visits == REGULAR_AFTER - 1 else status
