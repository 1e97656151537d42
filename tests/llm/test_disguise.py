from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiji.llm import Alias
from zhiji.llm.disguise import Disguise, Restorer

PEOPLE = (
    Alias(12, ("王小明", "xiaoming", "+49 171 2345678")),
    Alias(3, ("Anna Meier", "小A")),
    Alias(4, ("Will",)),
    Alias(8, ("安", ".", "1")),
    Alias(5, ("陳偉",)),
    Alias(7, ("家人群", "Work"), "chat"),
)


def hidden(text: str) -> str:
    return Disguise([text], aliases=PEOPLE).hide(text)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("王小明来了", "Person12a来了"),
        ("小明OK，明天见", "Person12dOK，明天见"),
        ("xiaoming said so", "Person12b said so"),
        ("ring +49 171 2345678", "ring Person12c"),
        ("Anna Meier and Anna", "Person3a and Person3c"),
        ("Meier's car", "Person3d's car"),
        ("陈伟和陳偉", "Person5b和Person5a"),
        ("在家人群里说", "在Chat7a里说"),
        ("Work group", "Chat7b group"),
        ("Will you? I will.", "Person4a you? I will."),
    ],
)
def test_names_go_out_as_placeholders(text: str, seen: str) -> None:
    assert hidden(text) == seen


@pytest.mark.parametrize(
    "text", ["Annabel", "Johanna", "安全第一", "平安", "Stop. Now.", "1 or 11", "I work here"]
)
def test_pieces_of_other_words_stay(text: str) -> None:
    assert hidden(text) == text


def test_a_name_of_one_character_is_found_where_it_stands_alone() -> None:
    assert hidden("安: 好") == "Person8a: 好"


def test_the_number_of_a_person_is_the_same_whoever_else_is_there() -> None:
    text = "王小明 called"
    assert Disguise([text], aliases=PEOPLE[:1]).hide(text) == Disguise([text], aliases=reversed(PEOPLE)).hide(
        text
    )


def test_each_way_of_writing_comes_back_as_it_was() -> None:
    text = "ANNA, anna and Anna met XiaoMing, 小明 and xiaoming"
    disguise = Disguise([text], aliases=PEOPLE)
    assert "anna" not in disguise.hide(text).lower()
    assert disguise.restore(disguise.hide(text)) == text
    assert disguise.renamed == 6


def test_secrets_go_out_masked_and_come_back() -> None:
    text = "王小明：wifi密码: hunter2, 验证码 384920"
    disguise = Disguise([text], aliases=PEOPLE)
    seen = disguise.hide(text)
    assert seen == "Person12a：wifi密码: Password1a 验证码 Code1a"
    assert disguise.restore("The password is Password1a") == "The password is hunter2,"
    assert disguise.masked == 2


def test_the_same_secret_has_one_placeholder() -> None:
    text = "code 384920, I say code 384920, not code 111222"
    disguise = Disguise([text])
    assert disguise.hide(text) == "code Code1a, I say code Code1a, not code Code2a"


def test_secrets_leave_where_that_was_allowed() -> None:
    assert Disguise([], secrets=False).hide("pin 4821") == "pin 4821"


def test_a_text_that_looks_like_a_placeholder_stays_what_it_is() -> None:
    text = "Person12a is not 小明"
    disguise = Disguise([text], aliases=PEOPLE)
    assert disguise.hide(text) == "Person12a is not XPerson12d"
    assert disguise.restore("Person12a, XPerson12d") == "Person12a, 小明"


def test_what_is_put_into_json_is_escaped() -> None:
    disguise = Disguise([], aliases=[Alias(1, ('Jo "Boss" X',))])
    seen = disguise.hide('Jo "Boss" X')
    assert disguise.restore(seen, escape=lambda text: text.replace('"', '\\"')) == 'Jo \\"Boss\\" X'


NAMES = st.text("ABcd小明王é .1", min_size=1, max_size=5)
ALIASES = st.lists(
    st.builds(
        Alias, st.integers(0, 30), st.lists(NAMES, max_size=3).map(tuple), st.sampled_from(["person", "chat"])
    ),
    max_size=6,
)
WORDS = st.text("ABcdD小明王éÉ .1", max_size=30)
TEXTS = st.lists(
    WORDS | st.sampled_from(["Person1a", "Chat2b", "pin 4821", "XPerson3c", "密码:Chat1a!"]), max_size=8
)


@given(ALIASES, TEXTS.map("".join))
def test_what_is_hidden_comes_back_whole(aliases: list[Alias], text: str) -> None:
    disguise = Disguise([text], aliases=aliases)
    seen = disguise.hide(text)
    assert disguise.restore(seen) == text
    assert disguise.hide(text) == seen


@given(ALIASES, TEXTS.map("".join), st.integers(1, 7))
def test_a_stream_comes_back_as_the_whole_would(aliases: list[Alias], text: str, size: int) -> None:
    disguise = Disguise([text], aliases=aliases)
    seen = disguise.hide(text)
    restorer = Restorer(disguise)
    pieces = [restorer.feed(seen[at : at + size]) for at in range(0, len(seen), size)]
    assert "".join((*pieces, restorer.rest())) == text


def test_a_stream_holds_back_no_more_than_half_a_placeholder() -> None:
    disguise = Disguise(["小明"], aliases=PEOPLE)
    disguise.hide("小明")
    restorer = Restorer(disguise)
    assert restorer.feed("Hello Per") == "Hello "
    assert restorer.feed("son12") == ""
    assert restorer.feed("d!") == "小明!"
    assert restorer.feed("Pers") == ""
    assert restorer.rest() == "Pers"


def test_a_person_with_more_spellings_than_letters_keeps_them_apart() -> None:
    alias = Alias(1, tuple(f"name{number}x" for number in range(60)))
    text = " ".join(alias.names)
    disguise = Disguise([text], aliases=[alias])
    assert len(set(disguise.hide(text).split())) == 60
    assert disguise.restore(disguise.hide(text)) == text


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Hunter2xyz works", "Password1a works"),
        ("it was hunter2XYZ.", "it was Password1a."),
        ("2031 it is", "Code1a it is"),
        ("on 2031-03-01", "on 2031-03-01"),
        ("42031", "42031"),
        ("aHunter2xyz", "aHunter2xyz"),
    ],
)
def test_what_one_text_tells_of_secrets_is_hidden_in_the_others(text: str, seen: str) -> None:
    disguise = Disguise([text], telling=["the password is: Hunter2xyz", "my pin is 2031"])
    assert disguise.hide(text) == seen
    assert disguise.restore(seen) == text
