"""The SQL models, one SELECT per file; README.md is their contract."""
