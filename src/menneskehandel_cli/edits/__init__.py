"""Changes as values: what a file would say, before anybody writes it."""
