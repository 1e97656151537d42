"""What Chinese clauses say that somebody will do; patterns are of folded (simplified) text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhiji.language import fold
from zhiji.memory.reading import doing_chinese_words as table
from zhiji.memory.reading.clauses import Clause
from zhiji.memory.reading.doing_parts import Doing, is_quoted
from zhiji.memory.reading.doing_times import is_soon, reach, time_in, time_near
from zhiji.memory.records import Subject

_ASKED = re.compile(r"[?？]|(?:吗|嘛|么|呢|没有|[冇未]呀?|咩)\W*$|谁|什么|啥|哪|怎么|为什么|几[点号个时]|多少|是不是|有没有|要不要|能不能|可不可以|会不会|不会(?!忘|迟到|说|告诉)")
_IF = re.compile(r"如果|要是|假如|假设|万一|早知道|恨不得|等我有钱|中了?彩票|要不是|的话|幻想|做梦|梦见|就好了|除非|不然|否则")
_PAST = re.compile(r"已经|刚才|刚刚|昨[天晚]|前天|上周|上个?月|上次|去年|当时|那时|曾|以前|(?<![周末天号点月底午晚日节三四五六一二])之前|(?<!一)早就|本来|原本|过了|了一|没(?!问题|事)")
_DONE = re.compile(r"(?:了|啦|咗)(?:$|\W|哈|哦|啊|呀|吧|呢)")
_DENIED = re.compile(r"不(?!错|过|止|管|用|迟到|会忘|在|会迟到)|别|没(?!问题|事)|唔|未|冇(?!问题)|懒得")
_HABIT = re.compile(r"一到.{1,4}就|每[天周月年晚早次个]|天天|经常|平时|一般|总是|老是|周周|年年|通常|常常|有时")
_ORDER = re.compile(r"建议|^(?:请|你|您|记得|别|麻烦|务必|大家|各位|所有|同学|家长|帮|让|叫|得让)|必须|需要你|(?<![陪帮给送接带教替请找看])你(?:要|得|就|先|可以|去|来|们)")
_THEM = re.compile(r"(?<!其)(?:他|她|它|人家|对方|别人)们?")
_SELF = re.compile(table.FIRST)
_TO_YOU = re.compile(
    rf"(?:{table.GIVE}.{{0,4}}{table.FOR_YOU})|(?:(?:给|帮|替|为|跟|和|向|陪|教|请){table.FOR_YOU}.{{0,8}}?(?:{table.GIVE}|{table.TASK}|吃|喝|去|做|煮|介绍|讲|打|回|留|占|订|报销|垫|算|看|弄|值|顶|代|跑|背|盯|挑|选|说一?声|道歉|庆祝|过生日|接风))"
    r"|(?:帮|替)你[\u4e00-\u9fff]{1,6}$"
    rf"|(?:(?:陪|教|请|接|送|叫|喊|还|提醒|通知|联系|回复|答复|告诉|找){table.FOR_YOU})"
)
_TO_ME = re.compile(r"(?:给|帮|替|借|陪|教|请|告诉|送|发|转|还|寄|带|等)(?:我|咱|俺)(?![妈爸姐哥弟妹娃们家奶爷外姨舅])")
_SOONISH = re.compile(r"马上|等下|等会|一会儿?|待会|这就|回头|晚点|稍后|现在就?|立刻|立马|今晚|到时候?|过两天|过几天|下班|到家|忙完|开完会|有空|第一时间|[到好完](?=[发给告叫])|[好完定到]了(?:就|再)?(?:告诉|发|叫|通知|联系|喊|给|跟)|听日|一早")
_PLEDGED = re.compile(r"一定|肯定|保证|绝对|答应你|说到做到|包在我|放心")
_VOW = re.compile(rf"(?:一定|肯定|保证|绝对)(?:.{{0,6}})(?:{table.GIVE}|(?:弄|做|改|写|搞|办|修|完成|交|填|画|剪)(?:好|完|定|成|齐)|到$|补上|准时|办到|做到)|我会(?:准时|按时)|^我?(?:答应你|保证(?!金|书|人))")
_TASK = re.compile(rf"{table.FIRST}(?:来|去|会|就|马上|这就|等下|等会儿?|一会儿?|待会儿?|晚点|回头|现在|立刻|今晚|明天|先|再|负责|可以|也|都|自己|到时候?|周.|下周|下班|回家|[\d一二两三四五六七八九十]+点|跟.{{1,5}}|和.{{1,5}}|帮忙|那边|们){{0,3}}(?P<act>{table.TASK}|{table.GIVE}|负责|搞定|承包|包了|接(?!受|触|到|着|近)|来$|去$|出$|出钱|出面|弄|顶上)")
_BRINGS = re.compile(r"\0+我.{0,6}(?:带|还|送|寄|拿)(?:来|过来|过去|给你|回来)?$")
_DROPPED = re.compile(rf"^(?:那|好|ok|行|嗯|就|我就|那就|最晚|最迟)?.{{0,12}}?(?P<act>{table.GIVE}|{table.TASK})")
_OFFICE = re.compile(r"(?:我来?负责[\u4e00-\u9fff]{1,6}$|包在我身上|交给我(?:吧|就行|好了|来)?$|我(?:来)?(?:搞定|负责|承包)|我来(?:吧|弄|办|搞|做)|(?:^|ok|好|行)我接$|我顶上|我去办|算我的|看我的)")
_FIRM_OFFICE = re.compile(r"包在我身上|交给我吧|我来?负责[\u4e00-\u9fff]{1,6}$")
_PUTS = re.compile(r"我(?:等下|待会|晚点|马上|一会儿?|今晚|明天)?把.{1,10}(?:发|传|寄|送)(?:群里?|邮箱|过去|上去|给(?:你|您|大家))")
_HUSHED = re.compile(r"嘴严|(?<!请)(?<!要)保密(?!协议|工作)|(?:不会|绝不|谁也不|谁都不|不)(?:跟|和|对|告诉|往外|到处|乱)(?:别人|任何人|外人|人)?(?:说|讲|告诉)?(?<=[说讲诉人])|我(?:绝对|肯定|谁都|谁也|保证)?不(?:说|讲)(?:出去|的)?$|烂在肚子里|守口如瓶|打死(?:我也|也|都)不说|不会说出去|不说出去")
_REMEMBER = re.compile(r"(?:我)?(?:记着|记住了|记下了?|记得的|会记得|忘不了|不会忘|记心里|记小本本)")
_MOVE = re.compile(rf"(?P<act>{table.MOVE})")
_TICKET = re.compile(r"^(?:下次|下回|下一次|下一场|下期)(?:是|在|定在|就是)|的(?:生日会|婚礼|满月酒|年会|面试|手术|考试|高铁|飞机|航班|火车|动车|车票|机票|船票|船|大巴|晚班|早班|夜班)$")
_LAST = re.compile(r"^[\u4e00-\u9fff]{1,6}(?:今天|今晚|明天|后天|周.|下周.|\d+号).{0,4}我(?:来|去)?(?:接|送|带|买|做|洗|收拾|遛|喂|陪)$")
_AT_OURS = re.compile(r"(?:年夜饭|团圆饭|聚餐|聚会|烧烤|火锅|饭局|生日会|生日|轰趴|晚饭|午饭|满月酒|牌局|派对)(?:就|还是|都)?(?:在|来|到)(?:我家|我们家|我这|咱家)(?:吃|办|搞|过|聚)?$")
_OF_PLACE = re.compile(r"^(?P<subject>(?:我们?|咱们?)?(?:公司|小区|学校|单位|幼儿园|办公室|图书馆|房东|楼上|楼下|物业|部门|班里|系里|地铁[\d一二三四五六七八九十]+号线)).{0,10}(?:停水|停电|停气|停课|放假|年会|团建|体检|搬|涨价|涨租|涨房租|关门|闭馆|施工|装修|开会|考试|开学|检修|春游|秋游|运动会|家长会|聚餐|裁员|收房)")
_CHILD = re.compile(r"备孕|(?:打算|准备|计划)要(?:孩子|娃|二胎|宝宝)")
_MEANS_TO = re.compile(rf"(?:{table.FIRST}).{{0,8}}(?:打算|准备|计划|决定)(?!的|书|好了)")
_INTEND = re.compile(r"打算|准备|计划|决定|定了|定好|约好|说好|马上要|就要|快要|要(?!求|是|么|紧|不|命|我|你|多)|会(?!议|员|计|场)|将")
# What ends in 了 and is still ahead.
_SOON_OVER = re.compile(r"(?:就|要|就要|快)(?:[走去来回搬考飞]|毕业|结婚|开学|退休|出发|放假|离职|领证|生)[\u4e00-\u9fff]{0,4}?(?:了|啦)|(?:明[天早晚]|后天|下周|下个?月|下下|明年).*(?:了|啦)")
_WISH = re.compile(r"祝|想(?!起|到|念|法|你)|希望|但愿|要能|好想|向往|羡慕|早晚|真该|应该")
_BOOKED = re.compile(r"(?:我|我们|咱们|咱)?(?:已经|刚)?(?:给.{1,3})?(?:约|订|定|买|抢|报|挂|预约|预订)(?:好)?(?:了|到)(?!解|半天|好久|很久)")
_AWAY = re.compile(r"(?:我(?:们)?)?(?:都|也|人)?(?:不在(?!乎|意|线)|在(?:外地|外面|老家|国外|家办公|[\u4e00-\u9fff]{2,3}(?:出差|开会|培训|度假|玩)|(?!家|公司|学校|等|线|想|一|这|那|哪|干|做|看|听|忙|路|乎|意|你|他)[\u4e00-\u9fff]{2,3}$))")
_SAYS = re.compile(r"^(?:我?听)?(?P<subject>(?!我|你|您|大家|谁|有人|医生说$|老话|俗话|据|听|别|不|再|就|也|都)[\u4e00-\u9fffA-Za-z]{1,6}?)(?:跟我|昨天|今天|刚才?|又|都|也)?(?:说|讲|话|透露|通知|宣布)(?:是|了)?(?P<rest>.+)")
_HEARD = re.compile(r"(?:听说|据说|听讲|听闻|传说|有人说|传)(?P<subject>(?!你|您|我|他|她)[\u4e00-\u9fffA-Za-z]{1,8}?)(?P<lead>要|下周|下个?月|明年|今年|明天|年底|周|\d|[一二三四五六七八九十]+月|准备|打算|会|马上|月底|暑假|寒假|过两?年|年后|春节|国庆)(?P<rest>.+)")
_KIN = re.compile(rf"^(?:对了|然后|那|还有)?(?P<subject>{table.KIN})")
_ASKS_SO = re.compile(r"[\s,，。]*(?:[\w至到\-]{1,10}[\s,，]+)?(?:得唔得|行不行|行吗|可以吗|好不好|好吗|方便吗|ok吗|可以不|怎么样|如何)\W*$")
MAY_SAY = re.compile(rf"{table.FIRST}|[点号日月周天晚早午年]|{table.FOR_YOU}|备孕|公司|小区|学校|一定|肯定|保证|保密|嘴严|马上|等下|听说|说|记|{table.GIVE}")


def doings(clause: Clause) -> Iterator[Doing]:
    """What a clause says that its speaker, or somebody else, will do; the first that fits."""
    text = fold(clause.text)
    if not MAY_SAY.search(text) or is_quoted(clause) or _IF.search(fold(clause.sentence)):
        return
    if _ASKED.search(text) or re.search(table.FUN, text):
        return
    if _ASKS_SO.match(fold(clause.line.text[clause.stop :])):
        return
    reply = None
    for read in (_rumour, _hushed, _promise, _booked, _away, _topic, _hosting, _kin, _place, _intend, _plan):
        found = read(clause, text)
        if found is None:
            continue
        if not found.reply:
            yield found
            break
        reply = reply or found
    if reply is not None:
        yield reply


def _make(clause: Clause, text: str, start: int = 0, **more: object) -> Doing:
    return Doing(
        clause=clause,
        start=clause.start + start,
        stop=reach(clause),
        together=bool(re.search(r"我们|咱们|咱俩|我俩|一起", text)),
        **more,  # type: ignore[arg-type]  # the rest of a doing's fields
    )


def _unsure(text: str) -> bool:
    return bool(re.search(table.MAYBE, re.sub(r"大概(?=.{0,3}[点号])", "", text)))


def _hushed(clause: Clause, text: str) -> Doing | None:
    if re.search(r"你|别|请|帮|要|得|请", text) and not text.startswith("我"):
        return None
    if _HUSHED.search(text):
        vowed = bool(_PLEDGED.search(text) or re.search(r"我会|不会|绝不", text))
        return _make(clause, text, kind="promise", sure=vowed, reply=not vowed)
    found = _REMEMBER.search(text)
    if found and not re.search(r"不记|没记|记得.*[吗?]", text):
        timed = time_in(clause) is not None
        return _make(clause, text, kind="promise", sure=timed, reply=not timed)
    return None


def _promise(clause: Clause, text: str) -> Doing | None:
    """What one gives or does for who reads it."""
    text = re.sub(r"^你的[^我你]{1,6}(?=我)", lambda cut: "\0" * len(cut.group()), text)
    if _BRINGS.match(text) and time_near(clause) is not None:
        return _make(clause, text, kind="promise")
    if _TO_ME.search(text) or _ORDER.search(text) or _PAST.search(text) or _THEM.match(text) or _WISH.search(text):
        return None
    if _DENIED.search(text) and not _PLEDGED.search(text):
        return None
    timed = time_near(clause) is not None
    if _OFFICE.search(text):
        firm = bool(_FIRM_OFFICE.search(text))
        return _make(clause, text, kind="promise", sure=firm, reply=not firm)
    if _PUTS.search(text):
        return _make(clause, text, kind="promise")
    if _DONE.search(text) and not _SOON_OVER.search(text):
        return None
    mine = bool(_SELF.search(text)) or not re.search(r"[你您](?!.{0,3}$)", text[:2])
    if _TO_YOU.search(text) and mine and not re.search(r"忘|只是|不是|^(?:我跟你|我和你|跟你说|我跟你说|告诉你|我告诉你(?:一|个|们?说|$)|我来?告诉你|给你(?:$|们?看|推荐|讲|说)|请你|我送你(?:一句|两个字|四个字)|祝|还你清白)", text):
        start = next((found.start() for found in [_SELF.search(text)] if found), 0)
        own = bool(_SELF.search(text))
        sure = (timed or bool(_PLEDGED.search(text) or _SOONISH.search(text)) or own and bool(re.search(r"会|来|去|帮|给", text))) and not _unsure(text) and not re.search(r"请你(?:吃饭|喝|吃)", text)
        if re.search(r"(?:告诉|说|讲)(?:一?声)?.{0,2}你|你(?:们)?(?:说|讲)", text):
            sure = bool(_SOONISH.search(text)) and not _unsure(text)
        if re.search(r"请(?:你|您)(?:吃|喝)", text):
            sure = timed and not _unsure(text)
        return _make(clause, text, start, kind="promise", sure=sure, with_you=False)
    if _VOW.search(text) and not re.search(r"一定要|一定是|(?<!答应)你|他|她", text):
        return _make(clause, text, kind="promise", sure=not _unsure(text))
    found = _TASK.search(text)
    if found:
        brings = bool(re.match(r"我(?:来|负责|去|可以)?(?:带|订|买|出)(?!了|过|[孩娃妈爸他她狗你我]|.{0,4}[去来])[\u4e00-\u9fff]{1,8}$", text[found.start() :]))
        return _make(clause, text, found.start(), kind="promise", sure=brings, reply=True, among=brings)
    found = _DROPPED.match(text)
    if found and (timed or _SOONISH.search(text)) and len(text) <= 20:
        return _make(clause, text, kind="promise", sure=False, reply=True)
    return None


def _booked(clause: Clause, text: str) -> Doing | None:
    found, when = _BOOKED.search(text), time_in(clause)
    if not found or when is None or when.start <= clause.line.when or re.match(r"你|他|她", text):
        return None
    return _make(clause, text, found.start(), kind="plan")


def _away(clause: Clause, text: str) -> Doing | None:
    found, when = _AWAY.search(text), time_in(clause)
    if not found or when is None or _THEM.match(text) or re.match(r"你|他|她", text) or _unsure(text):
        return None
    own = bool(_SELF.search(text)) or found.start() <= 8 and "不在" in text
    return _make(clause, text, kind="plan", sure=own and not _PAST.search(text)) if own else None


def _plan(clause: Clause, text: str) -> Doing | None:
    """Where one goes, and what stands in one's calendar."""
    found = _MOVE.search(text) or _TICKET.search(text)
    if not found or _TO_ME.search(text) and not _SELF.match(text) or _THEM.search(text[: found.start()]):
        return None
    when = time_near(clause)
    if when is None or when.start <= clause.line.when and not _later(when.end, clause):
        return None
    if _ORDER.search(text) or _HABIT.search(text) or _PAST.search(text) or _DENIED.search(text.replace("不在", "")) or _WISH.search(text):
        return None
    if re.search(r"[你您]", text[: found.start()]) or re.search(r"吧$|过(?!年|节|去|来|两|几)", text):
        return None
    own = bool(_SELF.search(text[: found.start() + 1])) or bool(_SELF.match(text))
    if re.search(r"请了.{0,8}假$", text) and own:
        return _make(clause, text, kind="plan")
    if _DONE.search(text) and not _SOON_OVER.search(text):
        return None
    sure = not _unsure(text.replace("下次", "")) and not is_soon(when, clause.line) and (own or _alone(text, clause) or text.startswith(("下次", "下回", "下一")))
    start = min((hit.start() for hit in [_SELF.search(text)] if hit and hit.start() <= found.start()), default=0)
    if time_in(clause) is not None:
        start = min(start, max(0, time_in(clause).begin - clause.start))  # type: ignore[union-attr]  # checked above
    return _make(clause, text, start, kind="plan", sure=sure, with_you=bool(re.search(r"(?:看|找|接|陪|见|跟|和)你", text)))


