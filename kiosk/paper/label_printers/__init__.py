"""The languages that label printers speak, a file each."""
