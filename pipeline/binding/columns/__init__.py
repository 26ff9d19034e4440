"""What the columns of a table say."""
