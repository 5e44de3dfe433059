"""Asks public registers who stands behind a company's number."""
