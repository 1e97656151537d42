"""What of memory a question asks for: facts of one relation, debts, decisions and the like, and of which matter.

Narrower than what a search is helped by (`memory.recalling`): here the words say that just this is asked, and what
they don't say stays as a matter that a fact has to be of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from zhiji.assistant.question import Clause, Wants
from zhiji.assistant.terms import Term, cut
from zhiji.chat import Message


class Side(Enum):
    """Who stands on one side of a debt or a promise."""

    ME = "me"
    NAMED = "named"
    ANYBODY = "anybody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """What of memory one clause asks for."""

    kind: str
    relations: frozenset[str] = frozenset()
    matter: tuple[Term, ...] = ()  # what else it names
    former: bool = False  # asks how it was before
    by: Side = Side.ANYBODY  # who owes
    to: Side = Side.ANYBODY  # whom it is owed to

    def is_right_way(self, message: Message) -> bool:
        """Whether a message may speak of what is owed this way: "you owe me", said to the owner, isn't owed to them."""
        if self.kind != "debt" or Side.ME not in (self.by, self.to):
            return True
        mine, theirs = (_I_OWE_YOU, _YOU_OWE_ME) if self.to is Side.ME else (_YOU_OWE_ME, _I_OWE_YOU)
        return not (mine if message.sender.owner else theirs).search(message.text)


_I_OWE_YOU = re.compile(
    r"\b(?:i|we)(?:'ll)? (?:still |now )?owe you\b|(?:我|咱)们?(?:还|仍|就)?欠(?:着|了)?[你您]", re.I
)
_YOU_OWE_ME = re.compile(
    r"\byou (?:still |now )?owe (?:me|us)\b|[你您](?:还|仍|就)?欠(?:着|了)?(?:我|咱)", re.I
)
_FORMER = re.compile(
    r"\bbefore(?! \w)|\b(?:before that|previous(?:ly)?|former(?:ly)?|earlier|used to|last one|old (?:address|number|code|password|job|flat|place|one|pin))\b"
    r"|以前|之前(?!要|得)|原来|从前|过去|曾经|上一个|旧",
    re.I,
)
_EVER = re.compile(r"\bever\b|过吗|过没", re.I)

