"""What the pages of e-mail are for: a row for each,
or the name of the page whose text it shares."""

from __future__ import annotations

from kiosk.salon.domain.text import Msg, T

HELP: dict[str, tuple[Msg, ...] | str] = {
    "letters": (
        T("Here are the invoices, receipts and reminders that leave by e-mail."),
        T("They wait without the internet and leave by themselves as soon as it is there."),
        T("One that was cut off may have arrived: ask, then send it again or not."),
        T("One that was not taken says why; put the address right on its page and send anew."),
        T("A wrong password stops all of them until a manager types it once more."),
    ),
    "mail_form": (
        T("Here you say which mail server sends your letters and with what name."),
        T("Your provider's help page says what to type; some want a password for programs."),
        T("Saving sends a test to your own address."),
        T("The password is kept sealed and is shown to nobody."),
        T("Only a manager gets here."),
    ),
}
