"""Papers that wait for a printer, and how the devices are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kiosk.presenters.args import Result
from kiosk.presenters.base import Presenter, Toast
from kiosk.presenters.forms import require_manager
from kiosk.presenters.office.device_words import about, reason_of
from kiosk.presenters.rows import Row
from kiosk.salon.domain.devices import DEVICE_NAMES, state_of
from kiosk.salon.domain.errors import NotFound
from kiosk.salon.domain.people import manages
from kiosk.salon.domain.printing import PrintJob
from kiosk.salon.domain.text import Amount, Day, Msg, N, T, Text, TimeOfDay, side_by_side

MANY = 5
"""From so many papers on all can be given up at once."""
MOST_SHOWN = 40
"""Papers on the page; of thousands the rest is told as a number."""
AGAIN: dict[str, Msg] = {"unsure": T("Print again as a copy"), "failed": T("Try again")}
DEVICE_ICONS: dict[str, str] = {
    "reader": "nfc",
    "scanner": "barcode",
    "receipt": "printer",
    "label": "tag",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A print job with its ways on. ``again``: what the button says that prints it once more,
    empty where there is none. All but those on their way can be given up. ``why``: what stood in
    the way at the last attempt (a msgid), or empty."""

    key: str
    title: Text
    about: Text
    state: Text
    tone: str
    icon: str
    again: Text
    drop: bool
    why: Text = ""


@dataclass(frozen=True, slots=True)
class PapersState:
    """``more``: how many papers are not among those shown. ``drop_all``: what the button says that
    gives up all of them, empty while there are few."""

    papers: tuple[Paper, ...] = ()
    more: Text = ""
    devices: tuple[Row, ...] = ()
    drop_all: Text = ""


class Papers(Presenter[PapersState, None]):
    name = "papers"
    blank = PapersState()

    def enter(self, _: None = None) -> None:
        self._load()

    def resume(self, _: Result | None = None) -> None:
        self._load()

    def tick(self) -> None:
        self._load()

    def _load(self) -> None:
        jobs = self.services.printing.open_jobs(MOST_SHOWN)
        papers = tuple(self._paper(job) for job in jobs)
        hidden = self.services.printing.open_count() - len(jobs) if len(jobs) == MOST_SHOWN else 0
        devices = tuple(
            Row(
                device.name,
                DEVICE_NAMES.get(device.kind, device.name),
                reason_of(device) or about(device),
                icon=DEVICE_ICONS.get(device.kind, "plug"),
                tone="ok" if device.ok else "bad",
                chip=state_of(device),
            )
            for device in self.hardware.devices
        )
        more = N("and {n} more to print", "and {n} more to print", hidden) if hidden > 0 else ""
        many = len(papers) >= MANY and manages(self.host.staff)
        drop_all: Text = T("Print none of these") if many else ""
        self.show(PapersState(papers, more, devices, drop_all))

    def _paper(self, job: PrintJob) -> Paper:
        title, about, icon = self._subject(job)
        states: dict[str, tuple[Msg, str]] = {
            "waiting": (T("Waits for the printer"), "warn"),
            "sending": (T("Being printed"), "info"),
            "unsure": (T("Perhaps not printed"), "bad"),
            "failed": (T("Could not be printed"), "bad"),
        }
        words, tone = states.get(job.state, (T("Waits for the printer"), "warn"))
        sending = job.state == "sending"
        return Paper(
            key=job.id.hex(),
            title=title,
            about=about,
            state=words,
            tone=tone,
            icon=icon,
            again=AGAIN.get(job.state, ""),
            drop=not sending,
            # While it is on its way again the last attempt tells nothing.
            why="" if sending else job.error,
        )

    def _subject(self, job: PrintJob) -> tuple[Text, Text, str]:
        """What the paper is about. Something that is gone is named by its kind alone."""
        at = TimeOfDay(job.created_at)
        try:
            if job.kind == "receipt":
                sale = self.services.checkout.sale(job.subject_id)
                title = T("Receipt {number}", number=sale.number)
                total = Amount(sale.paid_minor, sale.currency)
                return title, T("{time} · {amount}", time=at, amount=total), "receipt"
            if job.kind == "label":
                product = self.services.catalogue.product(job.subject_id)
                many = N("{n} label", "{n} labels", job.copies)
                return product.name, T("{time} · {labels}", time=at, labels=many), "tag"
            if job.kind == "card":
                return T("Client's card"), at, "id-card"
            if job.kind == "timesheet":
                name = self.services.team.member(job.subject_id).name
                month = Day(date.fromisoformat(job.about), "month")
                return T("Hours of {name}", name=name), side_by_side([month, at]), "clock"
            if job.kind == "cash":
                moved = self.services.cash.movement(job.subject_id)
                title = T("Cash voucher {number}", number=moved.number)
                sum_ = Amount(moved.amount_minor, moved.currency)
                return title, T("{time} · {amount}", time=at, amount=sum_), "banknote"
            if job.kind == "x":
                return T("X, not a till closing"), at, "wallet"
            if job.kind == "z":
                number = self.services.closings.by_id(job.subject_id).number
                return T("Till closing Z {number}", number=number), at, "wallet"
            if job.kind == "page":
                return self._page(job), at, "invoice"
            visit = self.services.agenda.get(job.subject_id)
            return T("Booking of {name}", name=visit.client_name), at, "calendar"
        except NotFound:
            return T("Paper"), at, "printer"

    def _page(self, job: PrintJob) -> Text:
        if job.about == "reminder":
            name = self.services.invoice_files.letter_name(job.subject_id)
            return T("Reminder {n}", n=name)
        return T("Invoice {number}", number=self.services.invoices.row(job.subject_id).number)

    def again(self, key: str) -> None:
        """Prints a paper once more: marked as a copy when it may have come out."""
        self.services.printing.again(bytes.fromhex(key))
        self.hardware.print_soon()
        self._load()

    def drop(self, key: str) -> None:
        """It came out after all, or nobody needs it. The sale stays as it is."""
        self.services.printing.drop(bytes.fromhex(key))
        self.host.say(Toast(T("It will not be printed. The sale stays."), "info"))
        self._load()

    def drop_all(self) -> None:
        """Nobody needs what waits, such as the receipts of days when the printer was off."""
        require_manager(self)
        self.services.printing.drop_all()
        self.host.say(Toast(T("Nothing waits any more. The sales stay."), "info"))
        self._load()

    def devices(self) -> None:
        """What each device does, and ways to try it."""
        self.host.go("devices")
