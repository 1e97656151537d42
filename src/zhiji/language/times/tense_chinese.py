"""Which Chinese words tell of what was, and which of what is to come."""

from __future__ import annotations

import re
from functools import cache

# Words that only look like the markers of the past: 过年, 过几天, 了解, 的话 ...
_PAST = (
    r"(?<![为除受罢])(?<!^对)(?<!^好)(?<!^行)了(?!解|不起|如指掌|得|吧)|(?<![不超通])过(?!年|节|几|两|些|一|来|去|生日|完|会|得|期|敏|渡|分|程|于|段|安检|周末|圣诞|中秋|元旦|端午|春节|情人)"
    r"|才(?!能|会|行|可以|要|对|是|怪)|[睡到]着|已经|早就|刚刚|刚才|没有?(?:去|来|见|吃|看|收|给|睡|回|说|买|到)|曾|当时|那时|上次|来着|的(?=[。!！?？,，~\s]|$)|是.{1,12}的"
    r"|发生|记得.{0,8}(?:去过|说过|是)|还记得|哪[儿里]了|什么了|去哪了|(?:[到去来买做说送拍给搬签写定订办结生换借还画开卖装发寄]|认识|毕业|入职|出生|离开|结婚|见面)的(?!话|时候|[票那]|可能)|[我你他她咱]们?[^，,。的]{1,2}的(?!话|时候)"
)
_FUTURE = (
    r"快[到要](?!的)|要(?!求|是|么|不然|紧|素|点)|(?<![不社机集宴晚聚])会(?!议|员|场|计|所|面|见|馆|长|儿)|吧|打算|准备|计划|想(?!起|到|念|法|象|像)|将(?!军|来|近)"
    r"|别忘|记得(?!那|你|我|上|当|去年|吗|不)|提醒|再(?!次)|一起(?!去的|吃的|看的)|[^看听意再起遇碰罕偏相可]见(?!过|了|到|面了)|约(?!过|了)|空(?![气调间])|能|可以|"
    r"截止|到期|出发|预约|预定|安排|争取|赶|之前|以前|前(?=把|要|交|给|完|搞|必)|怎么样|如何|行[吗不么]|好[吗不么]|有没有空|去不去|来不来|等"
)


HERE = "\x01"  # where the expression stands in its clause
# Clauses whose 了 or 完 tells of no past: 就放假了, 快到了, 不用来了, 下了班去接你, 考完就轻松了, 改到周五了.
_W = r"[^，,。\x01 ]"
# 就走了 is as good as gone, 就醒了 has happened.
_PLANNED = "放假|开学|走|过去|回|结束|到期|出发|截止|开[始业]|搬|毕业|考|过年|满|退休|上线|涨价|可以|能|好|轻松|解放|自由|有|知道|出院|飞|交"
_AHEAD = (
    rf"(?<!早)就(?:{_PLANNED}){_W}{{0,3}}了$|[要快该]{_W}{{0,6}}了(?!{_W}{{2}})|轮到{_W}{{0,4}}了|快了$|(?<![差说])不(?:用|想|打算|准备|能|会|必|去|来){_W}{{0,5}}了"
    rf"|(?:[了完]{_W}{{0,3}}(?:再|就(?!走了|回|睡|来了)|去接|[去来]?找[你我他她]|给你|[细慢]|告诉你|联系|请你)|过了\x01)|没{_W}{{1,6}}就|[完好了]就{_W}{{1,5}}了$"
    r"|(?:[改定推挪延约订排]|提前|推迟|延期|安排|改签)[到在]了?\x01|(?:约|订|买|定|抢|挂|请|报|预约|预订)(?:了|好了|到了?|的)?[我你他她咱]?们?\x01的"
    r"|(?:说|定|约|讲|谈|订|商量)(?:好|定|妥)了?(?!吗|没)|(?:约|订|预约|预订|报名?)了{HERE}|答应了?|忘了[说讲问告提]|[等到]\x01|我?过(?:大?寿|户|门)|的?票买好了"
)
_NOT_DONE = r"没(?!有?(?:空|法|办法|事|时间|人|戏|问题|准|错|关系|钱|票|课|班|用|意思|什么|谁|消息|回音|动静|信))[一-龥]"
_BACK = rf"得(?:怎么样|如何|怎样|好吗|还好)|刚(?![好要才需性])|{HERE}(?!的){_W}*{_NOT_DONE}|{_NOT_DONE}{_W}*{HERE}|还[冻放存留搁堆晾挂剩]着|还剩|剩下?的"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return re.compile(_PAST), re.compile(_FUTURE), re.compile(_AHEAD), re.compile(_BACK)


def looks_back(before: str, after: str) -> bool | None:
    """Whether a clause tells of what was, by the words before and after the expression; None if they don't tell."""
    past, future, ahead, back = _patterns()
    clause = f"{before}{HERE}{after}"
    if ahead.search(clause):
        return False
    if back.search(clause):
        return True
    told = past.search(after)
    if future.search(before) or future.search(after):
        # 了 or 过 right behind the verb wins only where nothing ahead stands nearer
        return bool(told and told.group() == "过" and not before.endswith("要"))
    return True if told or past.search(before) else None
