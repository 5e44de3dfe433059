"""What the pages of goods are for: a row for each,
or the name of the page whose text it shares."""

from __future__ import annotations

from kiosk.salon.domain.text import Msg, T

HELP: dict[str, tuple[Msg, ...] | str] = {
    "products": (
        T("Here are all products with price and stock."),
        T("Scan one to open it, or type a part of its name."),
        T("A code that nobody knows can be added as a new one at once."),
    ),
    "product": (
        T("This is one product: price, barcodes, how much is there and how that came about."),
        T("Enter here what came and what you counted, and print price labels."),
        T("A new price counts from the next sale on; what was sold keeps its own."),
    ),
    "product_form": (
        T("Here you enter a product or change it."),
        T("Scan its barcode instead of typing it; a wrong digit is noticed."),
        T("The price is what the client pays, with VAT."),
        T(
            "What is not sold any more is made inactive and not deleted, because sales still "
            "speak of it."
        ),
    ),
    "stock_form": (
        T("Here you change how much of something is there."),
        T(
            "Choose first whether goods came or you counted: what came is added, what you "
            "counted replaces the number."
        ),
        T("When you counted, say why the number differs."),
        T("Every change stays in the history; a mistake is put right by another entry."),
    ),
    "label": (
        T("Here you print price labels."),
        T("Type how many, or scan further products to print labels for several at once."),
        T("The picture is what comes out of the printer."),
        T("If the printer is off, the labels wait and print later."),
    ),
    "label_sheet": "label",
    "services": (
        T("Here are the services with price and length."),
        T("Touch one to change it; only a manager can."),
        T("The times that are offered follow from the length, so enter it as it really is."),
    ),
    "service_form": (
        T("Here you enter a service: name, price with VAT, length."),
        T("Bookings follow the length, so enter it as it really is."),
        T("What is booked and sold already keeps its price and its time."),
        T("What you offer no more is made inactive and not deleted."),
    ),
    "resources": (
        T("Here are the rooms and devices that a service may need."),
        T("Say how many of each there are; then nobody is booked where none is free."),
        T("What is broken or gone is made inactive."),
    ),
    "resource_form": "resources",
    "starter_services": (
        T("Here you begin with services that are usual in your trade."),
        T("Tick those you offer and type their prices with VAT; the lengths are only a start."),
        T("Without a price the till asks for it when the service is sold."),
        T("What you have already is not touched, and everything can be changed later."),
    ),
}