# The words that ask for a relation, and those of them that name no matter.
_RELATIONS: tuple[tuple[frozenset[str], str, str], ...] = (
    (frozenset({"been_to"}),
     r"\bwhere\b.{0,40}\b(?:been|travell?ed|visited|gone)\b|\b(?:which|what|how many) (?:\w+ )?(?:places|countries|cities|towns)\b(?!.{0,40}\bliv)|去过|玩过|到过",
     r"\b(?:been|travell?\w*|visit\w*|gone|places?|countr(?:y|ies)|cit(?:y|ies)|towns?)\b|去过|玩过|到过|国家|城市|地方|旅[行游]"),
    (frozenset({"dislikes"}),
     r"\b(?:dislikes?|hates?|can'?t stand|afraid of|scared of)\b|(?:\bnot|n't) (?:\w+ )?(?:like|enjoy)\b|讨厌|不喜欢|不爱(?!吃)|怕什么|害怕",
     r"\b(?:dislikes?|hates?|can'?t stand|afraid|scared|like|enjoy)\b|讨厌|不喜欢|不爱|害怕|怕"),
    (frozenset({"diet", "allergy"}),
     r"(?:\b(?:not|never|cannot)|n't) (?:\w+ )?(?:eat|drink)\b|\bdiet\b|\b(?:vegan|vegetarian)\b|忌口|[不没]能?会?[吃喝]|吃素|饮食",
     r"\b(?:eat|drink|diet|can'?t|cannot|never)\b|忌口|[不没]能?会?[吃喝]|饮食|东西"),
    (frozenset({"allergy"}), r"\ballerg\w+\b|过敏", r"\ballerg\w+\b|过敏|东西"),
    (frozenset({"likes"}),
     r"\b(?:likes?|loves?|enjoys?|hobb(?:y|ies)|interests?|interested in|favou?rites?|into)\b|喜欢|爱好|兴趣|最爱|爱[吃喝看听玩]",
     r"\b(?:likes?|loves?|enjoys?|hobb(?:y|ies)|interests?|interested|favou?rites?|into)\b|喜欢|爱好|兴趣|最爱|东西"),
    (frozenset({"language"}), r"\b(?:languages?|speaks?)\b|语言|会说|会讲|说(?:哪|什么|几).{0,2}[话语]",
     r"\b(?:languages?|speaks?)\b|语言|会说|会讲|外语"),
    (frozenset({"home"}),
     r"\b(?:where|(?:which|what|how many) (?:cit(?:y|ies)|towns?|countr(?:y|ies)|places?|flats?|homes?|addresses))\b.{0,50}\b(?:liv(?:e|es|ed|ing)|mov(?:e|ed|ing)|staying)\b|\baddress\b"
     r"|住(?:在|过|的)?.{0,3}(?:哪|什么地方|地址)|家住|[住家]在哪|地址|搬.{0,3}哪",
     r"\b(?:liv(?:e|es|ed|ing)|mov(?:e|ed|ing)|staying|cit(?:y|ies)|towns?|countr(?:y|ies)|places?|flats?|homes?|address(?:es)?)\b|住[在过]?|家|地址|搬"),
    (frozenset({"job", "employer"}),
     r"\b(?:where|who|what|which)\b.{0,50}\b(?:work(?:s|ed|ing)?|job|profession|occupation|employer|company|do(?:es)? .{0,20}for a living)\b"
     r"|做什么(?:工作|的)|什么工作|职业|哪.{0,4}(?:上班|工作)|(?:什么|哪).{0,3}公司",
     r"\b(?:work(?:s|ed|ing)?|job|profession|occupation|employer|company|living|do|does)\b|做|工作|职业|上班|公司"),
    (frozenset({"school"}),
     r"\b(?:where|what|which)\b.{0,50}\b(?:school|university|college|stud(?:y|ies|ied|ying))\b|(?:哪|什么).{0,3}(?:学校|大学|专业)|在哪.{0,3}(?:读书|上学|念书)",
     r"\b(?:school|university|college|stud(?:y|ies|ied|ying))\b|学校|大学|专业|读书?|上学|念书?"),
    (frozenset({"partner"}),
     r"\bwho(?:'s| is| was)?\b.{0,40}\b(?:partner|husband|wife|boyfriend|girlfriend|married to|dating|engaged to)\b|\bwhat(?:'s| is| was) .{0,30}\b(?:partner|husband|wife|boyfriend|girlfriend)(?:'s)? (?:name|called)\b|(?:对象|[男女]朋友|老公|老婆|丈夫|妻子)(?:是谁|.{0,2}(?:叫|姓|名字))|(?:跟|和)谁.{0,4}(?:结婚|在一起|谈)",
     r"\b(?:partner|husband|wife|boyfriend|girlfriend|married|dating|engaged|names?|called)\b|叫|姓|名字|对象|[男女]朋友|老公|老婆|丈夫|妻子|结婚|在一起"),
    (frozenset({"relation"}), r"\b(?:famil(?:y|ies)|relatives|siblings|kids|children)\b|家人|亲戚|兄弟姐妹|孩子",
     r"\b(?:famil(?:y|ies)|relatives)\b|家人|亲戚"),
    (frozenset({"health"}), r"\b(?:illness(?:es)?|diseases?|health (?:problems?|issues?|conditions?))\b|什么病|哪些病|健康问题",
     r"\b(?:illness(?:es)?|diseases?|health|problems?|issues?|conditions?)\b|病|健康|问题"),
    (frozenset({"possession"}), r"\bwhat\b.{0,30}\bowns?\b", r"\bowns?\b"),
    (frozenset({"contact"}), r"\b(?:phone|mobile|email|e-mail)\b|电话|手机号|邮箱|微信号",
     r"\b(?:number|address)\b|号码|号"),
    (frozenset({"code"}), r"\b(?:codes?|passwords?|pin|passcode)\b|密码|门禁", r"\b(?:codes?|passwords?|pin|passcode)\b|密码|门禁码?"),
    (frozenset({"pet"}), r"\b(?:pets?|animals?)\b|\b(?:have|has|had|got|owns?|keeps?)\b.{0,20}\b(?:dogs?|cats?|rabbits?|birds?)\b|宠物|养(?:了|着)?(?:什么|啥|几|哪|猫|狗)|有.{0,3}[猫狗]",
     r"\b(?:pets?|animals?|owns?|keeps?|got)\b|宠物|养[了着]?|动物|[几多少][只条头个]|只"),
    (frozenset({"age"}), r"\bhow old\b|\bwhat age\b|多大(?:了|年纪)|几岁|年龄", r"\b(?:old|age)\b|多大|年纪|几岁|年龄"),
)  # fmt: skip

