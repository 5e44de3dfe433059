"""Words for what synchronisation asks: questions, conflicts, what was removed, what waits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kiosk.domain import kept_text
from kiosk.domain.text import Day, Msg, N, Number, Phone, T, Text
from kiosk.presenters.visit_panel import Action
from kiosk.services.sync import QUESTIONS, Question

SHOWN = 20
"""Cards of a group; those that are answered make room for the next."""

FIELDS: dict[str, Msg] = {
    "first_name": T("First name"),
    "last_name": T("Last name"),
    "gender": T("Gender"),
    "mobile": T("Mobile"),
    "email": T("E-mail"),
    "street": T("Street"),
    "city": T("City"),
    "postcode": T("Postcode"),
    "birth_date": T("Date of birth"),
    "phone": T("Second phone"),
    "note": T("Note"),
}
GENDER: dict[str, Msg] = {"f": T("Woman"), "m": T("Man"), "o": T("Other")}

REMOVED: dict[str, Msg] = {
    "deleted": T("Deleted at Google"),
    "unlabelled": T("Taken out of the label at Google"),
    "merged": T("Merged with another contact at Google"),
    "edited": T("Switched off here, but edited at Google since"),
}


TO_MEND = ("rejected", "taken", "refused")
"""What is mended in the client's sheet."""


