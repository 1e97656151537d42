"""Who serves language models, as `providers.toml` tells it: where, with which key, what is peculiar, what it costs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from typing import Any, Literal, get_args

from zhiji.errors import SettingError

Echo = Literal["calls", "always", "never"]
EchoAs = Literal["field", "tags"]
Json = Literal["", "schema", "tool", "object", "none"]
ToolChoice = Literal["", "any", "auto"]
MaxTokens = Literal["", "max_tokens", "max_completion_tokens"]
Audio = Literal["", "base64", "uri"]
Thinks = Literal["", "usually", "always"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quirks:
    """What is peculiar about one who serves language models; "" = as the dialect has it."""

    reasoning: str = ""  # the field in which thoughts come and go back; <think> in the text is always read
    echo: Echo = "calls"  # which thoughts go back: those before a call of a tool, all, or none
    echo_as: EchoAs = "field"  # or within <think> in the text
    json: Json = (
        ""  # how JSON is asked for: by a schema, by the call of a tool, as any object, or in words alone
    )
    tool_choice: ToolChoice = ""  # "auto" = that a tool be called can't be demanded
    strict: bool | None = None  # whether tools may be declared strict
    max_tokens: MaxTokens = ""  # what the limit of a reply is called
    audio: Audio = ""  # how recordings go
    temperature: bool = True  # whether one may be set
    thinks: Thinks = ""  # whether it thinks before it replies; then it gets room for that
    think_less: Mapping[str, Any] = field(default_factory=dict)  # what to send so that it thinks little
    body: Mapping[str, Any] = field(default_factory=dict)  # what goes along with every request


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownLlm:
    """One language model that a provider is known to serve."""

    name: str
    context: int | None = None  # tokens that it can read
    price_in: float | None = None  # US dollars for a million tokens; None = not known
    price_out: float | None = None
    price_cached: float | None = None  # of tokens read that were read before
    quirks: Mapping[str, Any] = field(default_factory=dict)  # what differs from its provider's


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """Somebody who serves language models, or a program that does so here."""

    base_url: str = ""
    key_env: str = ""
    dialect: str = "openai"
    title: str = ""
    talks: bool = True  # False = it gives vectors and scores alone
    checked: str = ""  # the day on which this was read
    quirks: Quirks = field(default_factory=Quirks)
    llms: tuple[KnownLlm, ...] = ()

    def known(self, llm: str) -> KnownLlm:
        """What is known of a language model there; one of a longer name is taken for that which it begins with, but for its price."""
        fitting = [one for one in self.llms if llm.lower().startswith(one.name.lower())]
        found = max(fitting, key=lambda one: len(one.name), default=KnownLlm(name=llm))
        if _SAME.fullmatch(llm[len(found.name) :]):
            return found
        return replace(found, price_in=None, price_out=None, price_cached=None)


_SAME = re.compile(r"(?:[-@:](?:\d{4}-\d\d-\d\d|\d{4,8}|latest))?")  # the same one, of some day


@cache
def providers() -> Mapping[str, Provider]:
    """All of them, by name."""
    import tomllib
    from importlib.resources import files

    told = tomllib.loads((files("zhiji.llm") / "providers.toml").read_text(encoding="utf-8"))
    return {name: _provider(told, table) for name, table in told.items()}


def dialects() -> tuple[str, ...]:
    """The manners of speaking that clients have."""
    return tuple(sorted({provider.dialect for provider in providers().values()}))


def with_quirks(quirks: Quirks, changes: Mapping[str, Any], *, where: str) -> Quirks:
    """The same with some changed; SettingError, which names `where`, if there is no such quirk or no such value."""
    for name, value in changes.items():
        if name not in _ALLOWED:
            raise SettingError(f"{where}: there is no quirk “{name}”; there are {', '.join(_ALLOWED)}.")
        if not _fits(value, _ALLOWED[name]):
            raise SettingError(
                f"{where}: the quirk {name} can't be {value!r}; it is {_told(_ALLOWED[name])}."
            )
    return replace(quirks, **changes)


_ALLOWED: Mapping[str, Any] = {
    "reasoning": str, "echo": Echo, "echo_as": EchoAs, "json": Json, "tool_choice": ToolChoice, "strict": bool,
    "max_tokens": MaxTokens, "audio": Audio, "temperature": bool, "thinks": Thinks,
    "think_less": dict, "body": dict,
}  # fmt: skip


def _fits(value: object, allowed: Any) -> bool:
    return isinstance(value, allowed) if isinstance(allowed, type) else value in get_args(allowed)


def _told(allowed: Any) -> str:
    if isinstance(allowed, type):
        return {"str": "a text", "bool": "true or false", "dict": "a table"}[allowed.__name__]
    return " or ".join(f'"{one}"' for one in get_args(allowed))


_OF_LLM = tuple(one.name for one in fields(KnownLlm) if one.name != "quirks")


def _provider(told: Mapping[str, Any], table: Mapping[str, Any]) -> Provider:
    model = _provider(told, told[table["like"]]) if "like" in table else Provider()
    given = {
        name: table[name] for name in ("base_url", "key_env", "dialect", "title", "talks") if name in table
    }
    if "checked" in table:
        given["checked"] = table["checked"].isoformat()
    if "llms" in table:
        given["llms"] = tuple(_llms(table["llms"]))
    quirks = with_quirks(model.quirks, table.get("quirks", {}), where="providers.toml")
    return replace(model, quirks=quirks, **given)


def _llms(told: Iterable[Mapping[str, Any]]) -> Iterable[KnownLlm]:
    for one in told:
        known = {name: one[name] for name in _OF_LLM if name in one}
        yield KnownLlm(**known, quirks={name: value for name, value in one.items() if name not in known})
