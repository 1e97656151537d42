"""What goes out in place of names and secrets, and how it is put back into the reply.

A placeholder is a label, a number and a letter: Person12a, Chat3a, Password1a. The number of a name is its alias's
and the letter tells its spellings apart, so that what is put back is what was written. Law: whatever the texts,
`restore(hide(text)) == text`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from zhiji.llm.masks import find_secrets
from zhiji.llm.protocol import Alias
from zhiji.llm.pseudonyms import Named, Names, Spelling

_LABELS = ("Person", "Chat", "Code", "Password", "Card", "Id", "Account", "Key")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_BEYOND = 1_000_000  # more spellings than letters: the next ones go on with the number this much higher


class Disguise:
    """The placeholders of one request. `texts` are all that will be hidden by it."""

    def __init__(
        self,
        texts: Sequence[str],
        *,
        aliases: Iterable[Alias] = (),
        secrets: bool = True,
        telling: Iterable[str] = (),
    ) -> None:
        """The secrets of `telling` texts are hidden wherever they stand, without the word that gives them away, too."""
        self._names = Names(aliases)
        self._secrets = secrets
        self._told = _Told(telling if secrets else ())
        self._mark = _unused_mark(texts)
        self._placeholders: dict[tuple[str, str], str] = {}  # (label, original) -> placeholder
        self._originals: dict[str, str] = {}
        self._spellings: dict[tuple[str, int], dict[str, int]] = {}
        self._longest = 0

    @property
    def renamed(self) -> int:
        """How many names and spellings were replaced so far."""
        return sum(label in ("Person", "Chat") for label, _ in self._placeholders)

    @property
    def masked(self) -> int:
        """How many secrets were replaced so far."""
        return len(self._placeholders) - self.renamed

    def hide(self, text: str) -> str:
        """The text with placeholders."""
        secrets = find_secrets(text) if self._secrets else ()
        pieces: list[str] = []
        at = 0
        for secret in secrets:
            pieces += [
                self._hide_told(text[at : secret.start]),
                self._secret(secret.label, text[secret.start : secret.end]),
            ]
            at = secret.end
        return "".join((*pieces, self._hide_told(text[at:])))

    def restore(self, text: str, *, escape: Callable[[str], str] | None = None) -> str:
        """The text with what the placeholders stand for; `escape` fits it into JSON or the like."""
        if not self._originals:
            return text
        known = "|".join(map(re.escape, self._originals))
        return re.sub(known, lambda match: self._original(match[0], escape), text)

    def unfinished(self, text: str) -> int:
        """Where the end of the text could be the beginning of a placeholder; its length if nowhere."""
        for at in range(max(0, len(text) - self._longest + 1), len(text)):
            if any(one.startswith(text[at:]) for one in self._originals):
                return at
        return len(text)

    def _original(self, placeholder: str, escape: Callable[[str], str] | None) -> str:
        original = self._originals[placeholder]
        return escape(original) if escape else original

    def _hide_told(self, text: str) -> str:
        pieces: list[str] = []
        at = 0
        for start, end, label in self._told.find(text):
            pieces += [self._hide_names(text[at:start]), self._secret(label, text[start:end])]
            at = end
        return "".join((*pieces, self._hide_names(text[at:])))

    def _hide_names(self, text: str) -> str:
        pieces: list[str] = []
        at = 0
        for named in self._names.find(text):
            pieces += [text[at : named.start], self._name(named, text[named.start : named.end])]
            at = named.end
        return "".join((*pieces, text[at:]))

    def _name(self, named: Named, written: str) -> str:
        spelling = named.spelling
        index = self._index(spelling, written)
        number = spelling.number + _BEYOND * (index // len(_LETTERS))
        return self._keep(spelling.label, written, f"{number}{_LETTERS[index % len(_LETTERS)]}")

    def _index(self, spelling: Spelling, written: str) -> int:
        """The spelling's own index if it is written as listed, else the next one behind all that are listed."""
        if written == spelling.text:
            return spelling.index
        others = self._spellings.setdefault((spelling.label, spelling.number), {})
        return others.setdefault(written, self._names.count(spelling) + len(others))

    def _secret(self, label: str, original: str) -> str:
        count = sum(known == label for known, _ in self._placeholders)
        return self._keep(label, original, f"{count + 1}a")

    def _keep(self, label: str, original: str, number: str) -> str:
        placeholder = self._placeholders.setdefault((label, original), f"{self._mark}{label}{number}")
        self._originals[placeholder] = original
        self._longest = max(self._longest, len(placeholder))
        return placeholder


class _Told:
    """The secrets that some texts tell, to be found where they stand alone."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._labels = {
            text[one.start : one.end].lower(): one.label for text in texts for one in find_secrets(text)
        }
        known = "|".join(re.escape(one) for one in sorted(self._labels, key=len, reverse=True))
        # no part of a longer word or number: the code 2026 is not the year in 2026-03-01
        self._any = (
            re.compile(rf"(?<![a-z0-9])(?<!\d[-./:])(?:{known})(?![a-z0-9]|[-./:]\d)", re.I)
            if known
            else None
        )

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where they stand, and what each is called."""
        for match in self._any.finditer(text) if self._any else ():
            yield match.start(), match.end(), self._labels.get(match[0].lower(), "Code")


class Restorer:
    """Puts originals back into a reply that comes in pieces; what may be half a placeholder is held back."""

    def __init__(self, disguise: Disguise, *, escape: Callable[[str], str] | None = None) -> None:
        self._disguise = disguise
        self._escape = escape
        self._held = ""

    def feed(self, piece: str) -> str:
        """What can be shown now."""
        text = self._held + piece
        cut = self._disguise.unfinished(text)
        self._held = text[cut:]
        return self._disguise.restore(text[:cut], escape=self._escape)

    def rest(self) -> str:
        """What was held back, at the end."""
        held, self._held = self._held, ""
        return self._disguise.restore(held, escape=self._escape)


def _unused_mark(texts: Sequence[str]) -> str:
    """ "" as a rule; else enough X before each label that no text holds a placeholder of its own."""
    mark = ""
    while any(re.search(rf"{mark}(?:{'|'.join(_LABELS)})\d+[a-z]", text) for text in texts):
        mark += "X"
    return mark
