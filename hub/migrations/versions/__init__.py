"""One module per change of the tables, oldest first; none is edited once released."""
