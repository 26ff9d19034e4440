"""All declared tables by name, and which record fills which of them."""

from __future__ import annotations

from pipeline import records
from schemas.builds import MetaBuildDiff
from schemas.corrections import Correction
from schemas.declaration import WarehouseTable, describe
from schemas.documents import Document, DocumentDisclosure, DocumentFile, DocumentPage
from schemas.expected import ExpectedDisclosure
from schemas.facts import FactAmount, FactNarrativeClaim, FactPerformanceIndicator, FactQuantity
from schemas.quality import Finding, MetaBuild, Quarantine
from schemas.tables import DocumentTable, TableColumn, TableRow

TABLES: dict[str, type[WarehouseTable]] = {
    describe(model).name: model
    for model in (
        Document,
        DocumentFile,
        DocumentPage,
        DocumentDisclosure,
        DocumentTable,
        TableColumn,
        TableRow,
        FactAmount,
        FactQuantity,
        FactPerformanceIndicator,
        FactNarrativeClaim,
        Quarantine,
        Correction,
        ExpectedDisclosure,
        Finding,
        MetaBuild,
        MetaBuildDiff,
    )
}
"""Every declared table, in the order of presentation."""

EXTRACTION_TABLES: dict[str, tuple[str, type]] = {
    "document_page": ("pages", records.PageRecord),
    "document_disclosure": ("disclosures", records.DisclosureRecord),
    "document_table": ("tables", records.TableRecord),
    "table_column": ("columns", records.ColumnRecord),
    "table_row": ("rows", records.RowRecord),
    "fact_amount": ("amounts", records.AmountRecord),
    "fact_quantity": ("quantities", records.QuantityRecord),
    "fact_performance_indicator": ("indicators", records.IndicatorRecord),
    "fact_narrative_claim": ("claims", records.ClaimRecord),
    "quarantine": ("quarantine", records.QuarantineRecord),
}
"""Tables that an extraction fills: table name → (attribute of `Extraction`, record class)."""

DOCUMENT_TABLES: tuple[str, ...] = ("document", *EXTRACTION_TABLES)
"""Raw tables whose rows belong to one document; loading a document replaces its rows in all of them."""
