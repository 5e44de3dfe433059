"""Draws ``kiosk.presenters.clients.client``."""

from kivy.properties import ObjectProperty

from kiosk.salon.domain.text import T
from kiosk.ui.kit import PultScreen


class ClientScreen(PultScreen):
    """``facts``: what is known of the person, for the card at the left."""

    facts = ObjectProperty(())

    def on_state(self, _screen, state) -> None:
        self.facts = (
            (T("Last visit"), state.last),
            (T("Next visit"), state.next),
            (T("Note"), state.note),
            (T("Phone"), state.phone),
            (T("Other phone"), state.other_phone),
            (T("E-mail"), state.email),
            (T("Birthday"), state.birthday),
            (T("Address"), state.address),
            (T("Points"), state.points),
            (T("Client's account"), state.account),
        )
