"""With whom invoices are told to the Hungarian office. The desk keeps it; whether the office lets
it in, the agent finds out at once."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.salon.domain.fiscal import technical_user
from kiosk.salon.domain.fiscal.technical_user import TechnicalUser
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.keys import sealing
from kiosk.salon.services.context import Area, Context
from kiosk.salon.services.team import require_manager
from kiosk.salon.store.fiscal import sending
from kiosk.salon.store.sync import accounts

SECRETS = ("password", "sign_key", "exchange_key")


@dataclass(frozen=True, slots=True)
class NavState:
    """``user``: without its secrets. ``ok_at``: when it was last let in, UTC ms, 0 never.
    ``problem``: a key of :data:`technical_user.PROBLEMS`, or empty; neither: it is being tried."""

    user: TechnicalUser
    ok_at: int
    problem: str


class NavUser(Area):
    def state(self) -> NavState | None:
        """None when nobody is set up."""
        kept = accounts.get(self._context.store, technical_user.ACCOUNT)
        if kept is None:
            return None
        found = opened(self._context)
        shown = TechnicalUser(login=kept.title, tax_number=kept.account)
        return NavState(shown, kept.ok_at, kept.problem or ("" if found else "key"))

    def set_user(self, user: TechnicalUser, by: Id) -> None:
        """Keeps it, its secrets readable with the salon's key only, and has it tried at once. A
        secret left empty stays the one before, of the same user. Refused: not a manager, a field
        that cannot be right."""
        context = self._context
        with context.store.transaction():
            require_manager(context, by)
            before = opened(context)
            if before is not None and before.login == user.login.strip():
                kept = {name: getattr(before, name) for name in SECRETS if not getattr(user, name)}
                user = replace(user, **kept)
            user = technical_user.checked(user)
            key_id, sealed = sealing.seal(context.keys, technical_user.PURPOSE, user.dump())
            row = accounts.Account(
                technical_user.ACCOUNT, user.tax_number, user.login, key_id, sealed, context.now()
            )
            accounts.put(context.store, row)
            sending.hurry(context.store, technical_user.ACCOUNT)
            context.note("fiscal.account", by, office="nav", tax_number=user.tax_number)

    def forget(self, by: Id) -> None:
        """Nothing is told any more; what waits stays. Refused: not a manager."""
        context = self._context
        with context.store.transaction():
            require_manager(context, by)
            if accounts.forget(context.store, technical_user.ACCOUNT):
                context.note("fiscal.account", by, office="nav", tax_number="")

    def try_now(self) -> None:
        """Whatever was wrong is put right, somebody says: it is tried at once."""
        store = self._context.store
        with store.transaction():
            accounts.set_untried(store, technical_user.ACCOUNT)
            sending.hurry(store, technical_user.ACCOUNT)


def opened(context: Context) -> TechnicalUser | None:
    """With its secrets; None when none is set up, or its key is lost. Sealed anew after the salon's
    key was changed."""
    kept = accounts.get(context.store, technical_user.ACCOUNT)
    if kept is None:
        return None
    try:
        text = sealing.unseal(context.keys, technical_user.PURPOSE, kept.key_id, kept.sealed)
        user = TechnicalUser.load(text)
    except ValueError:
        return None
    if kept.key_id != context.keys.key_id:
        again = sealing.seal(context.keys, technical_user.PURPOSE, text)
        accounts.set_sealed(context.store, technical_user.ACCOUNT, *again)
    return user
