"""`pult demo`: the sample salon to play with, or a morning that plays itself."""
