"""A stateful fake Google account."""

from .clock import FakeClock
from .doors import SCOPES
from .faults import Fault, Faults
from .service import FakeGoogle
from .switches import Quotas, Switches

__all__ = ["SCOPES", "FakeClock", "FakeGoogle", "Fault", "Faults", "Quotas", "Switches"]
