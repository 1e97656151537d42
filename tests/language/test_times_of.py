"""A message is read in its own tense: what it tells of was, what it plans is to come."""

from __future__ import annotations

from datetime import datetime

import pytest

from zhiji.language.times import TimeSpan, times_of

WEDNESDAY = datetime(2025, 10, 15, 9, 20)
LATE = datetime(2025, 10, 15, 22, 20)

TOLD = [
    "",
    "the boiler died on Friday",
    "I'd already paid them on Friday",
    "turns out she moved out on Friday",
    "the parcel got delivered on Friday",
    "I should have told her on Friday",
    "on Friday they finally agreed to sell",
    "on Friday she quit. I'm still in shock",
    "Friday, on the bus, he proposed",
    "he shut the shop on Friday and went home",
    "I put the bins out on Friday",
    "who did you bring on Friday",
    "was Gran there on Friday",
    "thanks for Friday, the kids loved it",
    "sorry about Friday",
    "I saw him. On Friday.",
    "周五我跟她吵了一架 到现在没说话",
    "周五刚交的房租",
    "周五的会开得怎么样",
    "快递周五就到了 我没空拿",
    "他周五走的时候没带伞",
    "周五他来电话说不来了",
    "周五打球把脚崴了",
    "因为周五下雨所以没去",
    "周五结的婚",
    "",
][1:-1]

PLANNED = [
    "",
    "I'll have moved out by Friday",
    "she'll have been paid by Friday",
    "the sofa will be delivered on Friday",
    "the roof is being fixed on Friday",
    "it needs to be signed by Friday",
    "I'll get it fixed on Friday",
    "we're having the boiler serviced on Friday",
    "I promised to help them move on Friday",
    "he said he'd come on Friday",
    "I've been asked to speak on Friday",
    "the deadline was extended to Friday",
    "got tickets for Friday",
    "I was thinking Friday?",
    "I forgot to say, dinner on Friday?",
    "if they haven't called by Friday I'll ring them",
    "I signed at last. Starting Friday",
    "I finished packing, see you on Friday",
    "is Gran still coming Friday",
    "movie on Friday?",
    "我约了周五的牙医",
    "面试改到周五了",
    "说好了周五见",
    "周五我就走了",
    "周五下了班我去接你",
    "周五忙完了找你",
    "周五外公过寿",
    "周五不用来了",
    "周五是我妈生日 快了",
    "下班了 周五打球去",
    "刚搬完家 累死了 周五一起吃饭",
    "票买好了 周五出发",
    "昨天忘了说 周五聚餐",
    "对了我周五回国",
    "周五没消息我就当他拒了",
    "她说她周五回来",
    "",
][1:-1]


def of_friday(text: str) -> TimeSpan:
    (span,) = [span for span in times_of(text, WEDNESDAY) if "riday" in span.text or "周五" in span.text]
    return span


@pytest.mark.parametrize("text", TOLD)
def test_what_a_message_tells_of_was(text: str) -> None:
    assert of_friday(text).start == datetime(2025, 10, 10)


@pytest.mark.parametrize("text", PLANNED)
def test_what_a_message_plans_is_to_come(text: str) -> None:
    assert of_friday(text).start == datetime(2025, 10, 17)


