"""What the pages of fiscal offices are for: a row for each, or the name of the page whose text it
shares."""

from __future__ import annotations

from kiosk.salon.domain.text import Msg, T

HELP: dict[str, tuple[Msg, ...] | str] = {
    "fiscal": (
        T("Here is what the tax office was told, and what still waits for it, in order."),
        T("Without the internet you sell on; what waits is sent by itself, and has two days."),
        T("If the office refuses something, everything behind it waits: read what to do."),
        T("What cannot be put right is set aside by a manager, and settled with the office."),
        T("Certificate and premises come first; the help of their pages says where from."),
    ),
    "certificate_files": (
        T("Here the certificate of the tax office is taken from a stick."),
        T("A manager gets it in eDavki, as a file, with a password."),
        T("Pult keeps it sealed; before it ends you are told 60, 30 and 7 days ahead."),
        T("Afterwards delete the file from the stick, or lock the stick away."),
    ),
    "certificate_form": "certificate_files",
    "premise_form": (
        T("Here the place that receipts are issued in is registered with the tax office."),
        T("Marks and numbers are those of the salon's internal act and of the land register."),
        T("The office is told before the next receipt, as soon as there is a connection."),
        T("If another desk has registered the same place, say so: then only the marks count."),
    ),
    "premise_close": (
        T("Here a place is taken off the tax office's list, for ever."),
        T("Do it only when no receipt will be issued there any more."),
        T("Its mark cannot be used again; a place that opens anew needs another one."),
    ),
    "book_receipt": (
        T("Here you enter receipts that were written by hand into the bound book."),
        T("Type what stands on the paper: the set, the serial number, the day and the sums."),
        T("It goes to the tax office; you have ten working days after the day of the receipt."),
        T("One receipt is entered once; a mistake has to be settled with the office."),
    ),
    "set_aside": (
        T("Here a message that the tax office refuses is set aside, so that the rest goes on."),
        T("Say why; a manager does it, and it stands in the journal."),
        T("The office then does not have it: settle it there yourself."),
    ),
    "nav_user": (
        T("Here you enter the technical user with whom invoices are told to the tax office."),
        T("You make it on the pages of Online Számla: a name, a password and two keys."),
        T("Pult keeps them sealed and shows them to nobody."),
        T("Until it is let in, invoices wait and are reported afterwards, in order."),
    ),
    "nav_correct": (
        T("Here an invoice that the tax office refuses is told anew, with its buyer put right."),
        T("Read first what the office says: often the tax number or the address is wrong."),
        T("The invoice itself stays as it was issued, and what waits behind it goes after it."),
    ),
    "inspection": (
        T("Here invoices are written to a stick for an inspector of the tax office."),
        T("Choose the days, or type the first and the last number of a series."),
        T("The file is in the form that the law asks for, and who wrote it is in the journal."),
    ),
}
