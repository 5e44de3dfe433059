"""A Hungarian tax office (NAV Online Számla 3.0) on this machine: it remembers and is strict."""
