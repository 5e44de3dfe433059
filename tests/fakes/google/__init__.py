"""A stateful fake Google account."""

from .clock import FakeClock
from .faults import Fault, Faults
from .service import SCOPES, FakeGoogle
from .switches import Quotas, Switches

__all__ = ["SCOPES", "FakeClock", "FakeGoogle", "Fault", "Faults", "Quotas", "Switches"]
