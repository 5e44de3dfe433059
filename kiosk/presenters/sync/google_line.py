"""The button "Refresh Google" of a list, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.presenters.sync.words import permille, phase, progress
from kiosk.salon.domain.text import T, Text
from kiosk.salon.services.sync import Pulse

AT_ONCE = 3
"""Seconds. A run that nobody here asked for is told only when it takes longer: the usual one is
over before it could be read."""


@dataclass(frozen=True, slots=True)
class GoogleLine:
    """``text``: of the button, empty for none; ``intent``: what it does. ``words``: how far it is,
    "" when there is nothing to tell. ``permille``: how far a bar goes, -1 for no bar."""

    text: Text = ""
    icon: str = "refresh"
    intent: str = "refresh"
    tone: str = ""
    words: Text = ""
    permille: int = -1
    busy: bool = False


NO_LINE = GoogleLine()


def google_line(pulse: Pulse, *, asked: bool) -> GoogleLine:
    """``asked``: somebody at this screen asked for the run."""
    if not pulse.connected:
        return NO_LINE
    if pulse.needs_person:
        if pulse.questions and not pulse.problem:
            return GoogleLine(T("Google asks"), "message", "open_sync", "warn")
        return GoogleLine(T("Google needs you"), "log-in", "open_sync", "warn")
    if pulse.asleep:
        return GoogleLine(T("Google needs you"), "alert-triangle", "open_sync", "warn")
    if pulse.running and (asked or pulse.running[0].seconds >= AT_ONCE):
        running, stopping = pulse.running[0], "stop" in pulse.asked
        told = progress(running)
        words = T("{phase}: {progress}", phase=phase(running), progress=told) if told else ""
        return GoogleLine(
            T("Stopping") if stopping else T("Stop"),
            "x",
            "stop_refresh",
            words=words or phase(running),
            permille=permille(pulse),
            busy=stopping,
        )
    if "run" in pulse.asked:
        return GoogleLine(T("Refresh Google"), words=T("Google begins"), permille=0, busy=True)
    return GoogleLine(T("Refresh Google"))
