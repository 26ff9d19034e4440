"""Reading pages without a text layer: picture → words and ruling lines. Needs the extra `mingzhang[ocr]`."""
