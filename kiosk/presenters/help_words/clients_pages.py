"""What the pages of clients are for: a row for each,
or the name of the page whose text it shares."""

from __future__ import annotations

from kiosk.salon.domain.text import Msg, T

HELP: dict[str, tuple[Msg, ...] | str] = {
    "clients": (
        T("Here you find everybody who is or was a client."),
        T("Type a part of the name, the phone or the e-mail; accents do not matter."),
        T("A row opens the client's sheet."),
        T("Look before you add somebody new, so that nobody is here twice."),
        T("Everything is on this box and there without the internet."),
    ),
    "client": (
        T(
            "This is all about one client: contact, warnings, visits to come and past, what "
            "was bought."
        ),
        T("Read the red warning first, it may be an allergy."),
        T("To give a card, touch the button and hold the card to the reader."),
        T("A card that was reported as lost does not work from that moment on."),
    ),
    "client_form": (
        T("Here you enter or change what is known of a client."),
        T("A name is enough; with a phone number they can check in by themselves."),
        T("Write an allergy into the warning, it then stands in red at every visit."),
        T("What you typed and did not save can be had back for a few seconds."),
    ),
    "points_form": (
        T("Here a manager corrects the points of a client."),
        T("Enter how many and why; the reason stays beside the number."),
        T("Nothing is overwritten: a mistake is put right by the opposite entry."),
    ),
    "cards": (
        T("Here are the cards somebody has or had."),
        T("Block one that may turn up again; you can unblock it later."),
        T("A client without a card gets one of paper: it is printed here, with a code to scan."),
        T("A lost one stays lost, and blocking counts at once, also without the internet."),
    ),
    "client_erase": (
        T("Here a client's personal data are erased for good, when they ask for it."),
        T("Read what goes and what stays, then type the name as a signature."),
        T("Sales and visits stay in the books without a name."),
        T("This cannot be undone by anybody, so ask once more if you are not sure."),
    ),
}
