"""Hungary's reporting of invoices (NAV Online Számla 3.0): what waits in the database is told."""
