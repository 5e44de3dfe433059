"""Official rates of the salon's second currency, read from a bank once a day."""
