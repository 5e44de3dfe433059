"""What a salon does about fiscal offices."""
