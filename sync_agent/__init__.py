"""The background agent's room.

It will read what changed from ``kiosk.store.changes`` and write what arrived through
``kiosk.services``; it never touches a device. Every write of the kiosk already leaves its row in
the change feed, in the same transaction.
"""
