"""What the rows of a table say, and how they hang together."""
