"""Instagram's downloads, which are Messenger's apart from where they lie and what people do there."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from zhiji.chat import Account, Chat, Message, Problem, Reaction
from zhiji.sources import Export, find
from zhiji.sources.instagram import SOURCE
from zhiji.sources.messenger import SOURCE as MESSENGER

CORPUS = Path(__file__).parent / "corpus" / "instagram"


def messages(path: Path) -> list[Message]:
    with Export(path) as export:
        found = list(SOURCE.read(export))
    assert not any(isinstance(one, Problem) for one in found), found
    return [one for one in found if isinstance(one, Message)]


def test_a_download_is_read_with_all_that_belongs_to_it() -> None:
    found = messages(CORPUS / "good" / "instagram-kit")
    empty, hi, gif, film, reel, started, ended, reacted, liked = found
    assert {one.chat for one in found} == {
        Chat(name="れん", native="17900000000000001", source="instagram", kind="direct")
    }
    assert (empty.kind, empty.text) == ("text", "")
    assert hi.text == "やあ！元気？"
    assert hi.reactions == (
        Reaction(sender="Kit 🐾", emoji="❤", when=datetime(2025, 6, 15, 15, 8, 20, tzinfo=UTC)),
    )
    assert (gif.kind, gif.text) == ("link", "https://media.giphy.com/media/x/200.gif")
    assert film.sender == Account(name="Kit 🐾", source="instagram", owner=True)
    assert (reel.kind, reel.caption) == ("link", "猫のきょう")
    assert [one.kind for one in (started, ended, reacted, liked)] == ["call", "call", "system", "system"]


def test_pages_tell_local_times() -> None:
    liked, fine, story = messages(CORPUS / "pages" / "download")
    assert (liked.kind, liked.when) == ("system", datetime(2020, 12, 28, 0, 1))
    assert (fine.text, fine.reactions) == (
        "元気だよ",
        (Reaction(sender="れん", emoji="😂", when=datetime(2020, 12, 28, 6, 56)),),
    )
    assert (story.kind, story.extra) == ("link", {"share": {"link": "https://www.instagram.com/stories/x/1"}})


def test_old_downloads_look_like_facebooks_and_are_told_by_what_else_is_there() -> None:
    [message] = messages(CORPUS / "old" / "download")
    assert (message.text, message.chat.native) == ("salut ça va", "pia_2bxyzzyq")
    [(source, export)] = find(CORPUS / "old", sources=[MESSENGER, SOURCE]).exports
    assert (source, export.name) == (SOURCE, "download")


def test_a_chat_alone_is_instagrams_if_it_links_there() -> None:
    [(source, _)] = find(CORPUS / "alone", sources=[MESSENGER, SOURCE]).exports
    assert source is SOURCE


def test_a_download_of_both_apps_gives_each_its_own(tmp_path: Path) -> None:
    for app, activity in (
        ("messenger/good/facebook-jule", "facebook"),
        ("instagram/good/instagram-kit", "instagram"),
    ):
        for path in (CORPUS.parent / app).rglob("*.json"):
            to = tmp_path / "meta" / activity / path.relative_to(CORPUS.parent / app)
            to.parent.mkdir(parents=True, exist_ok=True)
            to.write_bytes(path.read_bytes())
    found = {source.name: export for source, export in find(tmp_path, sources=[MESSENGER, SOURCE]).exports}
    assert {name: export.name for name, export in found.items()} == {
        "messenger": "facebook",
        "instagram": "instagram",
    }
    with Export(tmp_path / "meta") as whole:
        for source in (MESSENGER, SOURCE):
            natives = {one.chat.native for one in source.read(whole) if isinstance(one, Message)}
            assert ("17900000000000001" in natives) == (source is SOURCE)


def test_the_list_of_2018_to_2020_tells_by_its_fields_what_a_message_is() -> None:
    found = messages(CORPUS / "good-list-2019")
    assert [(one.kind, one.sender.name, one.text) for one in found] == [
        ("text", "mira.o", "the ferry leaves at six"),
        ("call", "tove_d", "tove_d started a video chat"),
        ("video", "tove_d", ""),
        ("link", "mira.o", "https://scontent.example/v/boat.jpg?x=1"),
        ("text", "tove_d", "❤"),
        ("system", "nils", "nils named the group crew"),
    ]
    first, shared, crew = found[0], found[3], found[5]
    assert [(one.sender, one.emoji) for one in first.reactions] == [("tove_d", "❤")]
    assert first.when == datetime(2019, 7, 11, 9, 0, 0, 500_000, tzinfo=UTC)
    assert shared.caption == "The new boat"
    assert (crew.chat.name, crew.chat.kind) == ("mira.o, tove_d, nils", "group")


def test_a_chat_of_two_that_could_be_joined_is_no_group(tmp_path: Path) -> None:
    path = tmp_path / "message_1.json"
    said = '{"sender_name": "mira", "timestamp_ms": 1705315800000, "content": "ahoy"}'
    path.write_text(
        f'{{"participants": [{{"name": "mira"}}, {{"name": "tove"}}], "messages": [{said}], "thread_type": "Regular", '
        '"joinable_mode": {"mode": 1, "link": ""}, "magic_words": []}'
    )
    with Export(path) as export:
        (found,) = (one for one in MESSENGER.read(export) if isinstance(one, Message))
    assert found.chat.kind == "direct"
