"""Pictures of every screen in every state worth seeing, and the lint that measures them."""
