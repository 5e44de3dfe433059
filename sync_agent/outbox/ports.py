"""What waits in the database to be sent, as the agent sees it: one step at a time."""

from __future__ import annotations

from typing import Protocol

from sync_agent.open_salon import OpenSalon


class Outbox(Protocol):
    """Sends what waits for one office or server, in a thread that it shares with no other. Asked
    again and again; it keeps its own pace. An intent is committed before each request and its
    outcome after it, so a crash at any point leaves *unknown*, never a doubt that nobody sees."""

    @property
    def name(self) -> str:
        """In the log and in the name of its thread."""

    def step(self, salon: OpenSalon) -> float:
        """Sends at most one message; seconds until it wants to be asked again (0: at once). It is
        asked earlier when somebody wrote to the database. Raises what the database raises, and
        nothing of the network."""
