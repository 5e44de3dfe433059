"""What can be set at the screen: a row a setting, on pages.

A row says what a setting is called and what it is for; type, bounds and default stand with the
setting itself. What belongs to the file alone stands in docs/settings.md with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.salon.domain.text import Msg, N, T, Text


@dataclass(frozen=True, slots=True)
class Row:
    """``key``: as in the file (``desk.idle_seconds``). ``offers``: values with their words to
    choose from; those of a setting that allows others too are the usual ones."""

    key: str
    title: Msg
    hint: Text = ""
    offers: tuple[tuple[object, Text], ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    key: str
    title: Text
    about: Text
    icon: str
    rows: tuple[Row, ...]


def _minutes(*many: int, each: int = 1) -> tuple[tuple[object, Text], ...]:
    """``each``: how many of the setting's units a minute has."""
    return tuple((one * each, N("{n} minute", "{n} minutes", one)) for one in many)


def _percents(*values: int) -> tuple[tuple[object, Text], ...]:
    return tuple((one, f"{one} %") for one in values)


DESK = Page(
    "desk",
    T("This desk"),
    T("What it is for, when it locks"),
    "home",
    (
        Row(
            "role",
            T("What this desk is for"),
            T("In effect when the desk is locked."),
            (
                ("everything", T("Everything")),
                ("desk", T("Front desk only")),
                ("checkin", T("Check-in only")),
                ("clock", T("Attendance only")),
            ),
        ),
        Row(
            "desk.name",
            T("Short name on receipts"),
            T("Up to four capital letters or digits; another one at each desk"),
        ),
        Row(
            "desk.idle_seconds",
            T("The desk locks itself after"),
            offers=_minutes(1, 2, 5, 10, 30, each=60),
        ),
        Row(
            "desk.customer_percent",
            T("Screens for clients wait"),
            offers=((100, T("As long as usual")), (150, T("Longer")), (200, T("Twice as long"))),
        ),
        Row(
            "files.sticks",
            T("Where USB sticks appear"),
            T("Folders, separated by semicolons"),
        ),
    ),
)
SCREEN = Page(
    "screen",
    T("Screen and sound"),
    T("Larger text, volume, size of everything"),
    "eye",
    (
        Row("screen.text_percent", T("Size of text"), offers=_percents(100, 115, 130)),
        Row(
            "screen.sound_volume",
            T("Volume"),
            offers=((0, T("Silent")), *_percents(30, 50, 70, 100)),
        ),
    ),
)
CARDS = Page(
    "cards",
    T("Cards"),
    T("What a card may do"),
    "id-card",
    (
        Row("cards.uid_checkin", T("A client's simple card checks in")),
        Row("cards.uid_history", T("A client's simple card opens the client's sheet")),
        Row("cards.uid_clock", T("A simple staff card clocks in and out")),
        Row(
            "cards.uid_desk",
            T("A simple staff card opens the desk"),
            T("A simple card only shows its number and can be copied. Off: the PIN is asked too."),
        ),
        Row(
            "cards.trust_uid_manager",
            T("A manager's simple card is enough without the PIN"),
            T("Whoever copies that card may do all that a manager may."),
        ),
        Row(
            "cards.address",
            T("Web address on new cards"),
            T("Such as https://example.com/salon; empty for none"),
        ),
    ),
)
AGENDA = Page(
    "agenda",
    T("Agenda"),
    T("When free times begin"),
    "calendar",
    (
        Row(
            "agenda.grid_minutes",
            T("Free times begin every"),
            T("Counted from the full hour"),
            _minutes(5, 10, 15, 20, 30, 60),
        ),
    ),
)
CLOCK = Page(
    "clock",
    T("Attendance"),
    T("How long a shift may be"),
    "clock",
    (
        Row(
            "clock.longest_shift_hours",
            T("Hours of the longest shift"),
            T("Whoever is here longer has probably not clocked out."),
        ),
    ),
)
TILL = Page(
    "till",
    T("Till and printing"),
    T("Discounts, closing the day, printouts"),
    "wallet",
    (
        Row(
            "till.discount_limit",
            T("Discount without asking, in %"),
            T("More needs a reason and somebody who may approve it."),
        ),
        Row(
            "till.float",
            T("Cash that stays in the drawer"),
            T("The closing proposes to take out the rest. In whole crowns, forints or euros."),
        ),
        Row(
            "till.blind",
            T("The drawer is counted blind"),
            T("Whoever may not see the expected sum counts without it, twice if need be."),
        ),
        Row(
            "till.difference_limit",
            T("Difference without a reason"),
            T("A larger one needs a reason. In whole crowns, forints or euros."),
        ),
        Row(
            "till.end_at_day_change",
            T("A new day begins a new till closing"),
            T("Off: the till goes on over the night until somebody closes it."),
        ),
        Row(
            "till.cashless",
            T("No cash at this desk"),
            T("The till is closed without counting."),
        ),
        Row(
            "till.cash_out_limit",
            T("Cash out by one person alone"),
            T(
                "More needs a second person, a manager; where only one manages, they need nobody. "
                "In whole crowns, forints or euros; 0: no limit."
            ),
        ),
        Row(
            "till.rate_days",
            T("Days until an exchange rate is pointed out"),
            T("Where a second currency is taken"),
        ),
        Row(
            "vat.changes",
            T("VAT rates that change"),
            T(
                "Such as 2027-01-01 12 > 14, with services or goods behind it for these alone; "
                "separated by semicolons. Prices stay, and so does what was sold."
            ),
        ),
        Row(
            "papers.keep_days",
            T("Days that finished printouts are kept"),
            T("Then they are erased; sales stay for ever."),
        ),
    ),
)
BARCODES = Page(
    "barcodes",
    T("Barcodes of a scale"),
    T("Labels with a weight or price"),
    "barcode",
    (
        Row(
            "barcode.in_store",
            T("Own barcodes with a weight or price"),
            T(
                "Such as 28IIIIIWWWWWC, as it is set in the scale; separated by semicolons. I: "
                "number of the goods, W: weight in grams, P: price, C: check digit"
            ),
        ),
    ),
)
SYNC = Page(
    "sync",
    T("Times of synchronisation"),
    T("How often, and when the night is"),
    "refresh",
    (
        Row(
            "sync.every_minutes",
            T("Look for changes every"),
            offers=_minutes(1, 5, 15, 60),
        ),
        Row(
            "sync.quiet_from",
            T("The quiet hours begin at"),
            T("Hour of the day, 0 to 23; the whole list is read once a week then"),
        ),
        Row("sync.quiet_until", T("The quiet hours end at"), T("Hour of the day, 0 to 24")),
        Row(
            "sync.rates",
            T("Read the official exchange rate"),
            T("Once a day, where a second currency is taken. It is only offered."),
        ),
    ),
)
FISCAL = Page(
    "fiscal",
    T("Tax office"),
    T("Trying out, waiting, receipts in Hungary"),
    "globe",
    (
        Row(
            "fiscal.hungary",
            T("How receipts are given in Hungary"),
            T("Ask your accountant which of them your salon may use."),
            (
                ("invoice", T("Every sale is an invoice")),
                ("register", T("A cash register stands beside")),
                ("block", T("A receipt book by hand")),
                ("receipt", T("Pult writes the receipts")),
            ),
        ),
        Row(
            "fiscal.test",
            T("Only try it out"),
            T("Messages go to the office's place for trying out, and papers say so."),
        ),
        Row(
            "fiscal.wait_ms",
            T("A receipt waits for the office (ms)"),
            T("Thousandths of a second; then it prints without the office's code."),
        ),
    ),
)
PAGES = (DESK, SCREEN, AGENDA, CLOCK, CARDS, TILL, FISCAL, BARCODES, SYNC)
