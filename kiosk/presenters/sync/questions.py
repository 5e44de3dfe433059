"""Questions that hold up every run: asked in plain words, with the numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kiosk.presenters.agenda.visit_panel import Action
from kiosk.salon.domain.text import Msg, N, Number, T, Text
from kiosk.salon.services.sync_answers import QUESTIONS, Question


@dataclass(frozen=True, slots=True)
class CaseCard:
    """Something to look at: what it is about, what happened, what can be done. The ``arg`` of an
    answer is ``number:choice``."""

    key: str
    title: Text
    lines: tuple[Text, ...]
    icon: str
    tone: str
    actions: tuple[Action, ...]


Read = Callable[[str], Sequence[Question]]
"""Gives the oldest cases of a kind."""


def questions(waiting: Mapping[str, int], read: Read) -> tuple[CaseCard, ...]:
    """Those that everything waits for."""
    return tuple(_question(case) for kind in QUESTIONS if kind in waiting for case in read(kind))


def act(case: Question, choice: str, text: Msg, icon: str = "", look: str = "plain") -> Action:
    return Action("answer", text, icon, look, f"{case.number}:{choice}")


def _number(detail: Mapping[str, Any], name: str) -> int:
    value = detail.get(name, 0)
    return value if isinstance(value, int) else 0


def _question(case: Question) -> CaseCard:
    title, lines, actions = {
        "guard": _guard,
        "empty": _empty,
        "other_account": _other_account,
        "adopt": _adopt,
    }[case.kind](case)
    return CaseCard(str(case.number), title, lines, "message", "warn", actions)


Asked = tuple[Msg, tuple[Text, ...], tuple[Action, ...]]


def _mend_there(case: Question) -> Msg:
    """To say no is not to answer."""
    return T(
        "If it is not meant, leave this open and put it right at {service}.", service=case.service
    )


def _guard(case: Question) -> Asked:
    there = {"service": case.service}
    gone, changed = _number(case.detail, "gone"), _number(case.detail, "changed")
    of = Number(_number(case.detail, "of") * 1000)
    if case.detail.get("direction") == "there":
        figures = (
            N("{n} of {of} was deleted here.", "{n} of {of} were deleted here.", gone, of=of),
            N("{n} of {of} was edited here.", "{n} of {of} were edited here.", changed, of=of),
        )
        return (
            T("Unusually much has changed here. Is that meant for {service} too?", **there),
            (
                *_counted(figures, gone, changed),
                T("{service} has not been touched yet.", **there),
                T("If it is not meant, leave this open and put it right here."),
            ),
            (act(case, "go", T("Change it at {service} too", **there), "check", "primary"),),
        )
    figures = (
        N("{n} of {of} is gone there.", "{n} of {of} are gone there.", gone, of=of),
        N("{n} of {of} was edited there.", "{n} of {of} were edited there.", changed, of=of),
    )
    safe = T("Nothing was changed here yet.")
    if case.about == "clients":
        safe = T("No client is deleted here: whoever is gone there can be sent again afterwards.")
    elif case.about == "visits":
        safe = T("Bookings that are gone there would be cancelled here.")
    return (
        T("Unusually much has changed at {service}. Is that meant?", **there),
        (
            *_counted(figures, gone, changed),
            safe if gone else T("Nothing was changed here yet."),
            _mend_there(case),
        ),
        (act(case, "go", T("Yes, take it over"), "check", "primary"),),
    )


def _counted(figures: tuple[Text, Text], gone: int, changed: int) -> tuple[Text, ...]:
    return tuple(words for words, many in zip(figures, (gone, changed), strict=True) if many)


def _empty(case: Question) -> Asked:
    of, there = _number(case.detail, "of"), {"service": case.service}
    yes = (act(case, "go", T("Take it as it is"), "check", "primary"),)
    if case.about == "visits":
        stood = N("{n} booking stood there.", "{n} bookings stood there.", of) if of else ""
        would = T("Bookings that are gone there would be cancelled here.")
        return (
            T("The {service} calendar is empty all at once.", **there),
            (stood, would, _mend_there(case)),
            yes,
        )
    stood = N("{n} contact stood there.", "{n} contacts stood there.", of) if of else ""
    stay = T("The clients stay here whatever you choose.")
    return (
        T("The list at {service} is empty all at once.", **there),
        (stood, stay, _mend_there(case)),
        yes,
    )


def _other_account(case: Question) -> Asked:
    # An account's inner number says nothing to anybody.
    told: Text = T("Signed in: {account}.", account=case.now) if "@" in case.now else ""
    return (
        T("This is another {service} account.", service=case.service),
        (
            told,
            T("All clients would be sent to it. What stands in the previous account stays there."),
            T("If it is the wrong one, sign out and sign in with the right one."),
        ),
        (act(case, "go", T("Use this account"), "check", "primary"),),
    )


def _adopt(case: Question) -> Asked:
    labels = case.detail.get("labels", ())
    lines: list[Text] = []
    for label in labels if isinstance(labels, list | tuple) else ():
        many = _number(label, "members")
        lines.append(
            N("{name}: {n} contact", "{name}: {n} contacts", many, name=label.get("name", ""))
        )
    return (
        T(
            "There are labels of another salon program at {service}. Go on with them?",
            service=case.service,
        ),
        (
            *lines,
            T("Their contacts are matched with your clients, so that nobody stands there twice."),
        ),
        (
            act(case, "adopt", T("Go on with them"), "check", "primary"),
            act(case, "new", T("Make new labels"), "plus", "plain"),
        ),
    )
