"""Where an archive lives, and what its owner set in `config.toml`. Read by the front doors; below, values are arguments."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, get_args

from zhiji.errors import SettingError

Leave = Literal["none", "evidence", "pseudonyms", "all"]
Secrets = Literal["ask", "never"]
Zone = str  # the IANA name of a time zone
Quirk = Any  # a text, a truth value, a number or a table


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """A place that serves language models: `[llm.endpoints.NAME]`; what it leaves out is as with the provider of that name."""

    base_url: str = ""  # where it is, like http://127.0.0.1:11434/v1; "" = where the provider of that name is
    dialect: str = (
        ""  # whose manner of speaking: a provider's name; "" = that of the same name, else OpenAI's
    )
    api_key_env: str = ""  # the environment variable that holds the key; keys don't belong in a file
    headers: Mapping[str, str] = field(default_factory=dict)
    timeout: float | None = None  # seconds of silence before giving up; None = [llm] timeout
    price_in: float | None = None  # US dollars for a million tokens read; None = from the price table
    price_out: float | None = None  # the same, written
    context: int | None = None  # tokens that it can read at most; None = from the price table
    quirks: Mapping[str, Quirk] = field(
        default_factory=dict
    )  # what is peculiar about it, by the names in `providers.toml`


@dataclass(frozen=True, slots=True, kw_only=True)
class LlmSettings:
    """`[llm]`: which language model answers; none is needed."""

    default: str | None = None  # "ollama:qwen3"; None = answers are put together without one
    small: str | None = (
        None  # a cheaper one, asked first where that will do; None = there is only the default
    )
    fallback: tuple[
        str, ...
    ] = ()  # asked in turn, instead of the default, where it can't be reached or refuses
    timeout: float = 120.0
    retries: int = 2  # how often a call is made again that failed by what may pass: too many calls, a fault there, a broken connection
    cache: bool = True  # whether the very same question about the same messages gets the reply it got before
    endpoints: Mapping[str, Endpoint] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Caps:
    """`[budget.PURPOSE]`: what calls of language models for one purpose may take."""

    tokens_per_day: int | None = None  # read and written, from midnight on; None = no limit
    tokens_per_month: int | None = None  # the same from the first of the month on
    cost_per_day: float | None = None  # US dollars, of language models that aren't on this computer
    cost_per_month: float | None = None  # the same from the first of the month on


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetSettings:
    """`[budget]`: what language models may take, a section for each purpose; nothing is limited unless it is set."""

    all: Caps = field(default_factory=Caps)  # for all purposes together
    answers: Caps = field(default_factory=Caps)  # for wording answers
    memory: Caps = field(default_factory=Caps)  # for reading memory
    pictures: Caps = field(default_factory=Caps)  # for reading pictures
    embeddings: Caps = field(default_factory=Caps)  # for vectors from an endpoint
    reranking: Caps = field(default_factory=Caps)  # for putting in order anew what was found


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacySettings:
    """`[privacy]`: what may leave this computer."""

    leave: Leave = "none"
    secrets: Secrets = (
        "ask"  # "never": codes, passwords and numbers stay here even if an answer would allow them
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveSettings:
    """`[archive]`: how chats are read."""

    zone: Zone | None = None  # for exports that carry wall-clock times only; None = this computer's zone


@dataclass(frozen=True, slots=True, kw_only=True)
class BackgroundSettings:
    """`[background]`: work in idle time."""

    enabled: bool = True
    on_battery: bool = False
    max_load: float = 0.7  # of all cores, by others, above which the work pauses; not told on Windows
    tokens_per_day: int = 0  # of language models, in idle time; 0 = none
    cost_per_month: float = 0.0  # the same in US dollars; 0 = only those that cost nothing, on this computer


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbedderSettings:
    """`[embedder]`: what turns texts into vectors, to find by meaning."""

    name: str = (
        "e5"  # "e5:int8" is quicker and coarser; also "fastembed:NAME", "ollama:NAME"; "none": words alone
    )
    weights: str | None = None  # the file of e5's weights; None = as installed, or fetched before
    threads: int = 1  # how many read texts at once; 0 = as many as the processor has cores


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchSettings:
    """`[search]`: how what was found is put in order."""

    rerank: str = "none"  # also "sentence-transformers:NAME" or "PROVIDER:NAME": reads the best 50 anew, together with the question


@dataclass(frozen=True, slots=True, kw_only=True)
class MemorySettings:
    """`[memory]`: what is read out of the chats to be remembered."""

    llm: str = "off"  # reads for memory what rules don't, within the budget of [background]: "on" = that of [llm], or "ollama:qwen3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All that `config.toml` holds; every setting has a default."""

    llm: LlmSettings = field(default_factory=LlmSettings)
    budget: BudgetSettings = field(default_factory=BudgetSettings)
    privacy: PrivacySettings = field(default_factory=PrivacySettings)
    archive: ArchiveSettings = field(default_factory=ArchiveSettings)
    background: BackgroundSettings = field(default_factory=BackgroundSettings)
    embedder: EmbedderSettings = field(default_factory=EmbedderSettings)
    search: SearchSettings = field(default_factory=SearchSettings)
    memory: MemorySettings = field(default_factory=MemorySettings)


def home(
    given: str | os.PathLike[str] | None = None,
    *,
    env: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
) -> Path:
    """The folder of the archive: the one given, else $ZHIJI_HOME, else the platform's data folder."""
    named = given or env.get("ZHIJI_HOME")
    return Path(named).expanduser() if named else _data_folder(env, platform) / "zhiji"


