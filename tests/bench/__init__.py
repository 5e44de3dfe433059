"""Speed on a big salon: ``python -m tests.bench`` prints one table."""
