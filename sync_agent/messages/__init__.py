"""Letters and messages that leave the salon, a folder for each way."""
