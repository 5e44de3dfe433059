"""The background agent's room.

It reads what changed from ``salon.store.changes`` and writes what arrived through
``salon.services``; it never touches a device, and the kiosk never touches the internet. They meet
in the database.
"""
