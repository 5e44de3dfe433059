"""The engine's problems in the words of a salon whose remote is Google."""

from __future__ import annotations

from kiosk.salon.domain.text import Msg, T
from sync_agent.engine.problems import ScopeGone, SignInAgain


def sign_in_again(**facts: object) -> SignInAgain:
    return SignInAgain(T("Sign in to Google again. Everything here goes on working."), **facts)


def label_gone() -> ScopeGone:
    return ScopeGone(T("The label was deleted at Google. It is made anew."))


def refusal(why: str) -> Msg:
    """``why``: Google's own words."""
    return T("Google refuses it: {why}", why=why)
