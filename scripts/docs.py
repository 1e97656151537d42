"""Fill the generated parts of the documentation: `docs.py` writes them, `docs.py --check` fails where they are stale.

A page has generated parts between the lines `<!-- begin NAME -->` and `<!-- end NAME -->`; the rest is written by hand.
What is generated comes from the code itself: commands from their help, settings, records and errors from their
docstrings, types, defaults and the comments beside them.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import os
import re
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))
PAGES = ("README.md", "README.zh.md", "docs/**/*.md")
_MEANINGS = {  # of settings that speak for themselves to those who read the code
    "leave": "what may go to a language model that isn't on this computer: nothing, the messages an answer rests on, the same "
    "with other names, or everything",
    "timeout": "seconds of silence before giving up",
    "endpoints": "places that serve language models: a section each, below",
    "headers": "more headers for each request",
    "enabled": "whether anything is done in idle time",
    "on_battery": "whether it goes on without a plug",
}
_PART = re.compile(r"(<!-- begin ([\w-]+) -->\n).*?(<!-- end \2 -->)", re.S)


# Commands


def commands() -> Iterator[str]:
    """Every verb with its help, as `--help` prints it."""
    from zhiji.cli.verbs import SECTIONS, zhiji

    top = _context(zhiji, "zhiji")
    yield "## zhiji\n"
    yield _help(zhiji, top)
    for title, verbs in SECTIONS.items():
        yield f"## {title}\n"
        for verb in verbs:
            command = zhiji.get_command(top, verb)
            if command is not None:
                yield from _command(command, _context(command, verb, top))


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    yield f"### {context.command_path}\n"
    yield _help(command, context)
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            context_of_inner = _context(inner, name, context)
            yield f"#### {context_of_inner.command_path}\n"
            yield _help(inner, context_of_inner)


def _context(command: click.Command, name: str, parent: click.Context | None = None) -> click.Context:
    return click.Context(command, info_name=name, parent=parent, **command.context_settings)


def _help(command: click.Command, context: click.Context) -> str:
    context.terminal_width = context.max_content_width = 88
    return f"```text\n{command.get_help(context).rstrip()}\n```\n"


def verbs_table() -> Iterator[str]:
    """Every verb in a line."""
    from zhiji.cli.verbs import VERBS

    yield "| command | what it does |\n|---|---|"
    for verb, line in VERBS.items():
        yield f"| [`zhiji {verb}`](cli.md#zhiji-{verb}) | {line} |"


# Sources


def sources_en() -> Iterator[str]:
    """What is read of which app, in English."""
    yield "| app | what is read |\n|---|---|"
    for guide in _guides():
        yield f"| {guide.title} | {guide.reads_en} |"


def sources_zh() -> Iterator[str]:
    """The same in Chinese."""
    yield "| 应用 | 读取什么 |\n|---|---|"
    for guide in _guides():
        yield f"| {guide.title} | {guide.reads_zh} |"


def guides() -> Iterator[str]:
    """How to export from each app."""
    for guide in _guides():
        yield f"### {guide.title}\n\n{guide.how_en}\n\n{guide.how_zh}\n\n*Checked {guide.checked}.* {guide.reads_en}\n"


def _guides() -> list:  # type: ignore[type-arg]
    from zhiji import sources

    return [sources.source(name).guide for name in sources.names()]


# Classes


def settings() -> Iterator[str]:
    """Every setting of config.toml with its type, default and meaning."""
    from zhiji import config

    sections = (
        config.ArchiveSettings,
        config.PrivacySettings,
        config.LlmSettings,
        config.Endpoint,
        config.BudgetSettings,
        config.Caps,
        config.BackgroundSettings,
        config.EmbedderSettings,
        config.SearchSettings,
        config.MemorySettings,
    )
    for section in sections:
        yield f"{_titled(inspect.getdoc(section))}\n"
        yield "| setting | type | default | meaning |\n|---|---|---|---|"
        for name, kind, default, meaning in _fields(section):
            told = meaning or _MEANINGS[name]
            yield f"| `{name}` | {_cell(_kind(kind))} | {_cell(_toml(default))} | {told} |"
        yield ""


def _titled(doc: str | None) -> str:
    """A heading with the section's name in brackets, then what the docstring says of it."""
    section = re.search(r"`(\[[^`]+\])`", doc or "")
    if section is None:
        return doc or ""
    text = (doc or "").replace(section[0], "").strip(" :.")
    return f"### `{section[1]}`\n\n{text[:1].upper()}{text[1:]}."


def _toml(default: str) -> str:
    """A default as it would be written in config.toml."""
    if default in ("None", "{}", "()"):
        return ""
    return {"True": "true", "False": "false"}.get(default, default.replace("'", '"'))


