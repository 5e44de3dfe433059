"""What the pages of the check-in, in customers' words, are for: a row for each,
or the name of the page whose text it shares."""

from __future__ import annotations

from kiosk.salon.domain.text import Msg, T

HELP: dict[str, tuple[Msg, ...] | str] = {
    "attract": (
        T("Hold your card to the reader, or touch the big button."),
        T("We then know that you are here and tell who looks after you."),
        T("You can change the language at the top."),
        T("If anything does not work, please come to the desk."),
    ),
    "checkin_phone": (
        T("Type the last six digits of the phone number you gave us for your appointment."),
        T("Instead you can show a code we sent you, or your card."),
        T("The digits are used to find you and are not kept on the screen."),
        T("Did you come without an appointment? Touch the button below."),
    ),
    "checkin_confirm": (
        T("This is the appointment we found for you."),
        T(
            "If the name is yours, say that you are here; if not, choose the other button "
            "and nothing happens."
        ),
        T("Other people's names are never shown in full."),
    ),
    "checkin_done": (
        T("You are checked in, and we know that you are here."),
        T("Please take a seat; somebody will come for you."),
        T("The screen closes by itself, and your name with it."),
    ),
    "checkin_sorry": (
        T("We did not find you here, which happens easily with a new phone number."),
        T("You can try again or have somebody come to you."),
        T("Your appointment is not lost."),
    ),
    "walkin": (
        T("Here you can ask to be seen without an appointment."),
        T("Type your first name, nothing else is needed."),
        T("We call you when somebody is free for you."),
    ),
}
