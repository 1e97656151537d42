"""Laws of reading WhatsApp: whatever is written in any style is read back, and nothing ever breaks the reader."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhiji.chat import Message, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.export import Export
from zhiji.sources.protocol import Entry, Peek
from zhiji.sources.whatsapp import SOURCE
from zhiji.sources.whatsapp.body import understand
from zhiji.sources.whatsapp.lines import header

_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_HINDI = str.maketrans("0123456789", "०१२३४५६७८९")


def _half(when: datetime, am: str, pm: str) -> str:
    return f"{when.hour % 12 or 12}:{when.minute:02} {am if when.hour < 12 else pm}"


def _stamp(when: datetime) -> str:
    return f"{when:%H:%M:%S}"


STYLES: dict[str, Callable[[datetime], str]] = {
    "iphone": lambda t: f"[{t:%d/%m/%Y}, {_stamp(t)}] ",
    "iphone_us": lambda t: (
        f"[{t.month}/{t.day}/{t:%y}, {t.hour % 12 or 12}:{t:%M:%S}\u202f{'AM' if t.hour < 12 else 'PM'}] "
    ),
    "iphone_de": lambda t: f"\u200e[{t:%d.%m.%y}, {_stamp(t)}] ",
    "iphone_zh": lambda t: (
        f"[{t.year}/{t.month}/{t.day} {'上午' if t.hour < 12 else '下午'}{t.hour % 12 or 12}:{t:%M:%S}] "
    ),
    "android": lambda t: f"{t:%d/%m/%Y}, {t:%H:%M} - ",
    "android_us": lambda t: f"{t.month}/{t.day}/{t:%y}, {_half(t, 'AM', 'PM')} - ",
    "android_es": lambda t: f"{t.day}/{t.month}/{t.year}, {_half(t, 'a. m.', 'p. m.')} - ",
    "android_sv": lambda t: f"{t:%Y-%m-%d} {t:%H:%M} - ",
    "android_nl": lambda t: f"{t:%d-%m-%y} {t:%H:%M} - ",
    "android_fi": lambda t: f"{t.day}.{t.month}.{t.year} klo {t.hour}.{t:%M} - ",
    "android_ko": lambda t: (
        f"{t.year}. {t.month}. {t.day}. {'오전' if t.hour < 12 else '오후'} {t.hour % 12 or 12}:{t:%M} - "
    ),
    "android_ja": lambda t: f"{t:%Y/%m/%d} {t:%H:%M} - ",
    "android_hi": lambda t: f"{t:%d/%m/%y}, {_half(t, 'am', 'pm')} - ".translate(_HINDI),
    "android_ar": lambda t: (
        f"\u200f{t.day}\u200f/{t.month}\u200f/{t.year}، {_half(t, 'ص', 'م')} - ".translate(_ARABIC)
    ),
    "old": lambda t: f"{t:%d/%m/%Y} {_stamp(t)}: ",
}
SECONDS = {"iphone", "iphone_us", "iphone_de", "iphone_zh", "old"}

NAMES = ["Ada", "Bo Li", "+49 151 0000", "外婆", "Zoë 🌱", "علي", "O'Neil"]
LINE = st.text(
    st.characters(categories=("L", "M", "N", "P", "S"), include_characters=" ", exclude_characters="<>()：:"),
    max_size=30,
)
TEXT = st.lists(LINE.map(lambda line: f"w {line} w"), min_size=1, max_size=3).map("\n".join)
TIMES = st.datetimes(datetime(2012, 1, 1), datetime(2029, 12, 31))


def _read(text: str) -> list[Entry]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "WhatsApp Chat with Ada.txt"
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        return list(SOURCE.read(Export(path)))


@pytest.mark.parametrize("style", STYLES)
@settings(max_examples=40, deadline=None)
@given(written=st.lists(st.tuples(TIMES, st.sampled_from(NAMES), TEXT), min_size=1, max_size=12))
def test_what_was_written_in_any_style_is_read_back(
    style: str, written: list[tuple[datetime, str, str]]
) -> None:
    head = STYLES[style]
    # the days up to the 28th of a month tell the order of every date
    sure = [(datetime(2012, 1, day, 8), "Ada", "w") for day in range(13, 29)]
    talk = [*sure, *sorted(written, key=lambda one: one[0])]
    found = _read("".join(f"{head(when)}{name}: {text}\n" for when, name, text in talk))
    read = [(m.when, m.sender.name, m.text, m.kind) for m in found if isinstance(m, Message)]
    unit = timedelta(seconds=1 if style in SECONDS else 60)
    assert read == [(when - (when - datetime.min) % unit, name, text, "text") for when, name, text in talk]
    assert len(found) == len(read)


@settings(max_examples=150, deadline=None)
@given(text=st.text())
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        found = _read(text)
    except UnreadableFile:
        found = []
    assert all(isinstance(one, Message | Problem) for one in found)
    SOURCE.recognises(Peek(name="x.txt", members=(), head=text.encode("utf-8", "replace"), first={}))


_PIECES = st.sampled_from(
    [
        *'0123456789/.-:,[]()<> \n•“"٣م\u200e\u200f\ufeff',
        *(
            "13/06/2018, 21:25 - ",
            "[13.06.18, 21:25:15] ",
            "99/99/99, 99:99 - ",
            "Ada: ",
            "1444",
            "PM",
            "下午",
            "null",
        ),
        *("<attached: a.jpg>", " (file attached)", "image omitted", "POLL:\n", "OPTION: a (1 vote)"),
        *("https://maps.google.com/?q=", "<This message was edited>"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(pieces=st.lists(_PIECES, max_size=40))
def test_no_heap_of_the_apps_own_pieces_breaks_the_reader(pieces: list[str]) -> None:
    text = "13/06/2018, 21:25 - Ada: " + "".join(pieces)
    found = _read(text)
    assert any(isinstance(one, Message) for one in found)
    header(text)


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=200))
def test_any_body_has_a_meaning(text: str) -> None:
    understand(text, by="Ada")
    understand("\u200e" + text, by=None, speaks=False)


RUNS = [
    " ",
    "\u200e",
    "\u200f ",
    "<",
    "<a: ",
    "(1 ",
    "1",
    "[",
    "•",
    "https://foursquare.com/v/",
    "\ufeff",
    "“",
    ": ",
    "\u2068@",
]


@pytest.mark.parametrize("run", RUNS)
def test_a_long_run_of_anything_takes_time_in_proportion(run: str) -> None:
    flood = run * (60_000 // len(run))
    talk = [
        f"\u200e{flood}",
        f"{flood}>",
        f"a{flood})",
        f"\u200ePOLL:\nq\nOPTION: {flood}",
        f"Messages and calls are {flood}",
    ]
    started = process_time()
    _read("".join(f"13/06/2018, 21:25 - Ada: {one}\n{flood}\n{flood}x\n" for one in talk))
    _read("".join(f"13/06/2018, 21:25 - {one}\n" for one in ["Ada: hi", *talk, flood]))
    assert process_time() - started < 2