def _kind(kind: str) -> str:
    from typing import get_args

    from zhiji import config

    named = {"Leave": config.Leave, "Secrets": config.Secrets}
    if kind in named:
        return " or ".join(f'"{one}"' for one in get_args(named[kind]))
    words = {
        "str": "text",
        "bool": "true or false",
        "int": "whole number",
        "float": "number",
        "Zone": "time zone",
        "Mapping[str, str]": "names with texts",
        "Mapping[str, Endpoint]": "sections",
        "Mapping[str, Quirk]": "names with values",
        "tuple[str, ...]": "list of texts",
        "Caps": "section",
    }
    return " or ".join(
        words.get(one.strip(), one.strip()) for one in kind.split("|") if one.strip() != "None"
    )


def message() -> Iterator[str]:
    """The fields of a message."""
    yield from _class_table("zhiji.chat.records", ("Message", "Chat", "Account", "Attachment", "Reaction", "Edit",
                                                  "Forwarded", "Part"))  # fmt: skip


def _class_table(module: str, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        found = getattr(importlib.import_module(module), name)
        yield f"### {name}\n\n{inspect.getdoc(found)}\n"
        yield "| field | type | default | meaning |\n|---|---|---|---|"
        for field, kind, default, meaning in _fields(found):
            yield f"| `{field}` | {_cell(kind)} | {_cell(default)} | {meaning} |"
        yield ""


def _fields(found: type) -> Iterator[tuple[str, str, str, str]]:
    """(name, type, default, comment beside it) of the fields of a class, from its source."""
    source = textwrap.dedent(inspect.getsource(found))
    lines = source.splitlines()
    body = ast.parse(source).body[0]
    assert isinstance(body, ast.ClassDef)
    for node in body.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id[0] != "_":
            default = "" if node.value is None else _default(ast.unparse(node.value))
            comments = [_comment(line) for line in lines[node.lineno - 1 : node.end_lineno]]
            yield node.target.id, ast.unparse(node.annotation), default, " ".join(filter(None, comments))


def _default(written: str) -> str:
    made = re.search(r"default_factory=(\w+|lambda: \w+)", written)
    if not made:
        return written
    return {"dict": "{}", "list": "[]", "lambda: _NOTHING": "{}"}.get(made[1], "")


def _comment(line: str) -> str:
    found = re.search(r"\s#\s(?!noqa|type:|fmt:)(.+)$", line)
    return _prose(found[1]) if found else ""


def _prose(text: str) -> str:
    return text.replace("|", "\\|").strip()


def _cell(code: str) -> str:
    return f"`{code}`".replace("|", "\\|") if code else ""


def errors() -> Iterator[str]:
    """Every error with what it means, in its tree."""
    for kind, depth in _tree():
        yield f"{'  ' * depth}- **`{kind.__name__}`** ({kind.__module__}): {inspect.getdoc(kind)}"


def _tree() -> Iterator[tuple[type[Exception], int]]:
    for path in sorted((ROOT / "src/zhiji").rglob("*.py")):
        if "Error)" in (text := path.read_text(encoding="utf-8")) or "from zhiji.errors" in text:
            importlib.import_module(_module(path))
    from zhiji.errors import ZhijiError

    def walk(kind: type[Exception], depth: int) -> Iterator[tuple[type[Exception], int]]:
        yield kind, depth
        for child in sorted(kind.__subclasses__(), key=lambda one: one.__name__):
            yield from walk(child, depth + 1)

    return walk(ZhijiError, 0)


def _module(path: Path) -> str:
    parts = path.relative_to(ROOT / "src").with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def api() -> Iterator[str]:
    """Every public name with its signature and docstring."""
    import zhiji

    for name in zhiji.__all__:
        found = getattr(zhiji, name)
        if inspect.isclass(found):
            yield from _class(f"zhiji.{name}", found)
        elif callable(found):
            yield f"### zhiji.{name}\n\n```text\n{_signature('zhiji.' + name, found)}\n```\n\n{inspect.getdoc(found)}\n"


def _class(name: str, found: type) -> Iterator[str]:
    yield f"### {name}\n\n{inspect.getdoc(found)}\n"
    if fields := list(_fields(found)):
        yield "| field | type | meaning |\n|---|---|---|"
        for field, kind, _, meaning in fields:
            yield f"| `{field}` | {_cell(kind)} | {meaning} |"
        yield ""
    for member, value in vars(found).items():
        if member.startswith("_") or not (callable(value) or isinstance(value, property | classmethod)):
            continue
        target = value.fget if isinstance(value, property) else value
        doc = inspect.getdoc(target) or ""
        if isinstance(value, property):
            yield f"- **`.{member}`**: {doc}"
        else:
            yield f"- **`{_signature('.' + member, target)}`**: {' '.join(doc.split())}"
    yield ""


class _Bare(str):
    """A type as it is written in the source, without quotes."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def _signature(name: str, found: Callable[..., object]) -> str:
    written = inspect.signature(found)
    kept = [
        one.replace(annotation=_bare(one.annotation))
        for one in written.parameters.values()
        if one.name != "self"
    ]
    return f"{name}{written.replace(parameters=kept, return_annotation=_bare(written.return_annotation))}"


def _bare(annotation: object) -> object:
    return _Bare(annotation) if isinstance(annotation, str) else annotation


def results() -> Iterator[str]:
    """Hits, answers and citations."""
    yield from _class_table("zhiji.search", ("Hit",))
    yield from _class_table(
        "zhiji.assistant", ("Answer", "Citation", "UnreadMedia", "Explained", "Given", "Called", "Judged")
    )
    yield from _class_table("zhiji.assistant.recapping", ("Recap", "RecapSection", "RecapLine", "AsOf"))
    yield from _class_table("zhiji.store.forget", ("Forgotten",))
    yield from _class_table("zhiji.store.doctor", ("Finding",))
    yield from _class_table("zhiji.llm.listing", ("ListedLlm",))
    yield from _class_table("zhiji.llm.probing", ("Probe", "ProbeFinding"))
    yield from _class_table("zhiji.store.ledger", ("Total",))


def people() -> Iterator[str]:
    """What `archive.people` and `archive.chats` can do."""
    from zhiji import people as room

    for name in ("People", "Chats"):
        yield from _class(name, getattr(room, name))
    yield from _class_table("zhiji.people", ("ListedPerson", "ListedChat"))


def dialogues() -> Iterator[str]:
    """What dialogues and feedback can do."""
    from zhiji import feedback, talking

    for found in (talking.Talk, talking.Dialogues, feedback.Feedbacks):
        yield from _class(found.__name__, found)
    yield from _class_table("zhiji.talking", ("Source",))
    yield from _class_table("zhiji.store.turns", ("KeptTurn", "KeptDialogue"))
    yield from _class_table("zhiji.feedback", ("Feedback",))


def first_answer() -> Iterator[str]:
    """What the first question in the README prints."""
    yield from _shown("Who recommended The Living Mountain to me?")


def first_answer_zh() -> Iterator[str]:
    """What the first question in the Chinese README prints."""
    yield from _shown("我的红雨伞在谁那里？")


def _shown(question: str) -> Iterator[str]:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        exports = str(ROOT / "src/zhiji/demo/exports")
        _zhiji(folder, "init", "--zone", "Europe/Vienna")
        _zhiji(folder, "add", exports, "--me", "Shuyi Han")
        yield f"```text\n{_zhiji(folder, 'ask', question, '--now', '2026-10-19T09:00').rstrip()}\n```"


def _zhiji(home: str, *arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1", "COLUMNS": "80",
                   "ZHIJI_HOME": home, "ZHIJI_NO_BACKGROUND": "1"}  # fmt: skip
    command = [sys.executable, "-m", "zhiji", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=True)
    return done.stdout


def plugin_groups() -> Iterator[str]:
    """The groups of entry points."""
    from zhiji.plugins import GROUPS

    for group in GROUPS:
        yield f"- `{group}`"


PARTS: dict[str, Callable[[], Iterator[str]]] = {
    "api": api,
    "commands": commands,
    "dialogues": dialogues,
    "errors": errors,
    "first-answer": first_answer,
    "first-answer-zh": first_answer_zh,
    "guides": guides,
    "message": message,
    "people": people,
    "plugin-groups": plugin_groups,
    "results": results,
    "settings": settings,
    "sources-en": sources_en,
    "sources-zh": sources_zh,
    "verbs": verbs_table,
}
_MEASURED = {"real-exports"}  # written by a benchmark, from files that aren't here


def filled(text: str) -> str:
    """A page with its generated parts as they should be now."""
    return _PART.sub(
        lambda found: f"{found[1]}{_made(found[2])}\n{found[3]}" if found[2] not in _MEASURED else found[0],
        text,
    )


def _made(name: str) -> str:
    return "\n".join(PARTS[name]()).rstrip()


def main() -> int:
    """Write the pages, or tell which of them are stale."""
    check = "--check" in sys.argv[1:]
    stale = []
    for path in sorted({path for pattern in PAGES for path in ROOT.glob(pattern)}):
        text = path.read_text(encoding="utf-8")
        fresh = filled(text)
        if fresh != text:
            stale.append(str(path.relative_to(ROOT)))
            if not check:
                path.write_text(fresh, encoding="utf-8", newline="\n")
    if stale and check:
        print(f"Stale, run `make docs`: {', '.join(stale)}", file=sys.stderr)
        return 1
    print(f"{'Checked' if check else 'Written'}: {', '.join(stale) or 'nothing has changed'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
