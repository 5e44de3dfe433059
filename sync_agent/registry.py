"""The providers that a salon may use. The next one (a shop, a CRM) is one line here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.salon import settings
from kiosk.salon.domain import stored_message
from kiosk.salon.settings import Settings
from kiosk.salon.settings.pages import Page
from kiosk.salon.settings.section import Section
from kiosk.salon.store.database import Store
from kiosk.salon.store.sync import services as sync_services
from sync_agent.google.provider import PROVIDER as GOOGLE
from sync_agent.provider import Configured, Entry, Provider

PROVIDERS: tuple[Provider[Any], ...] = (GOOGLE,)


@dataclass(frozen=True, slots=True)
class Service:
    """An account of a provider, with what it keeps in step."""

    provider: Provider[Any]
    account: Configured[Any]
    remotes: tuple[Entry, ...]


def sections() -> Mapping[str, type[Section]]:
    """The settings of all providers, by name."""
    return {provider.name: provider.settings for provider in PROVIDERS}


def pages() -> tuple[Page, ...]:
    """What of these can be set at the screen."""
    return tuple(provider.page for provider in PROVIDERS if provider.page is not None)


def load(path: Path) -> Settings:
    """The settings with those of all providers, so that no typing mistake is overlooked."""
    return settings.load(path, sections())


def services(found: Settings) -> tuple[Service, ...]:
    """Every account of every provider, in the order in which they run."""
    return tuple(
        Service(provider, account, tuple(provider.remotes(account)))
        for provider in PROVIDERS
        for account in _accounts(provider, found.service(provider.name, provider.settings))
    )


def _accounts(provider: Provider[Any], section: Section) -> list[Configured[Any]]:
    own = {provider.name: provider.title}
    titles = provider.accounts(section) if provider.accounts else own
    return [Configured(name, title, section) for name, title in titles.items()]


def describe(store: Store, found: Settings) -> None:
    """Tells the desk what there is: it shows services as rows, whoever they are of."""
    sync_services.put(store, [_described(service) for service in services(found)])


def _described(service: Service) -> sync_services.ServiceRow:
    provider = service.provider
    return sync_services.ServiceRow(
        service.account.name,
        service.account.title,
        stored_message.dump(provider.about),
        provider.sign_in.files,
        provider.sign_in.needs,
        tuple(
            sync_services.PromiseRow(icon, stored_message.dump(words))
            for icon, words in provider.promises
        ),
        tuple(
            sync_services.ChannelRow(
                entry.name, stored_message.dump(entry.title), entry.about, entry.direction
            )
            for entry in service.remotes
        ),
    )
