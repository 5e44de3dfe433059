"""The steps of version 0.1.0: its databases have them, so not a letter of their SQL changes."""
