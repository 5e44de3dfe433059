"""What the pages of the synchronisation are for: a row for each,
or the name of the page whose text it shares."""

from __future__ import annotations

from kiosk.salon.domain.text import Msg, T

HELP: dict[str, tuple[Msg, ...] | str] = {
    "sync": (
        T("Here you see how the salon keeps clients and bookings the same as other services."),
        T("A manager connects an account; the page then says step by step what to do."),
        T("Without the internet you work on, and what changed is sent when it is back."),
        T("When something was changed at both ends, a person is asked; nothing is lost meanwhile."),
    ),
    "sync_code": (
        T("Here you finish a connection that was begun on a PC."),
        T("Plug in the stick, then type the code that the PC showed."),
        T("The code works only with the file on that stick, and only a manager can use it."),
    ),
}
