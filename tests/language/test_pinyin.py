from __future__ import annotations

import pytest

from zhiji.language.pinyin import is_chinese, may_be_read


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("张晓明", "Zhang Xiaoming"),
        ("張曉明", "zhangxiaoming"),  # traditional
        ("张晓明", "Xiaoming Zhang"),
        ("张晓明", "Xiao-Ming"),
        ("欧阳修", "Xiu Ouyang"),
        ("曾国藩", "Zeng Guofan"),  # also read céng
        ("吕布", "Lü Bu"),
        ("吕布", "lv bu"),
        ("吕布", "Lyu Bu"),
    ],
)
def test_a_chinese_name_may_be_spelled(name: str, letters: str) -> None:
    assert may_be_read(name, letters)


@pytest.mark.parametrize(
    ("name", "letters"),
    [("张晓明", "Zhang"), ("张晓明", "Zhang Xiao"), ("张晓明", "Zhang Xiaomin"), ("张晓明", "Ming"), ("王", "Wang"),
     ("Tom", "Tom"), ("张晓明", ""), ("", "Zhang")],
)  # fmt: skip
def test_other_letters_are_not_the_name(name: str, letters: str) -> None:
    assert not may_be_read(name, letters)


def test_a_name_with_latin_words_is_not_written_in_chinese() -> None:
    assert (
        is_chinese("张晓明")
        and is_chinese("张晓明🌸")
        and not is_chinese("Tom 张晓明")
        and not is_chinese("王")
    )
