"""The tables against the journal: what was done is counted again from what the journal says.

Each part takes the entries it understands, in their order, and tells at the end what a table says
otherwise. What an entry did not hold in its time is not asked of it: its formula says which time.
"""
