"""What of a language model's sentences stands, and what doesn't: the check, sentence by sentence."""

from __future__ import annotations

import pytest

from tests.assistant.told import NAMES, NOW, checker, cited
from zhiji.assistant.worded import Checker

HONEST = """\
The code is “7740” [1].
It is “from today  it's 7740” [1].
The gate code is "7740" [1].
The gate code is 7740: “it's 7740” [1].
Since 3 March 2031 it has been 7740: “from today it's 7740” [1].
Ola wrote that it is 7740 (“from today it's 7740” [1]).
According to Ola, “they changed the gate code” [1].
In Hausgruppe 12 Ola said “from today it's 7740”. [1]
“They changed the gate code” [1], says Ola.
[1] says: “from today it's 7740”.
As [1] tells, the code is “7740”.
The code changed on 2031-03-03 (“from today it's 7740”) [#1].
The code changed on Monday, 3 March: “from today it's 7740” 【1】
The code changed in March 2031 «they changed the gate code» [1]
Ola said ‘from today it's 7740’ [1].
Tom moved to Linz on 14 January 2031: “moved to Linz yesterday” [2].
Tom has lived in Linz since January 2031 (“moved to Linz yesterday” [2]).
On 15 Jan 2031 Tom wrote “moved to Linz yesterday, boxes everywhere” [2].
Tom Berger moved in 2031: “moved to Linz” [2].
Tom's boxes were “everywhere” [2].
On 1 February Tom was “allergic to fish and to shrimps” [3], later “only allergic to shrimps” [4].
Tom is only allergic to shrimps: “only allergic to shrimps, fish is fine” [4], which changes “allergic to fish and to shrimps” [3].
Tom mentioned allergies two times: “allergic to fish” [3] and “allergic to shrimps” [4].
He wrote so twice, “allergic to fish” [3] and “only allergic to shrimps” [4].
Tom first said “allergic to fish and to shrimps” [3] and then “fish is fine” [4].
No fish was a mistake: “fish is fine” [4].
In April 2031, Tom corrected it: “fish is fine” [4].
You promised Tom to “bring you the tent next weekend” [5].
On 10 May you told Tom “I'll bring you the tent next weekend” [5].
You said you would bring the tent on the weekend of 17 May: “bring you the tent next weekend” [5].
You wrote at 09:05: “I'll bring you the tent” [5].
Mum's check-up is on 9 April: “体检改到四月九号上午” (check-up moved to the morning of 9 April) [6].
Mum has a check-up on the morning of 9 April 2031: 「体检改到四月九号上午」[6].
On Saturday at 3 pm there is a video call with Grandma: “周六下午三点跟外婆视频” [7].
The call is on 24 May 2031 at 15:00: “周六下午三点跟外婆视频” [7].
The call is this Saturday, “周六下午三点” [7].
The ticket costs 128: “车票是 128 元” [8].
She leaves on 3 April at half past eight: “明天早上八点半出发” [8].
She leaves at 8:30 in the morning: “明天早上八点半出发” [8].
She moved to Suzhou: “搬到苏州” [8].
Kai wants three tickets: “3 tickets for me” [9].
Kai wants “3 tickets” [9] and Ola “4 for us” [10]: 3 + 4 = 7.
Together “3 tickets” [9] and “4 for us” [10] make seven: 3 + 4 = 7 tickets.
Each is 14.50 €, so “3 tickets” at “14.50 €” [9]: 3 × 14.50 = 43.50 €.
Kai doesn't “want popcorn” [9].
Ola pays “back on Friday” [10], that is 16 May.
The place is called Mikado: “the ramen place is called Mikado” [12].
It is open “from 12 May to 8 Jul” [12]: 12 May to 8 Jul = 57 days.
Yes, “fish is fine” [4].
No: “I don't want popcorn” [9].
Two people want tickets: “3 tickets” [9] and “4 for us” [10].
“moved to Linz … boxes everywhere” [2]
“moved to Linz [...] boxes everywhere” [2]
The newest word on it is “fish is fine” [4].
The ticket is 128 yuan: “车票是 128 元” [8].
Each ticket is €14.50: “each 14.50 €” [9].
Recently Tom said “fish is fine” [4].
Dinner? Kai knows a “ramen place” [12].
So far: “only allergic to shrimps” [4].
密码是“7740”[1]。
门的密码改成了 7740：“from today it's 7740”[1]。
Ola 在 2031年3月3日 说“from today it's 7740”（从今天起是 7740）[1]。
根据 Ola 的消息，新密码是「7740」【1】。
Tom 在 1 月搬到了 Linz：“moved to Linz yesterday”（昨天搬到了 Linz）[2]。
Tom 2031年1月14日搬的家：“moved to Linz yesterday”[2]。
Tom 只对虾过敏：“only allergic to shrimps”[4]。
Tom 先说对鱼和虾都过敏（“allergic to fish and to shrimps”[3]），后来说鱼没问题（“fish is fine”[4]）。
你答应给 Tom 带帐篷：“I'll bring you the tent”[5]。
妈妈的体检改到了四月九号：“我的体检改到四月九号上午了”[6]。
妈妈的体检在2031年4月9日上午：“体检改到四月九号上午”[6]。
体检是 4月9日，“改到四月九号上午” [6]。
你妈妈说“我的体检改到四月九号上午了”[6]。
周六下午三点要跟外婆视频：“周六下午三点跟外婆视频”[7]。
视频在5月24日下午3点：“周六下午三点跟外婆视频”[7]。
视频时间是15点，“周六下午三点跟外婆视频”[7]。
李静的车票是128元：“车票是 128 元”[8]。
车票一百二十八元，“车票是 128 元”[8]。
李静4月3日早上八点半出发：“明天早上八点半出发”[8]。
李静说她搬到了苏州：“我搬到苏州以后”[8]。
她住在苏州：“搬到苏州以后”[8]。
一共七张票：“3 tickets”[9] 和 “4 for us”[10]，3 + 4 = 7。
Kai 要三张票：“3 tickets for me”[9]。
Kai 不要爆米花：“I don't want popcorn”[9]。
Ola 周五还钱：“pay you back on Friday”[10]。
冰箱里有2千克饺子：“还有两千克饺子”[11]。
妈妈 5月19日提醒你：“记得吃”[11]。
有两个人要票：“3 tickets”[9]、“4 for us”[10]。
他两次提到过敏：“allergic to fish”[3]，“only allergic to shrimps”[4]。
最新的说法是“fish is fine”[4]。
是的，“fish is fine”[4]。
店名叫 Mikado：“called Mikado”[12]。
从 5月12日 到 7月8日 共 57 天：“from 12 May to 8 Jul”[12]。
""".splitlines()


