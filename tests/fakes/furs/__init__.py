"""A tax office for tests (FURS): behaves as the real one does where we know it, and stricter where
it can be, since it knows the salon's key."""

from tests.fakes.furs.papers import Authority, Ring
from tests.fakes.furs.server import FakeFurs

__all__ = ["Authority", "FakeFurs", "Ring"]