def _later(end: object, clause: Clause) -> bool:
    return end > clause.line.when  # type: ignore[operator,no-any-return]  # both are moments


def _alone(text: str, clause: Clause) -> bool:
    """Whether a clause without a subject begins with its time, so that its speaker is meant."""
    when = time_in(clause)
    return when is not None and when.begin - clause.start <= 4 and bool(_FIRM.search(text))


_FIRM = re.compile(r"走$|上班|开工|复工|退休|结婚|领证|订婚|转正|出院|住院|拔牙|打疫苗|拍婚纱照|回来|聚餐|值班|加班|开会|有课|有会|带.{1,3}去|报到|入职|出发|到[\u4e00-\u9fff]{1,6}|回(?:国|家|上海|北京|老家)|请假|面试|考试|答辩|手术|体检|复查|出差|搬家|起飞|交钥匙|开学|毕业|飞")


def _place(clause: Clause, text: str) -> Doing | None:
    """What a company, a school or a house has ahead."""
    found, when = _OF_PLACE.match(text), time_in(clause)
    if not found or when is None or when.start <= clause.line.when or _DENIED.search(text) or _DONE.search(text):
        return None
    name = re.sub(r"^我们?|^咱们?", "", clause.text[found.start("subject") : found.end("subject")])
    return _make(clause, text, kind="plan", sure=not _unsure(text), subject=Subject(name=name))


