"""Letters by e-mail: the outbox that the agent sends, and the account that it sends with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kiosk.salon.domain import mail
from kiosk.salon.domain.country import LANGUAGES
from kiosk.salon.domain.errors import NotFound, Refused, existing
from kiosk.salon.domain.fiscal.port import WAITING
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.keys import sealing
from kiosk.salon.domain.mail import (
    Letter,
    LetterKind,
    LetterState,
    MailAccount,
    Part,
    ReceiptBy,
    Written,
)
from kiosk.salon.domain.text import Amount, Msg, T
from kiosk.salon.domain.till.sale import Sale
from kiosk.salon.services.context import Area, Context
from kiosk.salon.services.team import require_manager
from kiosk.salon.store.clients import table as clients
from kiosk.salon.store.fiscal import items
from kiosk.salon.store.mail import letters
from kiosk.salon.store.sync import accounts
from kiosk.salon.store.till import printing

NOT_SET_UP = T("E-mail is not set up yet. A manager does that under More, E-mail.")
GONE = T("This letter does not wait any more.")
PDF, PLAIN = "application/pdf", "text/plain"
CODE_MS = 40_000
"""A receipt waits no longer for an office's code: it is to be handed over at once, and the desk
looks every twenty seconds."""
STUCK_MS = 3_600_000
"""A letter that has waited so long is worth a word at the desk."""


class Mail(Area):
    # -- the account ------------------------------------------------------------------------------

    def ready(self) -> bool:
        """Whether letters can be written at all."""
        return (
            not self._context.training
            and accounts.get(self._context.store, mail.ACCOUNT) is not None
        )

    def account(self) -> MailAccount | None:
        """Without its password; None when none is set up, or its key is lost."""
        found = account_of(self._context)
        return replace(found, password="") if found else None

    def problem(self) -> str:
        """What stops all letters, a key of :data:`kiosk.salon.domain.mail.PROBLEMS`, or empty."""
        kept = accounts.get(self._context.store, mail.ACCOUNT)
        if kept is None:
            return ""
        return kept.problem or ("" if account_of(self._context) else "key")

    def stopped(self) -> bool:
        """Whether something stops letters that wait. To be looked at once a second."""
        kept = accounts.get(self._context.store, mail.ACCOUNT)
        return kept is not None and bool(kept.problem) and self.open_count() > 0

    def works(self) -> bool:
        """Whether the mail server has taken a letter since the account was kept."""
        kept = accounts.get(self._context.store, mail.ACCOUNT)
        return kept is not None and kept.ok_at > 0

    def set_account(self, account: MailAccount, by: Id) -> None:
        """Keeps it, the password readable with the salon's key only; what waits is tried at once.
        A password left empty stays the one before, unless it would go to another server or with
        another name. Refused: not a manager, a field that cannot be right."""
        context = self._context
        with context.store.transaction():
            require_manager(context, by)
            before = account_of(context)
            same = before is not None and (before.host, before.user) == (
                account.host.strip().lower(),
                account.user.strip(),
            )
            if before is not None and same and not account.password:
                account = replace(account, password=before.password)
            account = mail.checked(account)
            key_id, sealed = sealing.seal(context.keys, mail.PURPOSE, account.dump())
            server = f"{account.host}:{account.port}"
            now = context.now()
            row = accounts.Account(mail.ACCOUNT, server, account.sender, key_id, sealed, now)
            accounts.put(context.store, row)
            letters.write_anew(context.store)
            context.note("mail.account", by, server=server, sender=context.mark(account.sender))

    def forget_account(self, by: Id) -> None:
        """Nothing is sent any more; what waits stays. Refused: not a manager."""
        context = self._context
        with context.store.transaction():
            require_manager(context, by)
            if accounts.forget(context.store, mail.ACCOUNT):
                context.note("mail.account", by, server="")

    def try_now(self, by: Id | None) -> None:
        """Whatever stopped the letters is put right, somebody says: they are tried at once."""
        context = self._context
        with context.store.transaction():
            accounts.set_problem(context.store, mail.ACCOUNT, "")
            letters.hurry(context.store)

    # -- writing ----------------------------------------------------------------------------------

    def invoice(self, invoice_id: Id, address: str, by: Id | None) -> Id:
        """An invoice in its own language; it leaves when its PDF is made. The same one to the same
        address that still waits is not written twice. Refused: no account, no address."""
        context = self._context
        with context.store.transaction():
            about = existing(
                letters.about_invoice(context.store, invoice_id),
                T("This invoice does not exist."),
            )
            due_on = date.fromisoformat(about.due_on) if about.due_on else None
            written = mail.invoice_letter(
                about.kind,
                about.number,
                Amount(about.total_minor, about.currency),
                Amount(about.due_minor, about.currency),
                due_on,
                context.salon.name,
            )
            pdf = Part(f"{about.number}.pdf", PDF, "pdf", invoice_id)
            to = (invoice_id, about.client_id, address, about.language)
            return self._write("invoice", to, written, (pdf,), about.number, by)

    def receipt(self, sale_id: Id, address: str, by: Id | None) -> Id:
        """A receipt in the client's language; the desk draws it and it leaves then. Refused as
        :meth:`invoice`."""
        context = self._context
        with context.store.transaction():
            about = existing(
                letters.about_sale(context.store, sale_id), T("This sale does not exist.")
            )
            written = mail.receipt_letter(about.number, context.salon.name)
            text = Part(f"{about.number}.txt", PLAIN, "text")
            to = (sale_id, about.client_id, address, about.language)
            return self._write("receipt", to, written, (text,), about.number, by)

    def reminder(self, reminder_id: Id, address: str, by: Id | None) -> Id:
        """A reminder of an unpaid invoice with its letter as PDF and the invoice once more. Refused
        as :meth:`invoice`."""
        context = self._context
        with context.store.transaction():
            about = letters.about_reminder(context.store, reminder_id)
            if about is None:
                raise NotFound(T("This reminder does not exist."))
            invoice = existing(
                letters.about_invoice(context.store, about.invoice_id),
                T("This invoice does not exist."),
            )
            written = mail.reminder_letter(
                invoice.number,
                Amount(about.open_minor, invoice.currency),
                date.fromisoformat(invoice.due_on),
                about.level,
                context.salon.name,
            )
            parts = (
                Part(f"{invoice.number}-{about.level}.pdf", PDF, "reminder", about.invoice_id),
                Part(f"{invoice.number}.pdf", PDF, "pdf", about.invoice_id),
            )
            to = (reminder_id, invoice.client_id, address, invoice.language)
            return self._write("reminder", to, written, parts, invoice.number, by)

    def test(self, address: str, by: Id) -> Id:
        """A letter that only shows that all is well. Refused: not a manager, no account."""
        context = self._context
        with context.store.transaction():
            require_manager(context, by)
            written = mail.trial_letter(context.salon.name)
            subject_id = context.new_id()
            return self._write("test", (subject_id, None, address, ""), written, (), "", by)

    def _write(
        self,
        kind: LetterKind,
        to: tuple[Id, Id | None, str, str],
        written: Written,
        parts: Sequence[Part],
        number: str,
        by: Id | None,
    ) -> Id:
        """``to``: the subject, whose letter it is, the address, the language."""
        context, store = self._context, self._context.store
        subject_id, client_id, typed, language = to
        if context.training:
            raise Refused(T("This is practice: nothing is sent from here."))
        account = accounts.get(store, mail.ACCOUNT)
        if account is None:
            raise Refused(NOT_SET_UP)
        address = mail.address_of(typed)
        for earlier in letters.of_subject(store, subject_id):
            if earlier.address == address and earlier.state in ("new", "sent"):
                return earlier.id
        salon = context.salon
        spoken = language if language in LANGUAGES else salon.language or salon.rules.language
        said = [context.say_in(spoken, one) for one in written.paragraphs]
        signed = mail.signature(
            salon.name, salon.street, f"{salon.postcode} {salon.city}", salon.phone, salon.email
        )
        letter_id, now = context.new_id(), context.now()
        letter = Letter(
            id=letter_id,
            message_id=mail.message_id(letter_id, account.title),
            kind=kind,
            subject_id=subject_id,
            client_id=client_id,
            address=address,
            subject=mail.one_line(context.say_in(spoken, written.subject)),
            text="\n\n".join([*said, "\n".join(signed)]) + "\n",
            state="new",
            error="",
            tries=0,
            next_at=0,
            created_at=now,
            sent_at=None,
            settled_at=None,
            ready=False,
        )
        letters.add(store, letter, parts, by)
        whose = clients.pseudonym(store, client_id) if client_id else ""
        context.note(
            "mail.written", by, letter=kind, number=number, client=whose, to=context.mark(address)
        )
        return letter_id

    # -- what became of them ----------------------------------------------------------------------

    def get(self, letter_id: Id) -> Letter:
        return existing(letters.get(self._context.store, letter_id), GONE)

    def of(self, subject_id: Id) -> tuple[Letter, ...]:
        """Letters about an invoice, a sale or a reminder, newest first."""
        return letters.of_subject(self._context.store, subject_id)

    def open_letters(self, most: int = 1000) -> tuple[Letter, ...]:
        """Those that wait, are on their way, were refused, or may have arrived; the oldest
        first."""
        return letters.open_letters(self._context.store, most)

    def latest_sent(self, most: int) -> tuple[Letter, ...]:
        """Of the last letters those that the mail server took, newest first."""
        return letters.latest_sent(self._context.store, most)

    def open_count(self) -> int:
        return letters.count_open(self._context.store)

    def stuck_count(self) -> int:
        """Those that somebody must look at, or that have waited for an hour."""
        return letters.count_stuck(self._context.store, self._context.now() - STUCK_MS)

    def again(self, letter_id: Id, by: Id | None) -> None:
        """Sends one again that was refused or may have arrived: the same letter under the same id,
        which lets many mail programs show it once. One that waits is tried at once."""
        context = self._context
        with context.store.transaction():
            letter = existing(letters.get(context.store, letter_id), GONE)
            before: tuple[LetterState, ...] = ("new", "refused", "unknown")
            if not letters.change(context.store, letter_id, before, "new", None):
                raise NotFound(GONE)
            self._note(letter, "again", by)

    def arrived(self, letter_id: Id, by: Id | None) -> None:
        """One that may have arrived did, somebody says."""
        self._settle(letter_id, ("unknown",), "accepted", by)

    def drop(self, letter_id: Id, by: Id | None) -> None:
        """It is not sent (any more)."""
        self._settle(letter_id, ("new", "refused", "unknown"), "dropped", by)

    def _settle(
        self,
        letter_id: Id,
        before: tuple[LetterState, ...],
        state: LetterState,
        by: Id | None,
    ) -> None:
        context = self._context
        with context.store.transaction():
            letter = existing(letters.get(context.store, letter_id), GONE)
            if not letters.change(context.store, letter_id, before, state, context.now()):
                raise NotFound(GONE)
            self._note(letter, state, by)

    def _note(self, letter: Letter, became: str, by: Id | None) -> None:
        to = self._context.mark(letter.address) if letter.address else ""
        self._context.note("mail.decided", by, letter=letter.kind, became=became, to=to)

    # -- receipts ---------------------------------------------------------------------------------

    def wish(self, client_id: Id) -> tuple[ReceiptBy, str]:
        """How a client wants receipts, and the address that is known."""
        found = letters.wish(self._context.store, client_id)
        if found is None:
            return "", ""
        wanted: ReceiptBy = "email" if found[0] == "email" else "paper" if found[0] else ""
        return wanted, found[1]

    def set_wish(self, client_id: Id, receipt_by: ReceiptBy, by: Id | None) -> None:
        """From the next sale on; journalled."""
        context = self._context
        with context.store.transaction():
            if letters.set_wish(context.store, client_id, receipt_by, context.now()):
                whose = clients.pseudonym(context.store, client_id)
                context.note("client.receipt_by", by, client=whose, receipt_by=receipt_by)

    def on_paper(self, sale_id: Id) -> bool:
        """The receipt is wanted on paper after all. If it has not left and nothing was printed, its
        letter is dropped and it is printed as the one that it is; False when it is out already, so
        that paper would be a copy."""
        context = self._context
        with context.store.transaction():
            written = letters.of_subject(context.store, sale_id)
            if not written or any(one.state not in ("new", "dropped") for one in written):
                return False
            if printing.has_receipt(context.store, sale_id):
                return False
            for letter in written:
                letters.change(context.store, letter.id, ("new",), "dropped", context.now())
            printing.add(context.store, context.new_id(), "receipt", sale_id, context.now())
            return True

    def unwritten_receipts(self, most: int = 20) -> tuple[tuple[Id, Id, str], ...]:
        """Letters whose receipt the desk has still to draw: the letter, the sale, the language.
        One that waits for a fiscal office's code has it first, unless that takes longer than
        :data:`CODE_MS`."""
        store, now = self._context.store, self._context.now()
        found = []
        for letter in letters.unwritten(store, most):
            about = letters.about_sale(store, letter.subject_id)
            item = items.of_subject(store, letter.subject_id)
            waits = item is not None and item.state in WAITING
            if about is not None and not (waits and 0 <= now - letter.created_at < CODE_MS):
                found.append((letter.id, letter.subject_id, about.language))
        return tuple(found)

    def wants_pdf(self) -> bool:
        """Whether receipts are attached as PDF besides standing in the letter."""
        account = self.account()
        return account is not None and account.receipt_pdf

    def receipt_drawn(self, letter_id: Id, text: str, pdf: bytes | None) -> None:
        """Keeps the receipt of a letter, once; ``pdf`` None: the text alone."""
        context = self._context
        with context.store.transaction():
            letter = letters.get(context.store, letter_id)
            if letter is None or not letters.fill_text(context.store, letter_id, text.encode()):
                return
            if pdf is not None:
                name = letters.part_name(context.store, letter_id).removesuffix(".txt")
                part = Part(f"{name}.pdf", PDF, "receipt", data=pdf)
                letters.add_parts(context.store, letter_id, (part,), first=1)


def account_of(context: Context) -> MailAccount | None:
    """With its password, for who sends; None when there is none or its key is lost."""
    kept = accounts.get(context.store, mail.ACCOUNT)
    if kept is None:
        return None
    try:
        text = sealing.unseal(context.keys, mail.PURPOSE, kept.key_id, kept.sealed)
        return MailAccount.load(text)
    except ValueError:
        return None


def receipt_by_mail(context: Context, sale: Sale, by: Id | None) -> bool:
    """Writes the letter of a sale that is being posted, for a client who wants receipts so; whether
    there need be no paper. Nothing that is wrong with an address stops a sale."""
    if sale.kind != "sale" or sale.client_id is None:
        return False
    wanted = letters.wish(context.store, sale.client_id)
    if wanted is None or wanted[0] != "email" or not Mail(context).ready():
        return False
    try:
        Mail(context).receipt(sale.id, wanted[1], by)
    except Refused:
        return False
    return context.salon.country not in mail.PAPER_TOO


def problem_words(problem: str) -> Msg:
    """What stopped the letters, for people."""
    return mail.PROBLEMS.get(problem, T("Something stops the letters."))
