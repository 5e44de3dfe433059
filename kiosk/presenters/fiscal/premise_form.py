"""The place that receipts are issued in, as the Slovenian office wants it registered."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kiosk.presenters.args import Result
from kiosk.presenters.base import Toast
from kiosk.presenters.fiscal.args import PremiseCloseArgs, PremiseFormArgs
from kiosk.presenters.forms import FormButton, FormField, FormPresenter, require_manager, switch
from kiosk.salon.domain.entry import parsed_input
from kiosk.salon.domain.fiscal.premises import HIGHEST, KINDS, NewPremise
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import T

MARK_HINT = T("As in the salon's internal act; letters and digits")
OF_BUILDING = (
    *HIGHEST, "street", "house", "house_addition", "community", "city", "postcode",
)  # fmt: skip
ONLY_NEW = ("known", "last_number")


class PremiseForm(FormPresenter[PremiseFormArgs]):
    """A premise that is there is registered anew, with what has changed."""

    name = "premise_form"

    def forget(self) -> None:
        super().forget()
        self._id: Id | None = None
        self._typed_so_far: dict[str, FormField] = {}
        self._all: tuple[FormField, ...] = ()

    def begin(self, args: PremiseFormArgs) -> None:
        require_manager(self)
        self._id = args.premise_id
        known = next(
            (one for one in self.services.fiscal.premises() if one.id == args.premise_id), None
        )
        what = known.what if known is not None else self._usual()
        self._all = _fields(what, new=known is None)
        buttons: tuple[FormButton, ...] = ()
        if known is not None and known.state == "open":
            buttons = (FormButton("close_it", T("Close for good"), "danger"),)
        self.open(T("Premise"), self._asked(), extra=buttons, save_text=T("Register"))

    def _usual(self) -> NewPremise:
        """What the salon's own address says already."""
        salon = self.services.context.salon
        street, _, house = salon.street.rpartition(" ")
        if not (street and house[:1].isdigit()):
            street, house = salon.street, ""
        return NewPremise(
            code="PP1", device="B1", section=1, street=street, house=house,
            community=salon.city, city=salon.city, postcode=salon.postcode,
        )  # fmt: skip

    def _asked(self) -> tuple[FormField, ...]:
        """Of what is no building, and of what is registered already, no more than is needed."""
        typed = self._typed_so_far
        fields = tuple(typed.get(field.name, field) for field in self._all)
        values = {field.name: field.value for field in fields}
        hidden = OF_BUILDING if values["kind"] or values.get("known") else ()
        if values.get("known"):
            hidden = (*hidden, "kind")
        return tuple(field for field in fields if field.name not in hidden)

    def edit(self, name: str, value: str) -> None:
        super().edit(name, value)
        if name in ("kind", "known"):
            self._typed_so_far |= {field.name: field for field in self.state.fields}
            asked = self._asked()
            self._untouched = tuple(field.value for field in asked)
            self.show(replace(self.state, fields=asked))

    def close_it(self) -> None:
        if self._id is not None:
            self.host.go(PremiseCloseArgs(self._id))

    def resume(self, result: Result | None = None) -> None:
        """Back from closing it, there is nothing more to do here."""
        super().resume(result)
        now = {one.id: one.state for one in self.services.fiscal.premises()}
        if self._id is not None and now.get(self._id) == "closed":
            self.host.back()

    def submit(self) -> None:
        by = require_manager(self)
        numbers: dict[str, int | None] = {
            name: self.read(name, _whole, 0) for name in HIGHEST if self.has(name)
        }
        if self.has("last_number") and self.value("last_number").strip():
            numbers["last_number"] = self.read("last_number", _whole, 0)
        self.require_right()
        texts = [name for name in (*OF_BUILDING, "code", "device", "kind", "supplier")
                 if self.has(name) and name not in HIGHEST]  # fmt: skip
        more: dict[str, Any] = {**self.values(*texts), **numbers}
        known = self.has("known") and self.on("known")
        self.services.fiscal.open_premise(NewPremise(**more, known=known), by.id)
        self.hardware.sound("ok")
        told = T("The premise goes to the office before the next receipt.")
        if known:
            told = T("This desk numbers its receipts by it now.")
        self.host.say(Toast(told))
        self.host.back()


def _whole(text: str) -> int:
    """Nothing typed is none."""
    return parsed_input.decimal(text, 0) if text else 0


def _fields(what: NewPremise, *, new: bool) -> tuple[FormField, ...]:
    kinds = tuple(KINDS.items())
    fields = (
        FormField("code", T("Mark of the premise"), value=what.code, hint=MARK_HINT),
        FormField("device", T("Mark of this desk"), value=what.device, hint=MARK_HINT),
        switch("known", T("Another desk has registered it"), what.known),
        FormField("kind", T("Where it is"), "choice", what.kind, options=kinds),
        *(
            FormField(name, label, "number", str(getattr(what, name) or ""), hint=hint)
            for name, label, hint in (
                ("cadastre", T("Cadastral number"), T("From the land register")),
                ("building", T("Number of the building"), T("From the land register")),
                ("section", T("Part of the building"), T("From the land register")),
            )
        ),
        FormField("street", T("Street"), value=what.street),
        FormField("house", T("House number"), "figures", what.house),
        FormField("house_addition", T("Addition to it"), value=what.house_addition),
        FormField("community", T("Community"), "name", what.community),
        FormField("city", T("City"), "name", what.city),
        FormField("postcode", T("Postcode"), "number", what.postcode),
        FormField("supplier", T("Who supplies the program"), "figures", what.supplier,
            hint=T("Tax number, or the name of a foreign company")),
        FormField("last_number", T("Number of the last receipt so far"), "number",
            str(what.last_number or ""), hint=T("Empty where this desk made none before")),
    )  # fmt: skip
    return fields if new else tuple(one for one in fields if one.name not in ONLY_NEW)
