"""Statements of banks: one file a format, the same lines out of all of them.

:func:`kiosk.salon.domain.invoices.statements.reading.read` finds the format.
"""
