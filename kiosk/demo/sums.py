"""What a morning has left in the database, and whether it agrees with itself and with the paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.demo import invoice_sums, paper_reader, till_sums
from kiosk.paper.profile import Profile
from kiosk.salon.domain.agenda.appointment import Appointment
from kiosk.salon.domain.text import Amount, Number, T
from kiosk.salon.domain.till.sale import Sale
from kiosk.salon.home import Home
from kiosk.salon.language.speaker import speaker
from kiosk.salon.services.salon_services import Services
from kiosk.salon.store import balances, punches
from kiosk.salon.store.punches import Recorded

FOREVER = 1 << 53
NUMBER = re.compile(r"\b\d{4}-\w+-\d{6}\b")
"""A document's number."""


@dataclass(frozen=True, slots=True)
class Played:
    """How often each thing was done on the screen, so that nothing is lost and nothing doubled."""

    check_ins: int = 0
    punches: int = 0
    sales: int = 0
    voids: int = 0
    returns: int = 0
    labels: int = 0
    waiting: int = 0
    drawer: int = 0
    closings: int = 0
    invoices: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """``text``: tables for a person. ``faults``: what does not agree; empty when all is well."""

    text: str
    faults: tuple[str, ...]


def since(services: Services, home: Home, begun: int, played: Played) -> Record:
    """Everything recorded from ``begun`` (UTC ms) on, against what was ``played``."""
    sales = tuple(
        sale for sale in reversed(services.checkout.todays_sales()) if sale.sold_at >= begun
    )
    day = services.agenda.day(services.agenda.today())
    arrived = tuple(v for v in day.appointments if v.arrived_at and v.arrived_at >= begun)
    punched = tuple(punches.recorded(services.context.store, begun, FOREVER))
    faults = (
        *_counted(services, home, begun, played, sales, len(arrived), len(punched)),
        *_money(sales),
        *_paper(services, home, sales, played),
        *till_sums.faults(services, receipts(home).values(), begun, sales, played.closings),
        *invoice_sums.faults(services, sales, played.invoices),
        *_ledgers(services),
    )
    tables = [_sales_table(services, sales), _people_table(services, arrived, punched)]
    if any(line.product_id for sale in sales for line in sale.lines):
        tables.append(_stock_table(services, sales))
    if played.closings:
        tables.append(aligned(till_sums.rows(services, begun), right=(1, 2, 3, 4, 5)))
    return Record("\n\n".join(tables), faults)


def _counted(
    services: Services,
    home: Home,
    begun: int,
    played: Played,
    sales: tuple[Sale, ...],
    arrived: int,
    punches: int,
) -> Iterator[str]:
    found = {
        "check-ins": (arrived, played.check_ins),
        "punches": (punches, played.punches),
        "sales": (sum(sale.kind == "sale" for sale in sales), played.sales),
        "voids": (sum(sale.kind == "void" for sale in sales), played.voids),
        "returns": (sum(sale.kind == "return" for sale in sales), played.returns),
        "labels": (len(list(home.paper.glob("*.zpl"))), played.labels),
        "people waiting": (
            sum(entry.at >= begun for entry in services.waiting.today()),
            played.waiting,
        ),
        "papers still waiting": (services.printing.open_count(), 0),
    }
    for what, (recorded, done) in found.items():
        if recorded != done:
            yield f"{what}: {recorded} recorded, {done} played"


def _money(sales: tuple[Sale, ...]) -> Iterator[str]:
    """Lines, VAT, rounding, payments and change of each sale."""
    for sale in sales:
        if sum(line.total_minor for line in sale.lines) != sale.total_minor:
            yield f"{sale.number}: the lines do not add up to the total"
        with_vat = sale.total_minor if sale.pays_vat else 0
        if sum(row.gross_minor for row in sale.vat) != with_vat:
            yield f"{sale.number}: the VAT table does not add up to the total"
        if sum(part.amount_minor for part in sale.payments) != sale.paid_minor:
            yield f"{sale.number}: the payments do not add up"
        if sale.total_minor + sale.rounding_minor != sale.paid_minor:
            yield f"{sale.number}: the rounding is wrong"
        # What goes back is given back: nobody hands anything over.
        for part in sale.payments if sale.kind == "sale" else ():
            with_it = sum(tip.amount_minor for tip in sale.tips if tip.method == part.method)
            if part.means.is_cash and part.tendered_minor - part.change_minor != (
                part.amount_minor + with_it
            ):
                yield f"{sale.number}: cash received less change is not what was paid"


