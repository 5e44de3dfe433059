"""The account that letters are sent with; saving it sends a letter that shows whether it works."""

from __future__ import annotations

from typing import cast

from kiosk.presenters.base import Toast
from kiosk.presenters.forms import FormButton, FormField, FormPresenter, require_manager, switch
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.mail import PORTS, MailAccount, Security
from kiosk.salon.domain.text import T, Text

SECURITY: tuple[tuple[Security, Text], ...] = (("starttls", "STARTTLS"), ("tls", "TLS"))
KEPT = T("Empty: it stays as it is.")


class MailForm(FormPresenter[None]):
    name = "mail_form"

    def begin(self, _: None) -> None:
        require_manager(self)
        account = self.services.mail.account()
        email = self.services.context.salon.email
        shown = account or MailAccount(host="", user=email, sender=email)
        fields = (
            FormField("host", T("Mail server"), "email", shown.host, hint="smtp.example.com"),
            FormField("security", T("Encryption"), "choice", shown.security, options=SECURITY),
            FormField("port", T("Port"), "number", str(shown.port)),
            FormField("user", T("Name to sign in with"), "email", shown.user),
            FormField("password", T("Password"), "secret", hint=KEPT if account else ""),
            FormField("sender", T("Letters come from"), "email", shown.sender),
            FormField("reply_to", T("Answers go to"), "email", shown.reply_to,
                      hint=T("Empty: to the same address.")),
            switch("receipt_pdf", T("Receipts with a PDF too"), shown.receipt_pdf),
        )  # fmt: skip
        remove = FormButton("remove", T("Send no more e-mail"), "danger")
        self.open(
            T("E-mail"),
            fields,
            extra=(remove,) if account else (),
            save_text=T("Save and send a test"),
            first="" if account else "host",
        )

    def edit(self, name: str, value: str) -> None:
        super().edit(name, value)
        if name == "security" and self.value("port") in map(str, PORTS.values()):
            # The usual one of the other way of encryption is meant, unless another was typed.
            super().edit("port", str(PORTS[cast(Security, value)]))

    def submit(self) -> None:
        member = require_manager(self)
        port = self.read("port", _port, 0)
        self.require_right()
        account = MailAccount(
            host=self.value("host"),
            port=port,
            security=cast(Security, self.value("security")),
            user=self.value("user"),
            # As it was typed, blanks too.
            password=next(one.value for one in self.state.fields if one.name == "password"),
            sender=self.value("sender"),
            reply_to=self.value("reply_to"),
            receipt_pdf=self.on("receipt_pdf"),
        )
        self.services.mail.set_account(account, member.id)
        self.services.mail.test(account.sender, member.id)
        self.host.say(Toast(T("A test goes to {address}.", address=account.sender), "info"))
        self.host.back()

    def remove(self) -> None:
        member = require_manager(self)
        self.services.mail.forget_account(member.id)
        self.host.say(Toast(T("Nothing is sent any more. What waits stays here."), "info"))
        self.host.back()


def _port(text: str) -> int:
    if not text.isdigit() or len(text) > 5:
        raise Refused(T("A port is a number up to 65535."))
    return int(text)