def _data_folder(env: Mapping[str, str], platform: str) -> Path:
    if platform == "win32":
        return Path(env.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    given = env.get("XDG_DATA_HOME", "")
    return Path(given) if Path(given).is_absolute() else Path.home() / ".local" / "share"


def read_settings(folder: Path) -> Settings:
    """What `config.toml` in the home folder says; all defaults if there is none."""
    path = folder / "config.toml"
    try:
        text = path.read_bytes().decode("utf-8-sig")  # Notepad writes a byte order mark
    except FileNotFoundError:
        return Settings()
    except UnicodeDecodeError as error:
        raise SettingError(f"{path} is not written in UTF-8 (byte {error.start}).") from error
    except OSError as error:
        raise SettingError(f"{path} can't be read: {error.strerror}.") from error
    return parse_settings(text, where=str(path))


def parse_settings(text: str, *, where: str = "config.toml") -> Settings:
    """The settings in a text of TOML; `where` names it in errors."""
    import tomllib

    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingError(f"{where} is not valid TOML: {error}.") from error
    settings: Settings = _section(Settings, table, _Place(where))
    return settings


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a value stands, for the sentence that names it."""

    file: str
    table: str = ""

    def within(self, key: str) -> _Place:
        return _Place(self.file, f"{self.table}.{key}" if self.table else key)

    def wrong(self, key: str, wanted: str, value: object) -> SettingError:
        return SettingError(f"{self.file}: {self._named(key)} must be {wanted}, not {value!r}.")

    def unknown(self, key: str, known: list[str]) -> SettingError:
        import difflib

        near = difflib.get_close_matches(key, known, n=3, cutoff=0.5)
        hint = f"Did you mean {' or '.join(near)}?" if near else f"There are: {', '.join(known)}."
        return SettingError(f"{self.file}: zhiji has no setting {self._named(key)}. {hint}")

    def _named(self, key: str) -> str:
        return f"“{key}” in [{self.table}]" if self.table else f"“{key}”"


def _section(kind: type[Any], table: object, place: _Place) -> Any:
    """A dataclass filled from a table of the same shape; what the table leaves out keeps its default."""
    if not isinstance(table, dict):
        raise SettingError(f"{place.file}: “{place.table}” must be a section: [{place.table}].")
    hints = {one.name: str(one.type) for one in fields(kind)}
    values = {}
    for key, value in table.items():
        if key not in hints:
            raise place.unknown(key, list(hints))
        values[key] = _READERS[hints[key]](key, value, place)
    return kind(**values)


def _text(key: str, value: object, place: _Place) -> str:
    if not isinstance(value, str):
        raise place.wrong(key, "text in quotes", value)
    return value


def _optional_text(key: str, value: object, place: _Place) -> str | None:
    return _text(key, value, place) or None


def _zone(key: str, value: object, place: _Place) -> Zone:
    import zoneinfo

    name = _text(key, value, place)
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise place.wrong(key, 'the name of a time zone like "Europe/Berlin"', name) from error
    return name


def _one_of(choices: object) -> Callable[[str, object, _Place], str]:
    known: tuple[str, ...] = get_args(choices)

    def read(key: str, value: object, place: _Place) -> str:
        if value not in known:
            raise place.wrong(key, f"one of {', '.join(known)}", value)
        return str(value)

    return read


def _truth(key: str, value: object, place: _Place) -> bool:
    if not isinstance(value, bool):
        raise place.wrong(key, "true or false", value)
    return value


def _whole(key: str, value: object, place: _Place) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise place.wrong(key, "a whole number, 0 or more", value)
    return value


def _number(key: str, value: object, place: _Place) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value < float("inf"):
        raise place.wrong(key, "a number, 0 or more", value)
    return float(value)


def _texts(key: str, value: object, place: _Place) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
        raise place.wrong(key, "names with text in quotes", value)
    return dict(value)


def _list_of_texts(key: str, value: object, place: _Place) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        raise place.wrong(key, "a list of texts in quotes", value)
    return tuple(value)


def _table(key: str, value: object, place: _Place) -> dict[str, Quirk]:
    if not isinstance(value, dict):
        raise place.wrong(key, f"a section: [{place.table}.{key}]", value)
    return dict(value)


def _endpoints(key: str, value: object, place: _Place) -> dict[str, Endpoint]:
    if not isinstance(value, dict):
        raise place.wrong(key, "sections like [llm.endpoints.NAME]", value)
    within = place.within(key)
    for name in value:
        if not name or ":" in name or "/" in name:
            raise SettingError(f"{place.file}: an endpoint can't be named “{name}”; leave out “:” and “/”.")
    return {name: _section(Endpoint, table, within.within(name)) for name, table in value.items()}


def _nested(kind: type[Any]) -> Callable[[str, object, _Place], Any]:
    return lambda key, value, place: _section(kind, value, place.within(key))


_READERS: Mapping[str, Callable[[str, object, _Place], Any]] = {
    "str": _text,
    "str | None": _optional_text,
    "bool": _truth,
    "int": _whole,
    "int | None": _whole,
    "tuple[str, ...]": _list_of_texts,
    "float": _number,
    "float | None": _number,
    "Leave": _one_of(Leave),
    "Secrets": _one_of(Secrets),
    "Zone | None": _zone,
    "Mapping[str, str]": _texts,
    "Mapping[str, Quirk]": _table,
    "Mapping[str, Endpoint]": _endpoints,
    "Caps": _nested(Caps),
    "BudgetSettings": _nested(BudgetSettings),
    "LlmSettings": _nested(LlmSettings),
    "PrivacySettings": _nested(PrivacySettings),
    "ArchiveSettings": _nested(ArchiveSettings),
    "BackgroundSettings": _nested(BackgroundSettings),
    "EmbedderSettings": _nested(EmbedderSettings),
    "SearchSettings": _nested(SearchSettings),
    "MemorySettings": _nested(MemorySettings),
}
