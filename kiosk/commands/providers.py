"""Commands of providers, such as `pult google`: what they do stands in the provider's folder."""

from __future__ import annotations

from kiosk.commands.common import Commands


def add(commands: Commands) -> None:
    from sync_agent import registry

    for provider in registry.PROVIDERS:
        if (command := provider.command) is not None:
            parser = commands.add_parser(
                provider.name, help=command.help, description=command.description
            )
            command.add_actions(parser, registry.load)
