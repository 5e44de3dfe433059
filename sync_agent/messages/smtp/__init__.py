"""Sends letters to the salon's own mail server (SMTP submission, RFC 6409)."""
