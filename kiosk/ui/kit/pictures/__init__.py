"""Widgets that show something drawn: a given picture, and figures."""
