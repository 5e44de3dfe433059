"""The plainly fictitious sample salon, built through the salon's own services."""

from kiosk.sample.build import build, build_small
from kiosk.sample.sample import Sample, SampleClient, SampleStaff, SampleVisit

__all__ = ["Sample", "SampleClient", "SampleStaff", "SampleVisit", "build", "build_small"]