_KINDS: tuple[tuple[str, str, str], ...] = (
    ("instruction",
     r"\b(?:tell|told|ask(?:ed)?|instruct(?:ed)?|want(?:ed)?) you\b.{0,30}\b(?:always|never|every time|from now on|to do|not to|to remember)\b"
     r"|\bstanding (?:instructions?|orders?)\b|\bmy (?:instructions|rules)\b"
     r"|我.{0,4}(?:让|叫|要求|告诉|吩咐|跟)你.{0,10}(?:一直|总是|总|每次|以后|永远|都|别|不要|记住|规矩)|给你的?.{0,4}(?:要求|指示|规矩|指令)|对你.{0,4}(?:要求|指示|规矩)",
     r"\b(?:tell|told|ask(?:ed)?|instruct\w*|want(?:ed)?|always|never|every|time|from now on|do|remember|standing|orders?|rules)\b"
     r"|让|叫|要求|告诉|吩咐|跟|一直|总是|总|每次|以后|永远|都|不要|别|记住|规矩|指示|指令|做|给|对|定过|立过|提过|说过|事"),
    ("debt",
     r"\b(?:owe[sd]?|owing|debts?)\b(?! (?:an? )?(?:answer|reply))|\b(?:paid|pay|gave|give)\b.{0,20}\bback\b|\b(?:have|has|did) \w+ (?:paid|pay)\b"
     r"|\b(?:lent|lend|borrow(?:ed)?)\b.{0,20}\bmoney\b|\bmoney\b.{0,20}\b(?:lent|lend|borrow(?:ed)?)\b|欠|借.{0,6}钱|还.{0,6}钱|还清|借款|债|[没未](?:有)?(?:给|还|转|付)(?:过|清)?(?:我|咱|钱)",
     r"\b(?:owe[sd]?|owing|debts?|paid|pay|gave|give|back|lent|lend|borrow(?:ed)?|money|cash|total|anything|share)\b|欠|钱|还清|还给?|借给?|借款|债|付|账|一共|到底|总共"),
    ("decision",
     r"\b(?:decid(?:e|ed)|decisions?|agree[d]? (?:on|to|that)|(?:we|you|they|did \w+) agree[d]?|settled? on|go(?:ne)? with|went with|chos(?:e|en)|verdict|upshot|conclu(?:de|ded|sion))\b|决定|定(?:了|的|下来?)(?:什么|哪|吗|没|是)|(?:最后|最终|到底)(?:是)?(?:怎么)?(?:选|定|说定|敲定)|怎么(?:商量|定)的?|商量(?:好|出)|说定|敲定|拍板|结论",
     r"\b(?:decid(?:e|ed)|decisions?|agreed?|settled?|go(?:ne)? with|went with|chos(?:e|en)|verdict|upshot|conclu(?:de|ded|sion)|final(?:ly)?|together|once more|again|point)\b|决定|定[了的下]来?|怎么|商量[好出]?|结论|最后|关于|事|一起"),
    ("birthday",
     r"\b(?:birthdays?|bday)\b|\bborn\b|\bturns? \d{1,3}\b|(?:'s|\b(?:my|our|his|her)) (?:big )?\d{1,3}(?:st|nd|rd|th)\b(?! (?:of|anniversary|floor|street|avenue|wedding|\w*uary|march|april|may|june|july|august|\w+ber)\b)"
     r"|生日|出生|过生(?!活|意)|大寿|整寿",
     r"\b(?:birthdays?|bday|born|next|coming up|soon|actual(?:ly)?|exact(?:ly)?|real|date|day|falls?|calendar|solar|lunar|turn(?:s|ing)?|\d{1,3}(?:st|nd|rd|th))\b"
     r"|[一二三四五六七八九十\d]*(?:大寿|整寿|岁)|过生日?|生日|出生|过|阴历|农历|阳历|公历|新历|赶上|落在|对应|算|下一个|快到|号|天"),
    ("plan", r"\bplan(?:s|ned|ning)\b|计划|打算|安排", r"\b(?:plan(?:s|ned|ning)?|upcoming|coming|up|next)\b|计划|打算|安排|接下来|近期|最近"),
)  # fmt: skip
_COMPILED = tuple(
    (relations, re.compile(asks, re.I), re.compile(own, re.I)) for relations, asks, own in _RELATIONS
)
_KINDS_COMPILED = tuple((kind, re.compile(asks, re.I), re.compile(own, re.I)) for kind, asks, own in _KINDS)