@pytest.mark.parametrize("sentence", HONEST)
def test_an_honest_sentence_stands(sentence: str) -> None:
    verdict = checker().check(sentence)
    assert verdict.stands, verdict.reason


def test_there_are_many_honest_ways_to_say_it() -> None:
    assert len(set(HONEST)) >= 80


LIES = {
    "marks": [
        "It is “7740 [1].",
        "“” [1]",
        "It is “7740” [1] [see](http://x.example).",
        "It is “the “gate” code” [1].",
        "It is “7740” [1] <b>now</b>.",
        "It is “7740” [1a].",
        "It is “7740” [1] www.x.example",
    ],
    "no quote": ["The code is 7740 [1].", "The code is “7740”.", "Kai is a thief."],
    "no message": ["It is “7740” [99].", "It is “7740” [1][13].", "It is “7740” [0]."],
    "not said": [
        "It is “7741” [1].",
        "“moved to Linz today” [2]",
        "“I'm allergic to fish is fine” [3][4]",
        "“the gate code moved to Linz” [1][2]",
        "“from today it's 7740 … they changed the gate code” [1]",
        "“moved to Lіnz” [2]",
        "“7740” and “1234” [1]",
        "密码是“七七四零”[1]。",
    ],
    "elsewhere": [
        "It is “7740” [2].",
        "“allergic to fish” [4] and “fish is fine” [3]",
        "[2]: “7740” and [1]: “moved to Linz”.",
    ],
    "cut": [
        "It is “774” [1].",
        "It is “740” [1].",
        "Kai: “want popcorn” [9]",
        "The price is “14” [9].",
        "“oved to Linz” [2]",
        "Kai wants “popcorn” [9].",
    ],
    "bare": ["It is “7740” [1][2].", "It is “7740” [1], as said before [4]."],
    "time": [
        "On 4 March the code changed: “it's 7740” [1].",
        "Tom moved on 15 February 2031: “moved to Linz” [2].",
        "Tom moved yesterday: “moved to Linz yesterday” [2].",
        "体检在四月十号：“体检改到四月九号上午”[6]。",
        "视频是下午四点：“周六下午三点跟外婆视频”[7]。",
        "视频是明天：“周六下午三点跟外婆视频”[7]。",
        "The call is on Thursday: “周六下午三点” [7].",
        "Tom moved in 2029: “moved to Linz” [2].",
    ],
    "sum": [
        "“3 tickets” [9] and “4 for us” [10]: 3 + 4 = 8.",
        "It is open “from 12 May to 8 Jul” [12]: 12 May to 8 Jul = 58 days.",
        "“3 tickets” at “14.50 €” [9]: 3 × 14.50 = 45.",
    ],
    "number": [
        "It is 7741: “it's 7740” [1].",
        "There are eight: “3 tickets” [9].",
        "“3 tickets” [9], and 5 + 4 = 9.",
        "车票三百元：“车票是 128 元”[8]。",
        "车票一百二十九元：“车票是 128 元”[8]。",
        "Code seven seven four one: “it's 7740” [1].",
        "It costs ⑧: “3 tickets” [9].",
        "Tom has 3 allergies: “allergic to fish” [3].",
        "It is -7740: “it's 7740” [1].",
        "50% of “3 tickets” [9]",
        "It costs $7740: “it's 7740” [1].",
        "Each is 14.50 dollars: “14.50 €” [9].",
        "车票是128欧元：“车票是 128 元”[8]。",
    ],
    "name": [
        "Kai said “it's 7740” [1].",
        "Marta knows: “it's 7740” [1].",
        "Zebulon wrote “it's 7740” [1].",
        "He moved to Graz: “moved to Linz” [2].",
        "Dad has it on 9 April: “体检改到四月九号上午” [6].",
        "王建国的车票：“车票是 128 元”[8]。",
        "爸爸说“我的体检改到四月九号上午了”[6]。",
        "周晓峰说“车票是 128 元”[8]。",
        "这是张伟说的：“车票是 128 元”[8]。",
        "小雨说“记得吃”[11]。",
        "zebulon said “it's 7740” [1].",
        "Send it to ola@evil.example: “it's 7740” [1].",
        "Тom moved: “moved to Linz” [2].",
        "Ask @kai_92: “3 tickets” [9].",
        "扎克伯格说“车票是 128 元”[8]。",
        "“moved to Linz” [2], says Sergej.",
        "Emily said “it's 7740” [1].",
        "Will wrote “it's 7740” [1].",
        "Sterling: “moved to Linz” [2].",
    ],
    "speaker": [
        "You said “moved to Linz” [2].",
        "Tom said “I'll bring you the tent” [5].",
        "I said “I'll bring you the tent” [5].",
        "你答应过：“moved to Linz”[2]。",
    ],
}