def receipts(home: Home) -> dict[Path, str]:
    """Printed receipts and slips as text, by the file of their bytes."""
    codec = Profile().codec
    return {
        path: paper_reader.text_of(path.read_bytes(), codec) for path in home.paper.glob("*.bin")
    }


def _paper(
    services: Services, home: Home, sales: tuple[Sale, ...], played: Played
) -> Iterator[str]:
    """Each sale has one receipt, and the total on it is the database's."""
    papers, words = receipts(home), till_sums.words_of(services)
    sold = [text for text in papers.values() if not till_sums.is_of_till(text, words)]
    for sale in sales:
        texts = [text for text in sold if _is_of(text, sale)]
        if len(texts) != 1:
            yield f"{sale.number}: {len(texts)} receipts printed"
            continue
        printed = paper_reader.amount_after(texts[0], words.say(T("Total")))
        if printed != sale.total_minor:
            yield f"{sale.number}: {printed} on paper, {sale.total_minor} in the database"
    pulses = sum(paper_reader.pulses(path.read_bytes()) for path in papers)
    if pulses != played.drawer:
        yield f"the drawer was opened {pulses} times, {played.drawer} expected"


def _is_of(text: str, sale: Sale) -> bool:
    """Its own number comes first on a paper; a void names the sale it takes back after it."""
    found = NUMBER.search(text)
    return found is not None and found[0] == sale.number


def _ledgers(services: Services) -> Iterator[str]:
    for title, wrong in balances.wrong(services.context.store).items():
        yield f"{title}: {len(wrong)} balances are not the sums of their movements"
    if fault := services.context.journal.verify():
        yield f"journal: {fault.message.plain()}"
    for problem in services.context.store.check():
        yield f"database: {problem}"


def _sales_table(services: Services, sales: tuple[Sale, ...]) -> str:
    salon = services.context.salon
    words = speaker("en", salon.zone)

    def sum_of(minor: int) -> str:
        return words.say(Amount(minor, salon.currency.code))

    rows = [("Sale", "Time", "Paid", "Total", "Received", "Change", "Goods")]
    for sale in sales:
        rows.append(
            (
                sale.number,
                f"{salon.local(sale.sold_at):%H:%M:%S}",
                " + ".join(part.method for part in sale.payments),
                sum_of(sale.total_minor),
                sum_of(sum(p.tendered_minor or p.amount_minor for p in sale.payments)),
                sum_of(sale.change_minor),
                ", ".join(line.name for line in sale.lines),
            )
        )
    total = sum_of(sum(sale.total_minor for sale in sales))
    rows.append(("", "", "together", total, "", "", ""))
    return aligned(rows, right=(3, 4, 5))


def _people_table(
    services: Services, arrived: tuple[Appointment, ...], punched: Sequence[Recorded]
) -> str:
    salon = services.context.salon
    rows = [("Recorded", "Time", "Who", "What")]
    for visit in arrived:
        assert visit.arrived_at is not None
        when = f"{salon.local(visit.arrived_at):%H:%M:%S}"
        booked = f"for {salon.local(visit.starts_at):%H:%M} with {visit.staff_first_name}"
        rows.append(("check-in", when, visit.client_name, booked))
    for one in punched:
        when = f"{salon.local(one.punch.at):%H:%M:%S}"
        rows.append(("punch", when, one.name, one.punch.kind))
    return aligned(rows)


def _stock_table(services: Services, sales: tuple[Sale, ...]) -> str:
    words = speaker("en", services.context.salon.zone)
    goods = dict.fromkeys(
        line.product_id for sale in sales for line in sale.lines if line.product_id
    )
    rows = [("Product", "Moved", "In stock")]
    for product_id in goods:
        product = services.catalogue.product(product_id)
        moved = -sum(
            line.quantity_milli
            for sale in sales
            for line in sale.lines
            if line.product_id == product_id
        )
        rows.append(
            (product.name, words.say(Number(moved)), words.say(Number(product.stock_milli)))
        )
    return aligned(rows, right=(1, 2))


def aligned(rows: Sequence[tuple[str, ...]], right: tuple[int, ...] = ()) -> str:
    """A table as plain text; columns named in ``right`` are aligned to the right."""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    lines = [
        "  ".join(
            cell.rjust(width) if place in right else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    return "\n".join((lines[0], "-" * max(map(len, lines)), *lines[1:]))
