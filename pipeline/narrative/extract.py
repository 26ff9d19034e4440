"""`extract_claims`: what the prose says, as records."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.narrative.context import Context
from pipeline.narrative.forms import form_statements
from pipeline.narrative.functions import path_in
from pipeline.narrative.grammar import Reader
from pipeline.narrative.own_functions import own_functions, settle_unlisted
from pipeline.narrative.text import Sentence, sentences
from pipeline.narrative.tokens import tokens
from pipeline.narrative.vocabulary import vocabulary
from pipeline.narrative.words import words
from pipeline.records import AmountRecord, ClaimRecord, DocumentIdentity, RowRecord
from pipeline.tables.model import DocumentLayout

_WORDS = words().sentences
_TOPIC_LENGTH = 40
_MAX_SENTENCE = 4000
_CHANGES = ("_change", "_change_rate")


def extract_claims(
    layout: DocumentLayout,
    identity: DocumentIdentity,
    document_id: str,
    rows: Sequence[RowRecord] = (),
    amounts: Sequence[AmountRecord] = (),
) -> list[ClaimRecord]:
    """Read the claims of a disclosure's text part.

    Args:
        layout: tables and prose of the document.
        identity: its fiscal year, kind and unit steer the reading (prior year or not, budget or final accounts).
        document_id: goes into every record.
        rows: rows of the document's bound tables; their names and codes tell which function a name in the text means.
        amounts: their amounts.

    Returns:
        claims in reading order. Items are those of schemas/vocabulary/narrative_items.csv with the suffixes of narrative_facets.csv;
        amounts are yuan, changes are signed. The same figure stated twice in one sentence is one claim.
    """
    context = Context(identity, own_functions(rows, amounts, identity))
    claims: list[ClaimRecord] = []
    for sentence in sentences(layout):
        context.enter(sentence)
        if context.foreign or len(sentence.text) > _MAX_SENTENCE:
            continue
        if not _WORDS.worth_reading.search(sentence.text):
            _announce(sentence, context)
            context.only_item = ()
            continue
        known: set[tuple[str, object]] = set()
        for statement in Reader(sentence, context).statements():
            # 比上年增加0.11万元，与上年持平; 增加88.70万元，…较2025年预算数减少37.61万元: an item changes once, what follows explains it
            key = (statement.item, None if statement.item.endswith(_CHANGES) else statement.value)
            if key in known:
                continue
            known.add(key)
            claims.append(
                ClaimRecord(
                    document_id=document_id,
                    claim_seq=len(claims) + 1,
                    page=sentence.page_at(statement.start),
                    item=statement.item,
                    value=statement.value,
                    value_unit=statement.unit,
                    printed=statement.printed,
                    sentence=sentence.printed,
                    section=sentence.section,
                )
            )
        if not known or path_in(sentence.text, context.own) is not None:
            _announce(sentence, context)
    for page, item, value, unit, printed, sentence_text, section in form_statements(layout):
        claims.append(
            ClaimRecord(
                document_id, len(claims) + 1, page, item, value, unit, printed, sentence_text, section, source="form"
            )
        )
    return settle_unlisted(claims, list(context.unlisted.values()), context.own)


def _announce(sentence: Sentence, context: Context) -> None:
    """What the next sentences are about, where a heading or a lead says nothing else.

    （二）公务接待费。 or 一般公共服务支出（类）财政事务（款）行政运行（项）。
    """
    text = sentence.text
    context.led_by(text)
    path = path_in(text, context.own)
    if path is not None:
        context.topic = (context.function_of(path),)
    elif len(text) <= _TOPIC_LENGTH:
        named = [token for token in tokens(text) if token.kind == "item"]
        if named and _WORDS.introduces.search(text):
            context.saw(vocabulary().terms[named[-1].text][0].item)  # 财政拨款支出主要内容如下：
        if len(named) != 1 or not _WORDS.only_a_name.fullmatch(text[: named[0].start] + "|" + text[named[0].end :]):
            return
        terms = [term.item for term in vocabulary().terms[named[0].text] if term.needs is None]
        if terms and not terms[0].startswith("~"):
            context.topic = (terms[0],)
    if sentence.is_heading:
        context.heading_topic = context.topic
