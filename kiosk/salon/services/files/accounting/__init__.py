"""A month for the accountant: sheets of it, as CSV, as a workbook, and as a closing book.

The workbook's and the book's libraries are loaded when one is written.
"""
