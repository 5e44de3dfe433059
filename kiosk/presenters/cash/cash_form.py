"""Cash in or out: what for, how much, and where wanted the supplier's paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kiosk.presenters.base import Toast
from kiosk.presenters.cash.args import CashFormArgs
from kiosk.presenters.cash.drawer import open_drawer
from kiosk.presenters.cash.supplier_paper import paper_fields, read_paper
from kiosk.presenters.forms import SAVE, FormButton, FormField, FormPresenter, Options
from kiosk.presenters.till import law_words
from kiosk.salon.domain.entry import parsed_input
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.money import CURRENCIES
from kiosk.salon.domain.people import short_name
from kiosk.salon.domain.text import Amount, Msg, T, Text, side_by_side
from kiosk.salon.domain.till.cash import KINDS, CashEntry, CashKind, Way, offered

TITLES: dict[Way, Msg] = {"in": T("Cash in"), "out": T("Cash out")}
FIRST: dict[Way, CashKind] = {"in": "float", "out": "purchase"}
"""What it mostly is."""
WHERE: Options = (("drawer", T("Drawer")), ("safe", T("Safe")))
READING_SECONDS = 0.7
"""Sooner after a doubt was shown nobody says that it is right all the same."""
MORE = FormButton("more", T("More"), "plain")


class CashForm(FormPresenter[CashFormArgs]):
    """Asked are only the kind, the sum and what the kind wants; the rest is folded away."""

    name = "cash_form"

    def forget(self) -> None:
        super().forget()
        self._way: Way = "in"
        self._doubts: tuple[Text, ...] = ()
        self._read_at = 0.0
        self._folded = True

    def begin(self, args: CashFormArgs) -> None:
        self._way = args.way
        self.services.expenses.begin(self.by)
        fields = self._fields(FIRST[args.way])
        self.open(TITLES[args.way], fields, extra=(MORE,), first="amount")

    @property
    def _safe(self) -> bool:
        return self.has("where") and self.value("where") == "safe"

    def _fields(self, kind: CashKind) -> tuple[FormField, ...]:
        options = tuple((key, KINDS[key].name(self._way)) for key in self._kinds())
        party = T("From whom") if self._way == "in" else T("To whom")
        return (
            FormField("kind", T("What for"), "choice", kind, options=options),
            FormField("amount", T("Sum"), "money"),
            *self._of(kind),
            *(() if KINDS[kind].person or kind == "transfer" else (FormField("party", party),)),
            FormField("purpose", T("Note")),
            *(() if self._folded else self._more(kind)),
        )

    def _kinds(self) -> tuple[CashKind, ...]:
        found = offered(self._way, safe=self._safe)
        return found if self._tills() else tuple(one for one in found if one != "transfer")

    def _of(self, kind: CashKind) -> tuple[FormField, ...]:
        """What this kind wants to know besides the sum; what there is only one of is chosen."""
        if KINDS[kind].expense:
            items = self.services.expenses.items()
            return (_choice("item", T("Spent on"), [(one.id, one.name) for one in items]),)
        if KINDS[kind].person:
            team = self.services.team.members()
            people = [(one.id, short_name(one.first_name, one.last_name)) for one in team]
            return (_choice("person", T("Who"), people),)
        if kind == "transfer":
            label = T("From which till") if self._way == "in" else T("To which till")
            return (_choice("till", label, self._tills()),)
        return ()

    def _tills(self) -> list[tuple[Id, Text]]:
        """Those that money can come from and go to, the safe among them."""
        here = self.services.tills.here().id
        tills = {one.id: one for one in (*self.services.tills.all(), self.services.cash.safe())}
        return [
            (one.id, one.title)
            for one in tills.values()
            if one.active
            and one.id != here
            and one.kind != "cashless"
            # Out of the drawer into the safe is a kind of its own.
            and not (one.kind == "safe" and self._way == "out")
        ]

    def _more(self, kind: CashKind) -> tuple[FormField, ...]:
        where = FormField(
            "where", T("Where"), "choice", "safe" if self._safe else "drawer", options=WHERE
        )
        return (where, *self._currencies(), *(paper_fields(self) if KINDS[kind].expense else ()))

    def _currencies(self) -> tuple[FormField, ...]:
        """Where the till takes a second one."""
        codes = (self._code(""), self.services.rates.currency())
        options = tuple((code, code) for code in codes if code)
        if len(options) == 1:
            return ()
        return (FormField("currency", T("Currency"), "choice", codes[0], options=options),)

    def _code(self, chosen: str) -> str:
        return chosen or self.services.context.salon.currency.code

    def edit(self, name: str, value: str) -> None:
        """Another kind or place asks for other fields; what was typed stays."""
        self._settled()
        super().edit(name, value)
        if name in ("kind", "where"):
            kinds = self._kinds()
            kind = next((one for one in kinds if one == self.value("kind")), kinds[0])
            self._draw(kind)

    def more(self) -> None:
        """Where it lies, and the supplier's paper."""
        self._folded = False
        self._draw(next(one for one in self._kinds() if one == self.value("kind")))
        self.show(replace(self.state, extra=()))

    def _draw(self, kind: CashKind) -> None:
        typed = {field.name: field.value for field in self.state.fields}
        fields = []
        for field in self._fields(kind):
            known = typed.get(field.name, "")
            fits = not field.options or known in dict(field.options)
            fields.append(replace(field, value=known) if known and fits else field)
        self.show(replace(self.state, fields=tuple(fields)))
        self._untouched = tuple(field.value for field in self._fields(kind))

    def _settled(self) -> None:
        """What was doubted is looked at anew."""
        if self._doubts:
            self._doubts = ()
            self.show(replace(self.state, message="", save_text=SAVE))

    def submit(self) -> None:
        entry = self._entry()
        doubts = self._doubtful(entry)
        if doubts and doubts == self._doubts and self.clock.monotonic() < self._read_at:
            # The second half of a double touch: nobody has read what is said.
            return
        if doubts and doubts != self._doubts:
            self._doubts, self._read_at = doubts, self.clock.monotonic() + READING_SECONDS
            told = side_by_side(doubts)
            self.hardware.sound("attention")
            self.show(
                replace(
                    self.state, message=told, message_tone="warn", save_text=T("Save all the same")
                )
            )
            return
        sum_ = Amount(entry.amount_minor, entry.currency)
        of = side_by_side((KINDS[entry.kind].name(self._way), sum_))
        self.with_approval(lambda approved_by: self._save(entry, approved_by), of)

    def _doubtful(self, entry: CashEntry) -> tuple[Text, ...]:
        """What looks wrong, and what the law says of a purchase in cash."""
        told = self.services.cash.doubts(entry, self._way, self._who(), safe=self._safe)
        law: Text = ""
        if KINDS[entry.kind].expense and entry.currency == self._code(""):
            law = law_words.of_cash(self.services.context, entry.amount_minor)
        return (*told, law) if law else told

    def _entry(self) -> CashEntry:
        kind = next(one for one in self._kinds() if one == self.value("kind"))
        code = self._code(self.value("currency") if self.has("currency") else "")
        exponent = CURRENCIES[code].exponent
        amount = self.read("amount", lambda text: parsed_input.decimal(text, exponent), 0)
        paper = read_paper(self)
        self.require_right()
        return CashEntry(
            kind=kind,
            amount_minor=amount,
            currency=code,
            party=self.value("party") if self.has("party") else "",
            person_id=self._chosen("person"),
            purpose=self.value("purpose"),
            item_id=self._chosen("item"),
            paper=paper,
        )

    def _chosen(self, name: str) -> Id | None:
        return bytes.fromhex(self.value(name)) or None if self.has(name) else None

    def _who(self) -> Id:
        if self.by is None:
            raise Refused(T("Please unlock the desk first."))
        return self.by

    def _save(self, entry: CashEntry, approved_by: Id | None) -> None:
        box, by = self.services.cash, self._who()
        if entry.kind == "transfer":
            other, here = self._chosen("till"), self.services.tills.here().id
            if other is None:
                raise Refused(T("Choose another till."), field="till")
            ends = (other, here) if self._way == "in" else (here, other)
            box.transfer(
                *(*ends, entry.amount_minor, by),
                currency=entry.currency,
                purpose=entry.purpose,
                approved_by=approved_by,
            )
            number = ""
        elif self._way == "in":
            number = box.pay_in(entry, by, approved_by, safe=self._safe).number
        else:
            number = box.pay_out(entry, by, approved_by, safe=self._safe).number
        self.hardware.sound("ok")
        if number:
            self.hardware.print_soon()
            self.host.say(Toast(T("Cash voucher {number} is being printed.", number=number)))
        elif not self._safe:
            open_drawer(self)
        self.host.back()


def _choice(name: str, label: Msg, options: Sequence[tuple[Id, Text]]) -> FormField:
    keys = tuple((key.hex(), words) for key, words in options)
    return FormField(name, label, "choice", keys[0][0] if len(keys) == 1 else "", options=keys)
