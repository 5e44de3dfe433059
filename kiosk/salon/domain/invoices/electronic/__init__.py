"""Invoices as files that programs read: one writer for each form that a country has."""
