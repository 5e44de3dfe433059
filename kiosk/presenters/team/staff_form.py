"""Adding a member of staff, or editing one: also the PIN and the card."""

from __future__ import annotations

from dataclasses import replace

from kiosk.presenters.agenda.args import HoursFormArgs
from kiosk.presenters.args import Result
from kiosk.presenters.base import Toast
from kiosk.presenters.clients.args import CardsArgs
from kiosk.presenters.clients.card_words import copy_refused, taken_by
from kiosk.presenters.forms import (
    FormButton,
    FormField,
    FormPresenter,
    Options,
    require_manager,
    switch,
)
from kiosk.presenters.team.args import RightsArgs, StaffFormArgs
from kiosk.salon.domain import pins
from kiosk.salon.domain.cards.number import CardHolder
from kiosk.salon.domain.country import LANGUAGES
from kiosk.salon.domain.entry import parsed_input, phones
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.people import ROLES, StaffMember, manages, may_overbook
from kiosk.salon.domain.text import T, Text
from kiosk.salon.services.cards import CardTaken, TappedCard


class StaffForm(FormPresenter[StaffFormArgs]):
    """Cards are given once the person is saved."""

    name = "staff_form"

    def forget(self) -> None:
        super().forget()
        self._member = StaffMember(b"", "", "")
        self._giving = self._replacing = False

    def begin(self, args: StaffFormArgs) -> None:
        team = self.services.team
        self._giving = False
        self._member = (
            team.member(args.staff_id)
            if args.staff_id
            else StaffMember(b"", "", "", colour=len(team.members(inactive=True)))
        )
        title = T("Edit member of staff") if args.staff_id else T("New member of staff")
        self.open(title, self._fields(self._member), extra=self._buttons())
        self._tell()

    def _tell(self) -> None:
        member = self._member
        if member.id and member.active and not self.services.team.may_sign_in(member):
            told: Text = T("Without a PIN or a card nobody can sign in: give one of them.")
            self.show(replace(self.state, message=told, message_tone="info"))
        elif self._member.id and manages(self.host.staff):
            given = self.services.cards.all_of(self._holder)
            if told := copy_refused(given, self.services.context.salon):
                self.show(replace(self.state, message=told, message_tone="info"))

    def _fields(self, member: StaffMember) -> tuple[FormField, ...]:
        languages: Options = (("", T("As the salon")), *LANGUAGES.items())
        pin = T("Leave empty to keep the PIN") if member.has_pin else T("4 to 8 digits")
        fields = (
            FormField("first_name", T("First name"), "name", value=member.first_name),
            FormField("last_name", T("Last name"), "name", value=member.last_name),
            FormField("position", T("Position"), value=member.position),
            FormField("pin", T("New PIN"), "pin", hint=pin),
            FormField(
                "role", T("Staff or manager"), "choice", member.role, options=tuple(ROLES.items())
            ),
            FormField("language", T("Language"), "choice", member.language, options=languages),
            FormField("phone", T("Phone"), "phone", member.phone),
            FormField("email", T("E-mail"), "email", member.email),
            FormField(
                "discount_limit",
                T("Discount without asking (%)"),
                "number",
                "" if member.discount_limit is None else str(member.discount_limit),
                hint=T("As the salon"),
            ),
            *self._told_to_an_office(member),
            switch("bookable", T("Has a column in the agenda"), member.bookable),
            switch("overbooks", T("May book where it does not fit"), may_overbook(member)),
        )
        return (*fields, switch("active", T("Active"), member.active)) if member.id else fields

    def _told_to_an_office(self, member: StaffMember) -> tuple[FormField, ...]:
        """Who made a receipt, where the country's office wants to know."""
        if self.services.fiscal.office() != "furs":
            return ()
        hint = T("The tax office is told who sold; eight digits, or a foreigner's number")
        return (FormField("tax_number", T("Tax number"), "figures", member.tax_number, hint=hint),)

    def _buttons(self) -> tuple[FormButton, ...]:
        if not self._member.id:
            return ()
        buttons = [FormButton("give_card", T("Give a card"))]
        if not manages(self._member):
            buttons.insert(0, FormButton("rights", T("Rights"), "plain"))
        if self._member.bookable:
            buttons.insert(0, FormButton("hours", T("Hours"), "plain"))
        if self.services.cards.of(self._holder):
            buttons.insert(0, FormButton("replace_card", T("Replace the card")))
        if self.services.cards.all_of(self._holder):
            buttons.insert(0, FormButton("cards", T("Cards"), "plain"))
        return tuple(buttons)

    @property
    def _holder(self) -> CardHolder:
        return CardHolder("staff", self._member.id)

    def submit(self) -> None:
        by = require_manager(self)
        region = self.services.context.salon.country
        phone = self.read("phone", lambda text: phones.normalise(text, region), "")
        pin = self.read("pin", _good_pin, "")
        limit = self.read("discount_limit", _limit, None)
        self.require_right()
        member = replace(
            self._member,
            **self.values("first_name", "last_name", "position", "email", "role", "language"),
            tax_number=(
                self.value("tax_number") if self.has("tax_number") else self._member.tax_number
            ),
            phone=phone,
            bookable=self.on("bookable"),
            overbooks=self.on("overbooks"),
            discount_limit=limit,
            active=self.on("active"),
        )
        saved = self.services.team.save(member, by.id)
        if pin:
            self.services.team.set_pin(saved.id, pin, by.id)
        self.host.say(self._saved(saved, bool(pin)))
        self.host.back()

    def _saved(self, member: StaffMember, pin: bool) -> Toast:
        """Who has neither PIN nor card is told of, with the way on: at the door it is too late."""
        if not member.active or pin or self.services.team.may_sign_in(member):
            return Toast(T("{name} is saved.", name=member.name))
        told = T("{name} has no PIN and no card yet and cannot sign in.", name=member.name)
        args = StaffFormArgs(member.id)
        return Toast(told, "warn", T("Give a PIN"), lambda: self.host.go(args))

    def hours(self) -> None:
        """When this person works."""
        self.host.go(HoursFormArgs(self._member.id))

    def rights(self) -> None:
        """What this person may do alone."""
        require_manager(self)
        self.host.go(RightsArgs(self._member.id))

    # -- cards --------------------------------------------------------------------------------

    def give_card(self) -> None:
        """The next card tapped is one more of this person's."""
        self._wait_for_card(replacing=False)

    def replace_card(self) -> None:
        """The next card tapped takes the place of those this person has."""
        self._wait_for_card(replacing=True)

    def _wait_for_card(self, *, replacing: bool) -> None:
        require_manager(self)
        self._giving, self._replacing = True, replacing
        told = T("Put the new card on the reader.")
        self.show(replace(self.state, message=told, message_tone="info"))

    def cards(self) -> None:
        """The cards this person has or had."""
        self._giving = False
        self.show(replace(self.state, message=""))
        self.host.go(CardsArgs(self._holder))

    def resume(self, _: Result | None = None) -> None:
        self.show(replace(self.state, extra=self._buttons()))

    @property
    def gives_card(self) -> bool:
        return self._giving

    def card(self, card: TappedCard) -> bool:
        if not self._giving:
            return False
        by = require_manager(self)
        try:
            self.services.cards.give(card.tap, self._holder, by.id, replacing=self._replacing)
        except CardTaken as taken:
            self.refused(taken_by(self.services, taken))
            return True
        except Refused as error:
            self.refused(error)
            return True
        self._giving = False
        self.hardware.sound("ok")
        self.host.say(Toast(T("The card belongs to {name} now.", name=self._member.name)))
        self.show(replace(self.state, message="", extra=self._buttons()))
        return True


def _good_pin(text: str) -> str:
    if text:
        pins.require_good(text)
    return text


def _limit(text: str) -> int | None:
    """Whole percent; None as the salon has it."""
    if not text:
        return None
    percent = parsed_input.percent_bp(text)
    if percent % 100:
        raise Refused(T("Please enter whole percent."))
    return percent // 100
