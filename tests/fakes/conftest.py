"""Fixtures of the fakes' own tests."""

from tests.fakes.google.fixture import google

__all__ = ["google"]
