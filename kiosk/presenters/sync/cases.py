"""Words for what synchronisation tells people: conflicts, what was removed, what waits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from kiosk.presenters.agenda.visit_panel import Action
from kiosk.presenters.sync.questions import CaseCard, Read, act
from kiosk.presenters.sync.words import about
from kiosk.salon.domain import stored_message
from kiosk.salon.domain.text import Day, Msg, N, Phone, T, Text, TimeOfDay
from kiosk.salon.services.sync_answers import QUESTIONS, Question

SHOWN = 20
"""Cards of a group; those that are answered make room for the next."""

FIELDS: dict[str, Msg] = {
    "first_name": T("First name"),
    "last_name": T("Last name"),
    "gender": T("Gender"),
    "mobile": T("Phone"),
    "email": T("E-mail"),
    "street": T("Street"),
    "city": T("City"),
    "postcode": T("Postcode"),
    "birth_date": T("Date of birth"),
    "phone": T("Other phone"),
    "note": T("Note"),
    "time": T("Time"),
}
GENDER: dict[str, Msg] = {"f": T("Woman"), "m": T("Man"), "o": T("Other")}

REMOVED: dict[str, Msg] = {
    "deleted": T("Deleted at {service}"),
    "unlabelled": T("Taken out of the label at {service}"),
    "merged": T("Merged with another contact at {service}"),
    "edited": T("Made inactive here, but edited at {service} since"),
}


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


def groups(waiting: Mapping[str, int], read: Read, service: str) -> tuple[Group, ...]:
    """Everything else, by sort; groups with nothing in them are left out. ``waiting``: how many
    there are of each kind."""
    there = {"service": service}
    others = [kind for kind in waiting if kind not in (*QUESTIONS, "removed", "conflict", "twin")]
    found = (
        _group(
            "removed",
            T("Removed at {service}", **there),
            T("All of these stay here. Send them to {service} again, or leave them out.", **there),
            waiting.get("removed", 0),
            read("removed"),
            (
                Action("answer_all", T("Send all again"), "refresh", "soft", "removed:send"),
                Action("answer_all", T("Leave all out"), "x", "plain", "removed:leave"),
            ),
        ),
        _group(
            "conflict",
            T("Edited here and at {service}", **there),
            T("The later edit stands. The other one is kept until you say that it is fine."),
            waiting.get("conflict", 0),
            read("conflict"),
            (Action("answer_all", T("All fine"), "check", "plain", "conflict:ok"),),
        ),
        _group(
            "twin",
            T("Twice at {service}", **there),
            T(
                "Numbers, address and note of the second contact are taken over. "
                "What else it holds, such as a picture, is deleted with it."
            ),
            waiting.get("twin", 0),
            read("twin"),
            (
                Action("answer_all", T("Make one of each two"), "users", "soft", "twin:one"),
                Action("answer_all", T("Leave all as they are"), "x", "plain", "twin:leave"),
            ),
        ),
        _group(
            "others",
            T("To look at"),
            "",
            sum(waiting[kind] for kind in others),
            [case for kind in others for case in read(kind)],
            (),
        ),
    )
    return tuple(group for group in found if group.cards)


def _group(
    key: str,
    title: Msg,
    hint: Text,
    many: int,
    cases: Sequence[Question],
    for_all: tuple[Action, ...],
) -> Group:
    shown = cases[:SHOWN]
    rest = many - len(shown)
    return Group(
        key,
        title,
        hint,
        tuple(_card(case) for case in shown),
        N("{n} more", "{n} more", rest) if rest > 0 else "",
        for_all if many > 1 else (),
    )


def _card(case: Question) -> CaseCard:
    title: Text = case.name or T("Somebody who is not here any more")
    if case.kind == "conflict":
        return CaseCard(
            str(case.number), title, _conflict_lines(case), "edit", "ink2", _conflict_ways(case)
        )
    if case.kind == "removed":
        why = str(case.detail.get("why", ""))
        line = about(REMOVED.get(why, REMOVED["deleted"]), case.service)
        return CaseCard(
            str(case.number), title, _lines(case, line), "user-x", "ink2", _removed_ways(case, why)
        )
    if case.kind == "twin":
        line = T("A second contact has the same name and the same number or e-mail.")
        ways = (
            act(case, "leave", T("Leave both")),
            act(case, "one", T("Make them one"), "users", "soft"),
        )
        return CaseCard(str(case.number), title, (line,), "users", "ink2", ways)
    if case.client_id is None and case.visit_id is None:
        title = _nobody(case)
    return CaseCard(str(case.number), title, _lines(case, _told(case)), "info", "warn", _ways(case))


def _nobody(case: Question) -> Text:
    """What a case is about that is about nobody of ours."""
    if case.kind in ("renamed", "name_taken"):
        return T("The label")
    if case.kind == "doubled":
        return T("The calendar")
    if "title" in case.detail:
        return str(case.detail["title"]) or _nameless(case)
    return _nameless(case)


def _nameless(case: Question) -> Text:
    if case.about == "visits":
        return T("A booking")
    return T("A contact at {service}", service=case.service)


def _lines(case: Question, line: Text) -> tuple[Text, ...]:
    """With the time of the visit, where one is meant."""
    begins = case.begins or _begins(str(case.detail.get("time", "")))
    return (_moment(begins), line) if begins else (line,)


def _ways(case: Question) -> tuple[Action, ...]:
    """What can be done about a case that is only told, or that is mended here."""
    look = _look(case)
    if case.kind == "taken":
        leave = act(case, "leave", T("Leave it deleted"))
        return leave, act(case, "send", T("Put it there again"), "refresh", "soft")
    if case.kind == "rejected":
        return (*look, act(case, "again", T("Try again"), "refresh", "soft"))
    if case.kind == "refused" and case.direction == "both" and look:
        return (*look, act(case, "keep", T("Keep ours"), "check", "soft"))
    return (*look, act(case, "ok", T("Fine"), "check"))


def _look(case: Question) -> tuple[Action, ...]:
    if case.client_id is not None:
        return (Action("open_client", T("Look at"), "user", "plain", case.client_id.hex()),)
    if case.visit_id is not None:
        return (Action("open_visit", T("Look at"), "calendar", "plain", case.visit_id.hex()),)
    return ()


def _removed_ways(case: Question, why: str) -> tuple[Action, ...]:
    if why == "edited":
        return (
            act(case, "leave", T("Leave it there")),
            act(case, "delete", T("Delete it there"), "trash", "soft"),
        )
    return (
        act(case, "leave", T("Leave out")),
        act(case, "send", T("Send again"), "refresh", "soft"),
    )


def _conflict_ways(case: Question) -> tuple[Action, ...]:
    fine = act(case, "ok", T("Fine"), "check")
    if case.visit_id is not None:
        return (*_look(case), fine)
    if case.client_id is None:
        return (fine,)
    if case.detail.get("field") == "note":
        return fine, act(case, "swap", T("Add it to the note"), "plus", "soft")
    return fine, act(case, "swap", T("Take the other"), "undo", "soft")


def _conflict_lines(case: Question) -> tuple[Text, ...]:
    field = str(case.detail.get("field", ""))
    name = FIELDS.get(field, T("Value"))
    now = case.now if case.client_id is not None else str(case.detail.get("kept", ""))
    lost = _value(field, str(case.detail.get("lost", "")))
    here = T("{field}: {value}", field=name, value=_value(field, now))
    if case.detail.get("kept_side") == "there":
        return here, T("Here it was: {value}", value=lost)
    return here, T("At {service} it was: {value}", service=case.service, value=lost)


def _begins(time: str) -> int:
    """UTC ms of the beginning of ``2026-11-21T09:00Z/2026-11-21T09:30Z``, 0 for anything else."""
    begin, _, _ = time.partition("/")
    if not begin.endswith("Z"):
        return 0
    try:
        return int(datetime.fromisoformat(begin).timestamp() * 1000)
    except ValueError:
        return 0


def _moment(at: int) -> Text:
    # Salons are closed when the day of UTC is another one than theirs.
    day = datetime.fromtimestamp(at / 1000, UTC).date()
    return T("{day}, {time}", day=Day(day, "brief"), time=TimeOfDay(at))


def _value(field: str, value: str) -> Text:
    if not value:
        return T("nothing")
    if field == "gender":
        return GENDER.get(value, value)
    if field in ("mobile", "phone") and value.startswith("+"):
        return Phone(value)
    if field == "time" and _begins(value):
        return _moment(_begins(value))
    if field == "birth_date":
        try:
            return Day(date.fromisoformat(value), "date")
        except ValueError:
            return value
    return " · ".join(value.split("\n"))


def _told(case: Question) -> Text:
    """What happened, of kinds that only have to be known."""
    why = stored_message.load(str(case.detail.get("why", "")))
    there = {"service": case.service}
    words: dict[str, Text] = {
        "merged": T("Was merged with another contact at {service}. Both stay here.", **there),
        "rejected": T("{service} does not accept it: {why}", why=why, **there),
        "nameless": T("Came from {service} without a name. Give it one.", **there),
        "taken": T("Was deleted at {service}, but cannot be cancelled here.", **there),
        "renamed": T(
            "The label is called {name} at {service} now.",
            name=str(case.detail.get("name", "")),
            **there,
        ),
        "name_taken": T(
            "The label cannot be called {name}: another one there has that name.",
            name=str(case.detail.get("name", "")),
        ),
        "doubled": T(
            "The answer got lost when the calendar {name} was made. There may be a second, empty "
            "one: it can be deleted.",
            name=str(case.detail.get("name", "")),
        ),
        "returned": T("Is at {service} again and is kept in step.", **there),
        "refused": T("Cannot be taken over: {why}", why=why),
    }
    return words.get(case.kind, case.kind)
