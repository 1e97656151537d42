"""One call of a language model: whoever serves it, always behind the gate and in the ledger.

`open_llm("ollama:qwen3", settings, ledger=...)` gives an `Llm`; its `stream` and `complete` take an `LlmRequest`. What
leaves this computer is decided in `gate.py`, before a byte is sent: nothing, unless the owner set `[privacy] leave`.
Names and secrets that may not leave are replaced on the way out and put back into the reply (`disguise.py`).

`providers.toml` is the one place that says who serves language models and what is peculiar about each. Around a call stand, from
without: another language model where the first can't be reached (`fallback.py`), the replies that are known (`caching.py`), the
gate, the budget (`budget.py`), further attempts (`retrying.py`) and the ledger (`guarded.py`).

It knows nothing of search, answers or tools' doings: it carries words. `protocol.py` is where to begin reading;
`client.py` speaks to real endpoints, `echo.py` only makes believe. Nothing heavy is imported before the first call.
"""

from zhiji.hosts import host_of, is_here
from zhiji.llm.gate import check_leave
from zhiji.llm.ledger import Ledger, LedgerEntry, Left
from zhiji.llm.opening import open_embeddings, open_llm, open_reranking
from zhiji.llm.protocol import (
    Alias,
    AudioPart,
    Backend,
    CallPart,
    Cancel,
    Delta,
    Finish,
    ImagePart,
    Llm,
    LlmMessage,
    LlmReply,
    LlmRequest,
    LlmTool,
    Part,
    Price,
    Purpose,
    ReasoningPart,
    ResultPart,
    Role,
    TextPart,
    Usage,
    estimate_tokens,
    say,
    words_of,
)

__all__ = [
    "Alias",
    "AudioPart",
    "Backend",
    "CallPart",
    "Cancel",
    "Delta",
    "Finish",
    "ImagePart",
    "Ledger",
    "LedgerEntry",
    "Left",
    "Llm",
    "LlmMessage",
    "LlmReply",
    "LlmRequest",
    "LlmTool",
    "Part",
    "Price",
    "Purpose",
    "ReasoningPart",
    "ResultPart",
    "Role",
    "TextPart",
    "Usage",
    "check_leave",
    "estimate_tokens",
    "host_of",
    "is_here",
    "open_embeddings",
    "open_llm",
    "open_reranking",
    "say",
    "words_of",
]
