"""Whether the leaves of a bound table give the totals it prints: the self-check at the end of binding."""

from pipeline.binding.sums.check import leaf_verdict
from pipeline.binding.sums.restated import mark_restated

__all__ = ["leaf_verdict", "mark_restated"]
