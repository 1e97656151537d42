"""Pure functions on what people write: folding, index terms.

Knows no files, no databases and no records. Begin reading at `tokens.py`.
"""

from __future__ import annotations

from zhiji.language.fold import fold
from zhiji.language.tokens import HAN, UNSPACED, is_stop_word, query_terms, term_spans, tokens

__all__ = ["HAN", "UNSPACED", "fold", "is_stop_word", "query_terms", "term_spans", "tokens"]
