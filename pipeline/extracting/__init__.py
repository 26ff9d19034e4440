"""File to records: one document, many documents, the processes that read them. Imports no Dagster."""
