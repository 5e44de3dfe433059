"""The button of a list that refreshes it from elsewhere, and how far that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kiosk.presenters.sync.words import about, permille, phase, progress
from kiosk.salon.domain.text import T, Text
from kiosk.salon.services.sync import Summary

AT_ONCE = 3
"""Seconds. A run that nobody here asked for is told only when it takes longer: the usual one is
over before it could be read."""


@dataclass(frozen=True, slots=True)
class SyncLine:
    """``text``: of the button, empty for none; ``intent``: what it does. ``words``: how far it is,
    "" when there is nothing to tell. ``permille``: how far a bar goes, -1 for no bar."""

    text: Text = ""
    icon: str = "refresh"
    intent: Literal["refresh", "stop_refresh", "open_sync"] = "refresh"
    tone: str = ""
    words: Text = ""
    permille: int = -1
    busy: bool = False


NO_LINE = SyncLine()


def names(summaries: Sequence[Summary]) -> str:
    """The services that somebody is signed in to."""
    return ", ".join(one.service for one in summaries if one.connected)


def sync_line(summaries: Sequence[Summary], *, asked: bool) -> SyncLine:
    """``asked``: somebody at this screen asked for the run."""
    connected = [one for one in summaries if one.connected]
    if not connected:
        return NO_LINE
    for one in connected:
        if one.questions and not one.problem:
            return SyncLine(
                T("{service} asks", service=one.service), "message", "open_sync", "warn"
            )
        if one.needs_person or one.asleep:
            icon = "log-in" if one.needs_person else "alert-triangle"
            text = T("{service} needs you", service=one.service)
            return SyncLine(text, icon, "open_sync", "warn")
    at_work = next((one for one in connected if one.running), None)
    if at_work is not None and (asked or at_work.running[0].seconds >= AT_ONCE):
        running, stopping = at_work.running[0], "stop" in at_work.asked
        now, told = about(phase(running), at_work.service), progress(running)
        return SyncLine(
            T("Stopping") if stopping else T("Stop"),
            "x",
            "stop_refresh",
            words=T("{phase}: {progress}", phase=now, progress=told) if told else now,
            permille=permille(at_work),
            busy=stopping,
        )
    service = names(connected)
    refresh = T("Refresh {service}", service=service)
    if "run" in connected[0].asked:
        return SyncLine(
            refresh, words=T("{service} begins", service=service), permille=0, busy=True
        )
    return SyncLine(refresh)
