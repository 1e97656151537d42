"""Some messages as a language model is shown them, and what people are called, for tests of the check."""

from __future__ import annotations

from datetime import UTC, datetime

from zhiji.assistant import Citation
from zhiji.assistant.question import Named
from zhiji.assistant.worded import Checker, Names
from zhiji.chat import Account, AccountId, Chat, ChatKind, Message, MessageId
from zhiji.language import fold

NOW = datetime(2031, 5, 20, 9, tzinfo=UTC)
PEOPLE = {"Ola": 1, "Tom Berger": 2, "妈妈": 3, "李静": 4, "Ines": 5, "Kai": 6}
EVERYBODY = [*PEOPLE, "王建国", "Marta", "小雨", "Hausgruppe 12", "#bridge"]


def cited(
    number: int,
    who: str,
    when: str,
    text: str,
    *,
    chat: str = "",
    kind: ChatKind = "direct",
) -> Citation:
    """A whole message as evidence."""
    sender = Account(name=who, id=AccountId(PEOPLE[who]), owner=who == "Ines")
    message = Message(
        chat=Chat(name=chat or who, kind=kind),
        sender=sender,
        when=datetime.fromisoformat(f"{when}:00+00:00"),
        text=text,
        id=MessageId(number),
    )
    return Citation(number=number, message=message, field="text", start=0, end=len(text), quote=text)


HOUSE = "Hausgruppe 12"
EVIDENCE = (
    cited(1, "Ola", "2031-03-03T08:00", "they changed the gate code, from today it's 7740", chat=HOUSE, kind="group"),
    cited(2, "Tom Berger", "2031-01-15T10:00", "moved to Linz yesterday, boxes everywhere"),
    cited(3, "Tom Berger", "2031-02-01T10:00", "careful, I'm allergic to fish and to shrimps"),
    cited(4, "Tom Berger", "2031-04-20T10:00", "turns out I'm only allergic to shrimps, fish is fine"),
    cited(5, "Ines", "2031-05-10T09:05", "great. I'll bring you the tent next weekend", chat="Tom Berger"),
    cited(6, "妈妈", "2031-03-08T20:00", "我的体检改到四月九号上午了"),
    cited(7, "妈妈", "2031-05-18T20:00", "周六下午三点跟外婆视频，你来不来"),
    cited(8, "李静", "2031-04-02T18:00", "车票是 128 元，明天早上八点半出发，我搬到苏州以后第一次回家"),
    cited(9, "Kai", "2031-05-12T21:30", "3 tickets for me, each 14.50 €, and I don't want popcorn", chat=HOUSE, kind="group"),
    cited(10, "Ola", "2031-05-12T21:40", "then 4 for us please, I'll pay you back on Friday", chat=HOUSE, kind="group"),
    cited(11, "妈妈", "2031-05-19T08:00", "冰箱里还有两千克饺子，记得吃"),
    cited(12, "Kai", "2031-05-12T22:00", "the ramen place is called Mikado, open from 12 May to 8 Jul", chat=HOUSE, kind="group"),
)  # fmt: skip
_MUM = Named("Mum", frozenset({3}))
NAMES = Names(
    everybody=frozenset(map(fold, EVERYBODY)),
    around=lambda one: (one.chat.name,),
    asked=(_MUM, Named("我妈", frozenset({3}))),
)


def checker() -> Checker:
    """Holds sentences against all of them."""
    return Checker(EVIDENCE, now=NOW, names=NAMES)
