"""From stored extractions to the published warehouse: loading, SQL models, checks, publishing."""