@pytest.mark.parametrize(
    "text",
    [
        "I was ill on Friday, but on Monday I'll be back",
        "周五加班了 周一我请假",
        "周五去过了,周一再去一次",
        "they called on Friday. Can we talk on Monday?",
    ],
)
def test_one_message_tells_of_last_week_and_plans_the_next(text: str) -> None:
    assert [span.start.day for span in times_of(text, WEDNESDAY)] == [10, 20]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("农历九月二十我妈过寿", "2025-11-09", "2025-11-10"),
        ("腊月廿六搬家 日子看好了", "2026-02-13", "2026-02-14"),
        ("农历八月二十我妈过的生日", "2025-10-11", "2025-10-12"),
        ("闰六月初三那天下过冰雹", "2025-07-27", "2025-07-28"),
        ("十一月十八那天开业", "2025-11-18", "2025-11-19"),
        ("十二月十五之前交", "2025-12-15", "2025-12-16"),
        ("八月十五回家", "2026-09-25", "2026-09-26"),
        ("国庆最后一天堵了八个小时", "2025-10-07", "2025-10-08"),
        ("下周头两天我出差", "2025-10-20", "2025-10-22"),
        ("下个月头一天发工资", "2025-11-01", "2025-11-02"),
        ("圣诞那晚一起吃饭", "2025-12-25T18:00", "2025-12-26T00:00"),
        ("中秋当晚我们喝多了", "2025-10-06T18:00", "2025-10-07T00:00"),
        ("明儿个一早走", "2025-10-16T06:00", "2025-10-16T11:00"),
        ("三周内交房", "2025-10-15", "2025-11-06"),
        ("48小时内回复", "2025-10-15T09:20", "2025-10-17T09:20"),
        ("再给我两周", "2025-10-29", "2025-10-30"),
        ("下午三点差十分开会", "2025-10-15T14:50", "2025-10-15T14:51"),
        ("明天两点差一刻", "2025-10-16T13:45", "2025-10-16T13:46"),
        ("五个工作日内到账", "2025-10-15", "2025-10-23"),
        ("三个工作日后答复", "2025-10-20", "2025-10-21"),
        ("两个工作日前寄的", "2025-10-13", "2025-10-14"),
        ("下个月第一个工作日", "2025-11-03", "2025-11-04"),
        ("you will be paid within ten working days", "2025-10-15", "2025-10-30"),
        ("in five business days", "2025-10-22", "2025-10-23"),
        ("by the last business day of the month", "2025-10-31", "2025-11-01"),
        ("the first working day of November", "2025-11-03", "2025-11-04"),
        ("the second Friday of the month is quiz night", "2025-11-14", "2025-11-15"),
        ("we met on the first Monday of the month", "2025-10-06", "2025-10-07"),
        ("in the early hours of Sunday", "2025-10-19T00:00", "2025-10-19T06:00"),
        ("someone rang in the middle of the night", "2025-10-15T00:00", "2025-10-15T06:00"),
        ("it was our best August ever", "2025-08-01", "2025-09-01"),
        ("the snowiest December in years", "2024-12-01", "2025-01-01"),
        ("how about the 28th?", "2025-10-28", "2025-10-29"),
        ("let's say the 3rd then", "2025-11-03", "2025-11-04"),
        ("mother's day cards need to be posted", "2026-05-10", "2026-05-11"),
        ("sat works", "2025-10-18", "2025-10-19"),
        ("remote till spring", "2026-03-01", "2026-06-01"),
        ("我下个月考雅思", "2025-11-01", "2025-12-01"),
        ("周五回北京", "2025-10-17", "2025-10-18"),
    ],
)
def test_what_a_message_says_is_read_whole(text: str, start: str, end: str) -> None:
    (span,) = times_of(text, WEDNESDAY)
    assert (span.start, span.end) == (datetime.fromisoformat(start), datetime.fromisoformat(end))


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("get up at 6", "2025-10-16T06:00"),
        ("明天六点起来跑步", "2025-10-16T06:00"),
        ("staying up until 2", "2025-10-16T02:00"),
        ("十一点前睡", "2025-10-15T23:00"),
        ("三点前我都醒着", "2025-10-16T03:00"),
        ("两点才睡着", "2025-10-15T02:00"),
        ("I was up till 3", "2025-10-15T03:00"),
        ("see you at 3", "2025-10-16T15:00"),
        ("去睡了 三点见", "2025-10-16T15:00"),
    ],
)
def test_hours_of_bed_are_those_of_the_night_and_the_morning(text: str, start: str) -> None:
    (span,) = times_of(text, LATE)
    assert span.start == datetime.fromisoformat(start)


@pytest.mark.parametrize(
    "text",
    [
        "I finished it in two days", "他三天内跑了两趟", "it takes three working days", "一周五个工作日", "给我三个月工资",
        "给她一年级的书", "一年内科", "we sat at the table", "got three valentines from the kids", "Christmas presents",
        "the 4th floor", "every day at 5pm", "内心", "the working week",
    ],
)  # fmt: skip
def test_lengths_and_things_are_no_times(text: str) -> None:
    assert times_of(text, WEDNESDAY) == []
