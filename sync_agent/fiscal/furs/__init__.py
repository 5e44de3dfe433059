"""Slovenia's confirming of receipts (FURS): what waits in the database is sent, in order."""

OF_CERTIFICATE = frozenset({"S003", "S004", "S005", "S007", "S008"})
"""Codes that another certificate may change: what is sent again afterwards is signed anew."""
