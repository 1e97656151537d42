"""A request as it may leave this computer: names and secrets replaced, pictures and recordings kept back, and what is left counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from zhiji.chat import Json
from zhiji.config import PrivacySettings
from zhiji.errors import LlmError
from zhiji.llm.disguise import Disguise
from zhiji.llm.ledger import Left
from zhiji.llm.protocol import (
    Alias,
    AudioPart,
    CallPart,
    ImagePart,
    LlmMessage,
    LlmRequest,
    Part,
    ResultPart,
    TextPart,
    say,
)

_KEPT_BACK = {ImagePart: "[A picture was kept back.]", AudioPart: "[A recording was kept back.]"}
_NOTE = (
    "Names, numbers and secrets were replaced by placeholders such as Person12a, Chat3a or Code1a. "
    "The same number is the same person. Write them exactly as they are; they are put back afterwards."
)


def disguised(
    request: LlmRequest, *, privacy: PrivacySettings, names: Callable[[], Iterable[Alias]] | None
) -> tuple[LlmRequest, Disguise]:
    """The request as it may leave, and how to put back into the reply what was replaced."""
    rename = privacy.leave == "pseudonyms"
    if rename and names is None:
        raise LlmError('leave = "pseudonyms" needs the names of people and chats, and none were handed over.')
    aliases = names() if rename and names is not None else ()
    secrets = not request.allow_secrets or privacy.secrets == "never"
    texts = [*_texts(request)]
    disguise = Disguise(texts, aliases=aliases, secrets=secrets, telling=(*texts, *request.telling))
    messages = tuple(
        LlmMessage(message.role, tuple(_hidden(part, disguise, rename) for part in message.parts))
        for message in request.messages
    )
    note = (say("system", _NOTE),) if disguise.masked or disguise.renamed else ()
    return replace(request, messages=note + messages), disguise


def what_left(request: LlmRequest, disguise: Disguise) -> Left:
    """Kinds and counts of what a disguised request carries."""
    parts = [part for message in request.messages for part in message.parts]
    pictures = sum(isinstance(part, ImagePart) for part in parts)
    recordings = sum(isinstance(part, AudioPart) for part in parts)
    kinds = {
        "words": any(isinstance(part, TextPart) for part in parts),
        "messages": request.evidence > 0,
        "pictures": pictures > 0,
        "recordings": recordings > 0,
        "results": any(isinstance(part, ResultPart) for part in parts),
    }
    return Left(
        kinds=tuple(kind for kind, there in kinds.items() if there),
        messages=request.evidence,
        pictures=pictures,
        characters=sum(map(len, _texts(request))),
        masked=disguise.masked,
        renamed=disguise.renamed,
        recordings=recordings,
    )


def restored_call(call: CallPart, disguise: Disguise) -> CallPart:
    """A tool call with names and secrets back in its arguments."""
    return replace(call, arguments=_with_strings(call.arguments, disguise.restore))


def _texts(request: LlmRequest) -> Iterator[str]:
    for message in request.messages:
        for part in message.parts:
            if isinstance(part, CallPart):
                yield from _strings(dict(part.arguments))
            elif not isinstance(part, ImagePart | AudioPart):
                yield part.text


def _hidden(part: Part, disguise: Disguise, rename: bool) -> Part:
    if isinstance(part, ImagePart | AudioPart):
        return TextPart(_KEPT_BACK[type(part)]) if rename else part  # no one can rename what a picture shows
    if isinstance(part, CallPart):
        return replace(part, arguments=_with_strings(part.arguments, disguise.hide))
    return replace(part, text=disguise.hide(part.text))


def _strings(value: Json) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(one)


def _with_strings(arguments: Mapping[str, Json], change: Callable[[str], str]) -> dict[str, Json]:
    return {key: _changed(value, change) for key, value in arguments.items()}


def _changed(value: Json, change: Callable[[str], str]) -> Json:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_changed(one, change) for one in value]
    return _with_strings(value, change) if isinstance(value, dict) else value
