"""Rules for Chinese with English verbs in it: 我move到Boston了, 刚join了Stripe, 我们engaged了."""

from __future__ import annotations

from zhiji.memory.reading.chinese_places import KNOWN_PLACE
from zhiji.memory.reading.chinese_rules import END, Rule, rule
from zhiji.memory.reading.chinese_work import HOUSE_NAME, TRADE

_NAMED = r"[a-z][a-z0-9&.'-]{1,20}(?: (?!and|but|so|at|as|in|is|was|now|for|last|this|next|the)[a-z0-9&.'-]{2,20}){0,2}"
_NOUN = r"(?!me|you|him|her|it|this|that|them|us|to|my|your|u\b)[a-z][a-z'-]{2,20}(?: [a-z'-]{2,20}){0,2}"
_UNSURE = "没|不|想|要|打算|如果|吗|要是|准备|\\?|？|\\bif\\b|\\bwant|\\bnot\\b|n't|\\bwill\\b|gonna|别|快"
_POST = rf"(?:(?:senior|junior|staff|lead|principal|associate|assistant|deputy|head) )?(?:(?:of|product|project|software|data|sales|marketing|design|account|team|research|engineering) ){{0,2}}(?:engineer|manager|dev|developer|designer|director|lead|partner|analyst|consultant|scientist|associate|professor|vp|senior|staff|pm|head|supervisor|consultant)|{TRADE}"
_CAUGHT = (
    "covid|flu|the flu|norovirus|shingles|chickenpox|pneumonia|strep|food poisoning|pink eye|mono|hives|uti"
)

MIXED: tuple[Rule, ...] = (
    rule("home", rf"(?:move|moved|relocate|relocated|搬)(?:了)?\s?(?:到|去|回|to|back to)\s?(?P<v>{KNOWN_PLACE}|[a-z]{{4,14}}(?: [a-z]{{4,14}})?)\s?了{END}", needs="move|relocate", dated=True, unless=_UNSURE + "|office|room|desk|slack|channel"),
    rule("home", rf"base(?:d)?\s?(?:in|at|在)\s?(?P<v>{KNOWN_PLACE}|[a-z]{{4,14}}){END}", needs="base", dated=True, explicit=True, unless=_UNSURE + "|database|data"),
    rule("job", rf"(?:刚|终于|被|got |get )*promote(?:d)?\s?(?:到|成|为|to|了)+\s?(?P<v>{_POST})\s?(?:了|啦)?{END}", needs="promote", dated=True, unless=_UNSURE),
    rule("employer", rf"(?:刚|终于|正式)?(?:join|joined|onboard)\s?(?P<past>了)?\s?(?!team|call|meeting|group|the|us|你|我|群|会|party|zoom|teams|discord|waitlist|club|gym)(?P<v>{HOUSE_NAME}|{_NAMED})\s?(?(past)了?|了){END}", needs="join|onboard", dated=True, explicit=True, unless=_UNSURE),
    rule("employer", rf"(?P<v>(?:被|got |was )(?:laid off|lay off|layoff|let go|fired?|裁|炒)|(?:quit|resign(?:ed)?)(?=了))\s?(?:了|啦)?{END}", needs="lay|laid|let go|fire|quit|resign", negated=True, dated=True, explicit=True, unless=_UNSURE),
    rule("health", rf"(?:又|刚|今天|昨天|全家)*(?:got|get了?|caught|中了?|得了?|感染了?)\s?(?P<v>{_CAUGHT})\s?(?:了|啦)?{END}", needs=_CAUGHT, dated=True, explicit=True, unless=_UNSURE),
    rule("diet", rf"(?:在|正在|开始|最近|现在|已经|一直)*(?:做|走|吃|go|going|went|do|doing)\s?(?P<v>keto|paleo|vegan|vegetarian|gluten[- ]free|dairy[- ]free|low[- ]carb|sugar[- ]free|pescatarian|sober)\s?(?:饮食|diet)?(?:了|呢|中)?{END}", needs="keto|paleo|veg|gluten|dairy|carb|sugar|pesca|sober", dated=True, explicit=True, unless=_UNSURE + "|餐厅|店"),
    rule("dislikes", rf"(?:真的|超|很|巨|最|really|just|absolutely| )*(?:hate|讨厌|受不了|can't stand)\s?(?P<v>{_NOUN}){END}", needs="hate|讨厌|受不了|stand", explicit=True, unless="你|吗|以前|used to|doing this|when|how|人家|mondays?$"),
    rule("partner", rf"(?:也|都|终于|刚|已经|正式|got |get |就| )*(?P<v>engaged|married)\s?(?:了|啦){END}", needs="engaged|married", dated=True, explicit=True, unless=_UNSURE + "|跟|和|同"),
    rule("partner", rf"(?:也|都|终于|刚|已经| )*(?P<v>broke up|break up|divorced)\s?(?:了|啦){END}", needs="broke|break|divorced", negated=True, dated=True, explicit=True, unless=_UNSURE + "|跟|和|同|他们|she|he|they"),
    rule("event", rf"(?:终于|刚|也|已经)*(?P<v>(?:pass(?:ed)?|fail(?:ed)?|graduate(?:d)?|defend(?:ed)?)\s?了(?:\s?(?:the )?[a-z0-9]{{2,12}}(?: exam| test| defense| viva| viva voce)?)?){END}", needs="pass|fail|graduate|defend", dated=True, explicit=True, unless="没|不|想|要|打算|如果|吗|password|passport|build|test case|ci|pipeline"),
)  # fmt: skip
