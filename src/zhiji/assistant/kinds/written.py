"""What was written that bears on a choice: by whom it is about, and by others of them and of what else it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhiji.assistant.kinds import tastes
from zhiji.assistant.kinds.concerned import People, said_by
from zhiji.assistant.kinds.means import Means
from zhiji.assistant.kinds.told_of import told_of, told_of_matter
from zhiji.assistant.question import Clause
from zhiji.chat import Message
from zhiji.language import fold
from zhiji.language.cantonese import in_mandarin

# What is asked for advice with: a message with it is no matter of its own.
ASKING = frozenset(
    (
        *(
            "dinner",
            "lunch",
            "brunch",
            "breakfast",
            "supper",
            "eat",
            "cook",
            "cooking",
            "food",
            "meal",
            "restaurant",
            "feeding",
            "feed",
            "packing",
        ),
        *(
            "party",
            "guests",
            "everyone",
            "everybody",
            "topic",
            "topics",
            "talk",
            "talking",
            "chat",
            "ask",
            "phone",
            "call",
            "meet",
            "seeing",
            "supposed",
        ),
        *(
            "next",
            "steer",
            "clear",
            "avoid",
            "dos",
            "donts",
            "named",
            "remind",
            "idea",
            "ideas",
            "please",
            "needs",
            "said",
            "nice",
            "coming",
            "big",
        ),
        *(
            "晚饭",
            "午饭",
            "早饭",
            "吃",
            "吃的",
            "做饭",
            "吃饭",
            "注意",
            "饭",
            "菜",
            "聊",
            "话题",
            "见面",
            "主意",
            "雷区",
            "送礼",
            "下次",
            "回家",
            "过年",
        ),
        *(
            "give",
            "get",
            "gift",
            "present",
            "buy",
            "bring",
            "like",
            "need",
            "want",
            "birthday",
            "pack",
            "should",
        ),
        *("送", "礼物", "带", "买", "生日", "需要", "喜欢", "想要", "回来", "好", "看", "回", "去"),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What was written that may bear on it, each the newest first."""

    said: Sequence[Message]  # by whom it is about, and to them by the owner
    theirs: Sequence[Message]
    of_them: Sequence[Message]  # by others
    of_matter: Sequence[Message]  # of what else the question names, by anybody

    @property
    def of(self) -> list[Message]:
        """All that is said of it by others."""
        every = {one.id: one for one in (*self.of_matter, *self.of_them)}
        return sorted(every.values(), key=lambda one: one.when, reverse=True)


def what_was_written(clause: Clause, people: People, means: Means) -> Words:
    """All that was written of it, as far as it is near at hand."""
    terms = (
        means.clause(plain).terms
        if (plain := in_mandarin(clause.text)) != fold(clause.text)
        else clause.terms
    )
    matter = [one for one in terms if len(one.text) > 1 and one.text not in ASKING]
    matter = [one for one in matter if not any(named.word in one.text for named in clause.named)]
    of_matter = told_of_matter(clause, matter, means)
    said = said_by(people, means)
    theirs = [one for one in said if one.sender.id in people.accounts]
    if people.only_owner and of_matter and any(_bears(one.text) for one in of_matter):
        said = theirs = []  # a guest's, a cat's
    return Words(said=said, theirs=theirs, of_them=told_of(clause, people, means), of_matter=of_matter)


def _bears(text: str) -> bool:
    return tastes.tells(tastes.AVOIDS_FOOD, text) or tastes.tells(tastes.AVOIDS_THINGS, text)
