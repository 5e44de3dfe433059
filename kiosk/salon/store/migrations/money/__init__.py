"""From the till's sessions on: what belongs to money, its papers and its offices."""