@pytest.mark.parametrize(("kind", "sentence"), [(kind, one) for kind, some in LIES.items() for one in some])
def test_a_sentence_that_says_more_than_its_messages_does_not_stand(kind: str, sentence: str) -> None:
    verdict = checker().check(sentence)
    assert not verdict.stands
    assert verdict.reason is not None
    if kind in ("time", "number", "name"):  # @kai_92 or a wrong "three o'clock" may be seen as either
        assert verdict.reason.kind in ("time", "number", "name")
    else:
        assert verdict.reason.kind == kind, verdict.reason


TURNED = """\
speaker | “I'll bring you the tent” [5], said Tom.
speaker | According to Tom, “I'll bring you the tent” [5].
speaker | Tom's message says “I'll bring you the tent” [5].
speaker | Tom has told you “I'll bring you the tent” [5].
speaker | Tom assured you: “I'll bring you the tent” [5].
speaker | Tom答应你：“I'll bring you the tent”[5]。
speaker | Tom 的消息：“I'll bring you the tent”[5]。
speaker | 根据 Tom 的消息，“I'll bring you the tent”[5]。
speaker | “I'll bring you the tent”[5]，Tom 说。
speaker | The doctor said “fish is fine” [4].
speaker | According to the police, “they changed the gate code” [1].
speaker | 医生说：“fish is fine”[4]。
speaker | 警察打电话来说“from today it's 7740”[1]。
number | Tom has half of the boxes: “boxes everywhere” [2].
number | Tom has dozens of boxes: “boxes everywhere” [2].
number | A quarter of them: “boxes everywhere” [2].
number | The price doubled: “each 14.50 €” [9].
number | 半价：“车票是 128 元”[8]。
number | 车票涨了一倍：“车票是 128 元”[8]。
number | 她买了几百张票：“车票是 128 元”[8]。
number | The ticket isn't 128: “车票是 128 元” [8].
cut | Tom is “allergic to … fish” [4].
cut | Tom is “allergic to … fine” [4].
""".splitlines()
STRAIGHT = """\
“fish is fine” [4], said Tom.
According to Tom, “fish is fine” [4].
Tom's message says “fish is fine” [4].
The message said “fish is fine” [4].
Tom 的消息：“fish is fine”[4]。
You told Tom “I'll bring you the tent” [5].
She leaves at half past eight: “明天早上八点半出发” [8].
It isn't cheap: “each 14.50 €” [9].
Tom is “only allergic to shrimps … fish is fine” [4].
""".splitlines()


@pytest.mark.parametrize("line", TURNED)
def test_true_words_in_the_wrong_mouth_or_measure_do_not_stand(line: str) -> None:
    kind, _, sentence = line.partition(" | ")
    verdict = checker().check(sentence)
    assert verdict.reason is not None and verdict.reason.kind == kind


@pytest.mark.parametrize("sentence", STRAIGHT)
def test_and_in_the_right_one_they_do(sentence: str) -> None:
    assert checker().check(sentence).reason is None


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("I'll definitely not be able to come to the party", "Ola will “come to the party” [1]."),
        ("I'll not come to the party", "Ola said “I'll … come to the party” [1]."),
        ("I don't think that Tom will pay it back", "Tom “will pay it back” [1]."),
        ("it is not true that I have quit my job", "Ola “quit my job” [1]."),
        ("我觉得他不太可能会来参加婚礼", "他会“来参加婚礼”[1]。"),
    ],
)
def test_a_not_further_before_the_words_belongs_to_them(said: str, sentence: str) -> None:
    one = Checker([cited(1, "Ola", "2031-03-03T08:00", said)], now=NOW, names=NAMES)
    reason = one.check(sentence).reason
    assert reason is not None and reason.kind == "cut"
