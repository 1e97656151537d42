"""Texts as vectors: what is near in meaning has a large dot product.

`open_embedder(settings)` gives an `Embedder`; vectors may be compared only within one `Space`. The local one reads the
weights of multilingual-e5-small as data (`weights.py`, `e5file.py`, `unigram.py`), writes a graph of operators
(`transformer.py`, `onnx.py`) and lets onnxruntime run it (`local.py`); nothing is downloaded unasked.

It keeps no vectors and searches none: that is the store's and the search's. Begin with `protocol.py`. numpy and
onnxruntime are imported when the first vector is wanted, not before.
"""

from zhiji.embedding.careful import Careful
from zhiji.embedding.endpoint import Ask, EndpointEmbedder
from zhiji.embedding.opening import BUILTIN, GROUP, is_local, open_embedder
from zhiji.embedding.protocol import Embedder, Matrix, Space, Vector

__all__ = [
    "BUILTIN",
    "GROUP",
    "Ask",
    "Careful",
    "Embedder",
    "EndpointEmbedder",
    "Matrix",
    "Space",
    "Vector",
    "is_local",
    "open_embedder",
]
