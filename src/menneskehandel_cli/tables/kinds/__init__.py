"""What a row means in each kind of table: one module each, with a function ``read``."""