def _intend(clause: Clause, text: str) -> Doing | None:
    """What one has in mind for a time, whatever it is; children are told of without one."""
    if _CHILD.search(text) and not re.search(r"你|他|她", text):
        return _make(clause, text, kind="plan")
    if not _MEANS_TO.search(text) or time_near(clause) is None or _PAST.search(text) or _DENIED.search(text):
        return None
    return _make(clause, text, kind="plan", sure=not _unsure(text))


def _topic(clause: Clause, text: str) -> Doing | None:
    """ "The child I'll fetch today": what stands first is done by who says "I" behind it."""
    if not _LAST.search(text) or time_in(clause) is None or _DENIED.search(text):
        return None
    return _make(clause, text, kind="plan", sure=not _unsure(text))


def _hosting(clause: Clause, text: str) -> Doing | None:
    """Having the others over."""
    found = _AT_OURS.search(text)
    if not found or _DONE.search(text) or _PAST.search(text) or re.search(r"吧$", text):
        return None
    return _make(clause, text, kind="plan")


def _kin(clause: Clause, text: str) -> Doing | None:
    """What one's kin will do, if it has a time."""
    found = _KIN.match(text)
    if not found:
        return None
    rest = text[found.end() :]
    move = _MOVE.search(rest)
    when = time_near(clause)
    if not move or when is None or _PAST.search(text) or _HABIT.search(text) or _DONE.search(rest) and not re.search(r"就|要", rest):
        return None
    if _DENIED.search(rest) or _WISH.search(rest) or re.search(r"说|让|叫|问|吧$|[你您]|(?<![看找接])我|生日", rest):
        return None
    name = re.sub(r"^(?:我|俺|咱)", "", clause.text[found.start("subject") : found.end("subject")])
    return _make(clause, text, kind="plan", sure=not _unsure(text) and not is_soon(when, clause.line), subject=Subject(name=name, of=clause.line.sender))


def _rumour(clause: Clause, text: str) -> Doing | None:
    found = _HEARD.search(text) or _SAYS.match(text)
    if not found or _WISH.search(found["rest"]) or re.search(r"[你您我]", found["rest"][:2]):
        return None
    told = found["rest"] if "lead" not in found.re.groupindex else found["lead"] + found["rest"]
    moves = _MOVE.search(told) or re.search(r"要(?!求)|打算|准备|计划", told)
    timed = time_near(clause) is not None
    if not moves or not (timed or re.search(r"要(?!求)|打算|准备", told)) or _PAST.search(told) or _DENIED.search(told):
        return None
    name = clause.text[found.start("subject") : found.end("subject")]
    name = re.sub(r"^(?:我|俺|咱)", "", name)
    sure = timed and not re.search(r"要(?:我|你)|让|叫", told)
    return _make(clause, text, kind="plan", sure=sure, subject=Subject(name=name), heard=True) if name else None