@dataclass(frozen=True, slots=True)
class CaseCard:
    """Something to look at: what it is about, what happened, what can be done. The ``arg`` of an
    answer is ``number:choice``. ``client``: whose sheet opens, "" for nobody's."""

    key: str
    title: Text
    lines: tuple[Text, ...]
    icon: str
    tone: str
    actions: tuple[Action, ...]
    client: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Cases of one sort. ``more``: how many are not shown. ``for_all``: one answer to all of
    them."""

    key: str
    title: Text
    hint: Text
    cards: tuple[CaseCard, ...]
    more: Text = ""
    for_all: tuple[Action, ...] = ()


def questions(cases: Iterable[Question]) -> tuple[CaseCard, ...]:
    """Those that everything waits for."""
    return tuple(_question(case) for case in cases if case.kind in QUESTIONS)


def groups(cases: Iterable[Question]) -> tuple[Group, ...]:
    """Everything else, by sort; groups with nothing in them are left out."""
    told = tuple(case for case in cases if case.kind not in QUESTIONS)
    removed = [case for case in told if case.kind == "removed"]
    conflicts = [case for case in told if case.kind == "conflict"]
    others = [case for case in told if case.kind not in ("removed", "conflict")]
    found = (
        _group(
            "removed",
            T("Removed at Google"),
            T("These clients stay here. Send them to Google again, or leave them out."),
            removed,
            (
                Action("answer_all", T("Send all again"), "refresh", "soft", "removed:send"),
                Action("answer_all", T("Leave all out"), "x", "plain", "removed:leave"),
            ),
        ),
        _group(
            "conflict",
            T("Edited here and at Google"),
            T("The later edit stands. The other one is kept until you say that it is fine."),
            conflicts,
            (Action("answer_all", T("All fine"), "check", "plain", "conflict:ok"),),
        ),
        _group("others", T("To look at"), "", others, ()),
    )
    return tuple(group for group in found if group.cards)


def _group(
    key: str, title: Msg, hint: Text, cases: Sequence[Question], for_all: tuple[Action, ...]
) -> Group:
    rest = len(cases) - SHOWN
    return Group(
        key,
        title,
        hint,
        tuple(_card(case) for case in cases[:SHOWN]),
        N("{n} more", "{n} more", rest) if rest > 0 else "",
        for_all if len(cases) > 1 else (),
    )


def _act(case: Question, choice: str, text: Msg, icon: str = "", look: str = "plain") -> Action:
    return Action("answer", text, icon, look, f"{case.number}:{choice}")


def _number(detail: Mapping[str, Any], name: str) -> int:
    value = detail.get(name, 0)
    return value if isinstance(value, int) else 0


# -- questions ------------------------------------------------------------------------------------


def _question(case: Question) -> CaseCard:
    title, lines, actions = {
        "guard": _guard,
        "empty": _empty,
        "other_account": _other_account,
        "adopt": _adopt,
    }[case.kind](case)
    return CaseCard(str(case.number), title, lines, "message", "warn", actions)


Asked = tuple[Msg, tuple[Text, ...], tuple[Action, ...]]


def _guard(case: Question) -> Asked:
    gone, changed = _number(case.detail, "gone"), _number(case.detail, "changed")
    of = Number(_number(case.detail, "of") * 1000)
    if case.detail.get("direction") == "there":
        figures = (
            N("{n} of {of} was deleted here.", "{n} of {of} were deleted here.", gone, of=of),
            N("{n} of {of} was edited here.", "{n} of {of} were edited here.", changed, of=of),
        )
        return (
            T("Unusually much has changed here. Is that meant for Google too?"),
            (*_counted(figures, gone, changed), T("Google has not been touched yet.")),
            (_act(case, "go", T("Change it at Google too"), "check", "primary"),),
        )
    figures = (
        N("{n} of {of} is gone there.", "{n} of {of} are gone there.", gone, of=of),
        N("{n} of {of} was edited there.", "{n} of {of} were edited there.", changed, of=of),
    )
    safe = T("No client is deleted here: whoever is gone there can be sent again afterwards.")
    return (
        T("Unusually much has changed at Google. Is that meant?"),
        (*_counted(figures, gone, changed), safe if gone else T("Nothing was changed here yet.")),
        (_act(case, "go", T("Yes, take it over"), "check", "primary"),),
    )


def _counted(figures: tuple[Text, Text], gone: int, changed: int) -> tuple[Text, ...]:
    return tuple(words for words, many in zip(figures, (gone, changed), strict=True) if many)


def _empty(case: Question) -> Asked:
    of = _number(case.detail, "of")
    return (
        T("The list at Google is empty all at once."),
        (
            N("{n} contact stood there.", "{n} contacts stood there.", of) if of else "",
            T("The clients stay here whatever you choose."),
        ),
        (_act(case, "go", T("Take it as it is"), "check", "primary"),),
    )


def _other_account(case: Question) -> Asked:
    names = [str(case.detail.get(name, "")) for name in ("was", "is")]
    # An account's inner number says nothing to anybody.
    known = [name for name in names if "@" in name]
    told: Text = ""
    if len(known) == len(names):
        told = T("Until now: {was}. Signed in: {now}.", was=known[0], now=known[1])
    return (
        T("This is another Google account."),
        (
            told,
            T("All clients would be sent to it. What stands in the other account stays there."),
        ),
        (_act(case, "go", T("Use this account"), "check", "primary"),),
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
        T("There are labels of another salon program at Google. Go on with them?"),
        (
            *lines,
            T("Their contacts are matched with your clients, so that nobody stands there twice."),
        ),
        (
            _act(case, "adopt", T("Go on with them"), "check", "primary"),
            _act(case, "new", T("Make new labels"), "plus", "plain"),
        ),
    )


# -- cases ----------------------------------------------------------------------------------------


def _card(case: Question) -> CaseCard:
    client = case.client_id.hex() if case.client_id is not None else ""
    title: Text = case.name or T("Somebody who is not here any more")
    if case.kind == "conflict":
        return CaseCard(
            str(case.number), title, _conflict_lines(case), "edit", "ink2", _swap(case), client
        )
    if case.kind == "removed":
        why = REMOVED.get(str(case.detail.get("why", "")), REMOVED["deleted"])
        actions = (
            _act(case, "leave", T("Leave out")),
            _act(case, "send", T("Send again"), "refresh", "soft"),
        )
        return CaseCard(str(case.number), title, (why,), "user-x", "ink2", actions, client)
    named: Text = title
    if case.local_id is None:
        named = T("The label") if case.kind == "renamed" else T("A contact at Google")
    fine = _act(case, "ok", T("Fine"), "check")
    look = Action("open_client", T("Look at"), "user", "soft", client)
    ways = (fine, look) if client and case.kind in TO_MEND else (fine,)
    return CaseCard(str(case.number), named, (_told(case),), "info", "warn", ways, client)


def _swap(case: Question) -> tuple[Action, ...]:
    fine = _act(case, "ok", T("Fine"), "check")
    if case.client_id is None:
        return (fine,)
    if case.detail.get("field") == "note":
        return fine, _act(case, "swap", T("Add it to the note"), "plus", "soft")
    return fine, _act(case, "swap", T("Take the other"), "undo", "soft")


def _conflict_lines(case: Question) -> tuple[Text, ...]:
    field = str(case.detail.get("field", ""))
    name = FIELDS.get(field, T("Value"))
    lost = _value(field, str(case.detail.get("lost", "")))
    now = T("{field}: {value}", field=name, value=_value(field, case.now))
    if case.detail.get("kept_side") == "there":
        return now, T("Here it was: {value}", value=lost)
    return now, T("At Google it was: {value}", value=lost)


def _value(field: str, value: str) -> Text:
    if not value:
        return T("nothing")
    if field == "gender":
        return GENDER.get(value, value)
    if field in ("mobile", "phone") and value.startswith("+"):
        return Phone(value)
    if field == "birth_date":
        try:
            return Day(date.fromisoformat(value), "date")
        except ValueError:
            return value
    return " · ".join(value.split("\n"))


def _told(case: Question) -> Text:
    """What happened, of kinds that only have to be known."""
    why = kept_text.read(str(case.detail.get("why", "")))
    words: dict[str, Text] = {
        "merged": T("Was merged with another contact at Google. Both stay here."),
        "rejected": T("Google does not accept it: {why}", why=why),
        "nameless": T("It has no name, so it is not taken over. Give it a name at Google."),
        "taken": T(
            "Was moved in the calendar to a time that is not free. It stays as it was here."
        ),
        "renamed": T(
            "The label is called {name} at Google now.", name=str(case.detail.get("name", ""))
        ),
        "returned": T("Is at Google again and is kept in step."),
        "refused": T("A change from Google cannot be taken over: {why}", why=why),
    }
    return words.get(case.kind, case.kind)
