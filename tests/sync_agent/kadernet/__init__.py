"""An invented provider: two accounts, contacts both ways and a feed of orders.

Nothing outside this folder knows it but one line that puts it into the registry.
"""