# Words that frame a question and name no matter.
_FRAME = re.compile(
    r"\b(?:list|all|every|everything|anything|kinds?|sorts?|types?|things?|stuff|currently|now|still|ever|yet|already|before|previous(?:ly)?"
    r"|former(?:ly)?|earlier|used to|old|last|people|person|anybody|anyone|somebody|everybody|everyone|names?|know|far|different|many|much"
    r"|have|has|had|did|does|do|are|is|was|were|end|beginning|start|there|today|these days)\b"
    r"|现在|目前|以前|之前|原来|从前|过去|曾经|还|都|有|过|哪些|哪里|哪儿|什么|谁|人|东西|种|年底|年初|底|初|那时候?|当时|呢|列出|所有|一共|几",
    re.I,
)
_DAY_ASKED = re.compile(
    r"\b(?:date|day)\b|\b(?:birthday|bday)\W*$|几[月号]|公历|阳历|日期|生日(?:是|呢)?\W*$", re.I
)  # of a birthday
_OPEN = (Wants.WHAT, Wants.WHERE, Wants.WHO, Wants.SEVERAL, Wants.WHETHER, Wants.TIMES)
_NUMBERED = frozenset({"age", "code", "contact", "pet", "been_to"})
_TIMED = frozenset({"birthday", "plan", "debt"})

_OWED_ME = re.compile(
    r"\bow(?:e|es|ed|ing) (?:me|us)\b|\b(?:paid|pay|gave|give)\b (?:me|us)\b|\bowed to (?:me|us)\b|\b(?:did|have) (?:i|we) (?:lent|lend)\b|\b(?:i|we) (?:lent|lend)\b|\bborrow\w*.{0,20}\bfrom (?:me|us)\b"
    r"|欠(?:着|了)?(?:我|咱)|[还给转付](?:了|给|过|清)?(?:我|咱)|[跟向找问](?:我|咱).{0,3}借|(?:我|咱)们?.{0,4}借给",
    re.I,
)
_I_OWE = re.compile(
    r"\b(?:do|did|have|had|should) (?:i|we) (?:still )?(?:owe|owed|pay|paid|give|gave|borrow(?:ed)?)\b|\b(?:i|we) (?:still )?(?:owe|owed|paid|borrowed)\b|\bmy debts?\b"
    r"|(?:我|咱)们?[^，,。？?]{0,6}(?:欠|还(?:清|钱|了|给))|(?:我|咱)们?.{0,4}[跟向找问].{1,6}借",
    re.I,
)


def inquiry(clause: Clause, words: Iterable[str] = ()) -> Inquiry | None:
    """What of memory a clause asks for; None if nothing certain. `words` are names that are no matter."""
    clause = replace(clause, text=clause.again or clause.text)
    text = clause.text
    for kind, asks, own in _KINDS_COMPILED:
        if asks.search(text) and _askable(clause, kind):
            by, to = _sides(clause) if kind == "debt" else (Side.ANYBODY, Side.ANYBODY)
            return Inquiry(kind=kind, matter=_matter(clause, own, words), former=_former(text), by=by, to=to)
    for relations, asks, own in _COMPILED:
        if asks.search(text) and _wanted(clause, relations):
            return Inquiry(
                kind="fact",
                relations=relations,
                matter=_matter(clause, own, words),
                former=_former(text),
            )
    return None


def _former(text: str) -> bool:
    return bool(_FORMER.search(text) or _EVER.search(text))


def _askable(clause: Clause, kind: str) -> bool:
    """Whether such a question asks for the thing itself, not for something about it."""
    if kind == "birthday":
        return clause.wants in (Wants.WHEN, Wants.SEVERAL, Wants.WHO) or bool(_DAY_ASKED.search(clause.text))
    return clause.wants in _OPEN or (clause.wants is Wants.NUMBER and kind == "debt") or (
        clause.wants is Wants.WHEN and kind in _TIMED
    )  # fmt: skip


def _wanted(clause: Clause, relations: frozenset[str]) -> bool:
    if clause.wants is Wants.NUMBER:
        return bool(relations & _NUMBERED)
    return clause.wants in _OPEN or (clause.wants is Wants.NAME and "partner" in relations)


def _sides(clause: Clause) -> tuple[Side, Side]:
    """Who owes whom, as a question has it."""
    other = Side.NAMED if clause.named else Side.ANYBODY
    if _OWED_ME.search(clause.text):
        return other, Side.ME
    if _I_OWE.search(clause.text):
        return Side.ME, other
    return other, Side.ANYBODY


def _matter(clause: Clause, own: re.Pattern[str], words: Iterable[str]) -> tuple[Term, ...]:
    text = clause.text
    taken = [*(one.word for one in clause.named), *(span.text for span in clause.spans), *words]
    for word in sorted(taken, key=len, reverse=True):
        text = text.replace(word, " | ")
    return cut(_FRAME.sub(" | ", own.sub(" | ", text)))
