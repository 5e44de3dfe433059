"""The background agent's room.

It reads what changed from ``kiosk.salon.store.changes`` and writes what arrived through
``kiosk.salon.services``; it never touches a device, and the kiosk never touches the internet. They
meet in the database.
"""
