"""Signing in to Google, and the access that comes of it, kept under the salon's key."""
