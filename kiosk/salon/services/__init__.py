"""What a salon does: one module per area, a public method is one transaction."""
