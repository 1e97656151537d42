"""The command line: `zhiji VERB ...`.

One module a verb, loaded when the verb is called, so that `zhiji --help` costs next to nothing. Begin with `verbs.py`
(which verbs there are and how one is found), then any verb. `console.py` is about terminals, `front.py` about what
all verbs share, `shapes.py` about messages on paper and as JSON. Nothing here decides anything: verbs call `Archive`.
"""

from zhiji.cli.running import main

__all__ = ["main"]
