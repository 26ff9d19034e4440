"""明账 mingzhang: from disclosure PDFs to a checked, traceable warehouse."""
