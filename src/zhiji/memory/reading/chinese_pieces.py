"""A Chinese message cut into pieces, and whom each is about: subjects are dropped where they are known from before.

A piece is a clause, or several where a blank only parts Chinese from Latin ("我是 vegan") or 、 parts a list. What
stands before a statement in its piece must be understood whole (a subject, adverbs, a time), or nothing is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from zhiji.language import HAN, fold
from zhiji.memory.reading.chinese_places import KNOWN_PLACE
from zhiji.memory.reading.chinese_words import FULL_NAME, KIN, NAME, SURNAMES, TIE, TITLES, any_of
from zhiji.memory.reading.clauses import Clause, clauses
from zhiji.memory.reading.rarely import Rarely
from zhiji.memory.records import Subject
from zhiji.memory.thread import Line, Thread

Subjects = tuple[Subject, ...]
UNKNOWN: Subjects = ()

_ME = r"我自己|人家自己|我本人|本人|我们家|我们|我家|我地|我哋|咱们家|咱们|咱家|咱|俺们|俺|我"
# A word said twice that calls nobody, as 豆豆 does.
_NO_PET_NAME = "[天年月日夜时刻处人家个事次样种件偏刚常慢渐往早偷悄明好白爸妈爷奶哥姐弟妹叔伯姑舅姨婶嫂公婆宝谢哈嘿呵嗯拜么多少大小稍统通仅恰层看想听说试等走玩坐聊问吃喝啊哦噢对是行来去快痛默纷草匆频连每久远高嘻呜嘤唉哎喂在要不没真可很太最又也都就才再还别请给让把被我你您他她它这那哪谁啥死烦累哇哼嘘啦呀呢吧嘛哟轻重苦甜香臭冷热硬软细粗满空静暗亮红黄蓝绿黑白块条口步声句些点几两三四五六七八九十百千万]"
_GIVEN = "(?![今昨明前后上下中早晚现刚当那这每从到在和跟与同的了是有我你您他她它咱不没也都就还但而因所如可能会要想让给把被对为于至已经又再才最很太真好老]|可怜|听说|据说|记得|告诉|所有|其实|孩子|宝宝|同学|朋友)[\u4e00-\u9fff]{2}?"  # of a child whom others' parents speak of
_PERSON = (
    rf"(?P<my>(?:我们?|俺|咱们?)(?:家|屋企)?(?:的|嘅)?(?:那个|个|那位)?)(?P<tie>{TIE}|手下的那位)(?P<tiename>{NAME})?(?!好友)"
    rf"|(?P<me>{_ME})(?![\u4e00-\u9fff]*?(?:{TIE})(?:的|说|他|她))"
    rf"|(?P<your>(?:你|您)(?:们|家)?的?)(?P<yourtie>{KIN})"
    r"|(?P<you>你们|你|您)"
    rf"|(?P<theirs>{NAME}|他|她|佢|[\u4e00-\u9fff]阿姨|[\u4e00-\u9fff]叔)(?:们)?(?:的|家的?)?(?P<theirtie>{KIN})"
    rf"|(?P<childs>{_GIVEN}(?:爷爷|奶奶|外公|外婆|姥姥|姥爷|妈妈|爸爸|妈|爸|他爸|他妈|她爸|她妈|舅舅|姑姑|哥哥|姐姐|弟弟|妹妹))"
    r"|(?P<they>他们|她们|他|她|佢|ta|其)"
    rf"|(?P<kin>{KIN})(?P<kinname>{NAME})?"
    rf"|(?P<titled>[小老]?{SURNAMES}{TITLES})|(?P<called>{FULL_NAME}|[小老阿][\u4e00-\u9fff](?![的])|(?!{_NO_PET_NAME})(?P<twin>[\u4e00-\u9fff])(?P=twin))"
)
_TAIL = r"(?:他们家|她们家|他们|她们|他自己|她自己|自己|本人|他|她|那个人|这个人|家里|家|那边|这边|那个|这个|俩|那|的|这人|佢|就是|啊|呀|嘛)?"
_SUBJECT = re.compile(rf"(?:{_PERSON}){_TAIL}")
_AND = re.compile(r"[跟和与同]")
_OPENERS = re.compile(
    r"(?:对了?|其实|抱歉|不好意思|对不起|sorry|好消息|坏消息|喜报|重磅|跟你讲|我跟你讲|我跟你说|讲真|天呐|天啊|救命|卧槽|我去(?=[ ,，!])|完了|啊这|呜+|哭死|是(?=我)|换(?=我)|先说好|事先声明|提前说|友情提示|提醒一下|说正事|近况|更新一下|同步一下|插一句|跟大家说(?:个事|一下)?|大家|话说|那个?|反正|哈+|嘿+|嗯+|啊+|哦+|噢+|诶|哎|唉|好的?|不过|但是?|但系|可是|因为|所以|而且|然后|不瞒你说|说实话|说真的|老实说|实话说|跟你说(?:个事|一声|哦)?|同你讲|"
    r"告诉你(?:个好消息|一声|哦)?|顺便(?:说一下|说一句|说下|提一下)?|忘了(?:说|告诉你)|更正一下|补充一下|另外|还有|首先|隔壁|就|原来|btw|by the way|ps|omg|唔该|听说|据说|只有|有人说|记得|别忘了|"
    r"我(?:刚)?(?:跟|和|同)你说(?:过)?|你(?:也)?知道的?|你记得吧|医院查了|体检|(?:我)?(?:医生|大夫|专家|医院)(?:今天|昨天|又|都|也)?(?:说|讲|叫|让|喊|建议|给|要求)(?:我|她|他)?(?=[^\s,，不别能准少])|医生说|大夫说|(?:哥|姐|妈|爸|爷爷|奶奶|老公|老婆|叔|姨|舅|宝|亲爱的|宝贝|老师|兄弟|姐妹)(?=我|你)|检查说|体检说|宣布一下|报告一下|汇报一下|坦白说|悄悄说|报喜|说个事|虽然|毕竟|主要是?|结果|我?(?:的)?offer(?:都|也)?(?:下来|拿到|到手|来)了|[\s,，。、:：)）@])+"
)
TIME = (
    r"(?:农历|阴历)?(?:[正一二三四五六七八九十冬腊]|十[一二])月(?:初[一二三四五六七八九十]|十[一二三四五六七八九五]|廿[一二三四五六七八九]|二十)|"
    r"(?:今|去|前|明|后|大前)年(?:[上下]半年|年初|年底|年中|[春夏秋冬]天|初|底)?|[上下本这]{1,2}个?(?:周|月|星期|礼拜|学期|季度)(?:[一二三四五六日天]|末|初|底)?|[昨今前]天|[昨今]晚|昨夜|\d{4}年?(?:初|底)?|"
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?(?:初|底|中)?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})[日号])?|(?:\d{1,2}|[一二三四五六七八九十]{1,3})[日号]|周[一二三四五六日末]|[春夏秋冬]天|国庆|五一|暑假|寒假|年前|年后|年初|年底|过年|春节|"
    r"(?:[一两三四五六七八九十几半]|\d{1,2})个?[年月天周]半?(?:前|来|多)?|(?:大学|高中|初中|小学|毕业|结婚|疫情|退休|生完)(?:之?后|时|的时候|以后|那年)?|小时候|从小(?:到大)?|打小|自小|前几天|前两天|前些天|前些日子|上周末|这几天|这两天|这段时间|这阵子|这两年|这几年|这些年|前阵子|前段时间|前不久|不久前|今早|今晚|今晨|刚才|当天|那天|大前天|月初|月底|月中|寒假|上半年|下半年|最近|近来|之前|以前|后来|自从|当时|当年|那时候"
)
_FELLOWS = any_of(
    "室友 舍友 同事 朋友 同学 闺蜜 发小 哥们 兄弟 姐妹 朋友们 同事们 队友 合伙人 邻居 老乡 前同事 大学同学 高中同学 战友 家人 人"
)
_ADVERBS = re.compile(
    rf"(?:现在|目前|如今|过了年|过完年|而今|眼下|净|净是|只是|在{KNOWN_PLACE}(?:那边|这边)?|而家|依家|也|都|还是|还|就是|就|又|才|已经?|早就|早已|刚刚|刚好|刚|终于|总算|正式|正在|正|一直|向来|真的|真系|真|确实|的确|其实|可|则|倒是|反而|本来就|本来|天生|特别|非常|超级|超|最|很|挺|蛮|好|巨|比较|有点儿?|稍微|"
    rf"平时|平常|通常|每天|天天|经常|常常|总是|老是|老|偶尔|暂时|今儿|突然|忽然|一下子|莫名其妙|硬是|直接|压根|根本|从来|永远|特么|他妈|tmd|(?<![我你他她舅姨姑伯大婶干后继阿爸老咱])妈的|好歹|果然|终归|勉强|顺利|成功|光荣|主动|被迫|不幸|意外|不慎|没注意|亲自|私下|另外|其余时间|这人|前脚|后脚|(?:带|陪)(?:着|我|咱)?(?:娃|孩子|老婆|老公|爸妈|爸|妈|我妈|我爸|老人|儿子|女儿|闺女|家人|对象|媳妇|父母|狗|团|学生)|在(?:家|学校|单位|公司|外地|外面|国外|老家|那边|这边|工地|工地上|厂里|店里|医院|县城|镇上|村里|网上|部队|乡下|路上|浴室|厕所|地铁上|公交上)|(?:跟|和|同|与)(?:我|一个|几个|俩)?的?(?:{_FELLOWS})(?:一起|一块儿?|合伙)?|摔(?:了|倒|到)?(?:一跤)?|跌(?:倒|了)|骑车|走路|下楼|打(?:球|篮球|羽毛球|网球|排球|乒乓球)|踢球|跑步|滑雪|爬山|半夜|凌晨|今早|今晨|刚才|昨儿|傍晚|一早|大清早|居然|竟然|偷偷|同时|一个人|一起|独自|自己|全家|一家人?|家里|屋企|身体|这次|这回|不小心|又是|一般|基本上?|大部分时间|只|在|晚上|早上|中午|下班|放假|周末|有空|主要|不光|不仅|们|，|,|\s|、|啊|呢|嘛|呀|啦|喺度|系|从(?:{TIME})(?:开始|起)?|(?:{TIME})(?:开始|起)?)$"
)
_LEADS = re.compile(r"(?:^|[\s说,，]|知道|因为|一下|但|听|的是|而|和我们?)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a message with the clauses in it; `text` is folded, code point for code point."""

    line: Line
    start: int
    text: str
    clauses: tuple[Clause, ...]
    topic: Subjects  # whom it is about if it doesn't say
    known: bool = False  # whether the topic was told: by this message or by the question before it
    third: Subjects = UNKNOWN  # whom 他 means
    also: tuple[int, ...] = ()  # the question that it answers

    def standing_of(self, start: int, stop: int) -> tuple[Clause, ...]:
        """The clauses that a part of the piece lies in."""
        first, last = self.start + start, self.start + stop
        return tuple(one for one in self.clauses if one.start < last and first < one.stop)

    def written(self, start: int, stop: int) -> str:
        """A part as it was written, before folding."""
        return self.line.text[self.start + start : self.start + stop]


def pieces(
    thread: Thread, at: int, topic: Subjects, known: bool = False, third: Subjects = UNKNOWN
) -> Iterator[Piece]:
    """The pieces of a line; `topic` is whom it is about until it names somebody, `known` whether it was told."""
    for bare in _pieces(thread.lines[at]):
        piece = replace(bare, topic=topic, known=known, third=third)
        yield piece
        topic = next_topic(thread, piece, topic)
        third = absent(thread, topic) or third
        known = known or _SUBJECT.match(piece.text, _opened(piece.text)) is not None


_CANTONESE = re.compile("[咗喺冇唔嘅佢哋嘢嚟緊啱㗎]|屋企|係")
_MANDARIN = str.maketrans(
    "咗喺冇唔嘅佢哋係嚟緊識食飲返搵仲嗰啲凍啱", "了在没不的他们是来着会吃喝回找还那些冷刚"
)
_WORDS = (("屋企", "家里"), ("跌了", "丢了"), ("走失了", "走丢了"), ("转了工", "换工作"), ("净系", "只是"), ("返工", "上班"), ("听日", "明天"), ("寻日", "昨天"), ("琴日", "昨天"), ("今日", "今天"), ("老豆", "老爸"), ("老母", "老妈"), ("一齐", "一起"), ("入了院", "住院了"), ("间厂", "公司"), ("上年", "去年"), ("腰骨", "腰椎"), ("考到车牌", "考到驾照"), ("老细", "老板"), ("走了佬", "跑路了"), ("起身", "起床"), ("搬屋", "搬家"), ("而家", "现在"), ("依家", "现在"), ("细佬", "弟弟"), ("家姐", "姐姐"), ("钟意", "喜欢"), ("中意", "喜欢"), ("回工", "上班"), ("退了休", "退休了"), ("结了婚", "结婚了"), ("分了手", "分手了"), ("辞了职", "辞职了"), ("离了婚", "离婚了"))  # fmt: skip


def plain(text: str) -> str:
    """The text as rules see it: folded, Cantonese put into Mandarin, code point for code point."""
    folded = fold(text.translate(_MANDARIN) if _CANTONESE.search(text) else text)
    for word, mandarin in _WORDS:
        folded = folded.replace(word, mandarin)
    return folded


@lru_cache(maxsize=512)
def _pieces(line: Line) -> tuple[Piece, ...]:
    runs: list[list[Clause]] = []
    for clause in clauses(line):
        if runs and _goes_on(line.text, runs[-1][-1], clause):
            runs[-1].append(clause)
        else:
            runs.append([clause])
    return tuple(
        Piece(
            line=line,
            start=run[0].start,
            text=plain(line.text[run[0].start : run[-1].stop]),
            clauses=tuple(run),
            topic=UNKNOWN,
        )
        for run in runs
    )


def _goes_on(text: str, before: Clause, after: Clause) -> bool:
    between = text[before.stop : after.start]
    if _BORN.search(before.text):
        return True
    if between.strip() == "、":
        return True
    if between.strip(" ") or before.text[-1] in "?？!！":
        return False
    ends = before.text[-1] + after.text[0]
    if _WANTS.search(before.text):
        return True
    if _SENTENCE.search(before.text) or _SENTENCE.search(after.text):
        return False
    if before.text[-1].isdigit() and after.text[0] not in "岁年月号楼块度个分斤天":
        return False
    return bool(HAN.search(ends) and _LATIN.search(ends))


_WANTS = re.compile(r"(?:住在?|搬[到去]|租在|坐标|人在|就职于|我叫)$")  # 住在 小寨
_SENTENCE = re.compile(r"\b(?:i|i'm|im|my|we|it's|is|was|are)\b", re.I)  # English that stands for itself


def absent(thread: Thread, whose: Subjects) -> Subjects:
    """Those of them who don't write here."""
    return whose if whose and all(one.account not in thread.senders for one in whose) else UNKNOWN


def next_topic(thread: Thread, piece: Piece, topic: Subjects) -> Subjects:
    """Whom the next piece is about if it doesn't say; nobody known after 你."""
    if _VOCATIVE.fullmatch(piece.text):
        return topic
    begin = _opened(piece.text)
    if served := _SERVED.search(piece.text):
        return (Subject(name=f"{piece.written(*served.span(2))}{piece.written(*served.span(1))}"),)
    if met := _MET.search(piece.text):
        return _subjects(thread, piece.line, met, topic, piece) or UNKNOWN
    found = _SUBJECT.match(piece.text, begin)
    if found is None:
        return UNKNOWN if _SOMEBODY.search(piece.text) else topic
    return _subjects(thread, piece.line, found, topic, piece)


def subjects(thread: Thread, piece: Piece, stop: int, *, heard: bool = False) -> tuple[Subjects, int, bool]:
    """Whom a statement that begins at `stop` is about, where its subject begins, and whether it is told at all.

    What one tells the other of himself is no news, unless it was `heard`.
    """
    begin, end = _opened(piece.text), stop
    while end > begin and (adverb := _ADVERBS.search(piece.text, begin, end)):
        end = adverb.start()
    if end <= begin:
        return piece.topic, min(begin, stop), False
    earlier = piece.topic
    for found in _SUBJECT.finditer(piece.text, begin, end):
        before = piece.text[begin : found.start()]
        if found.end() == end and _AND.fullmatch(before):  # 跟闺蜜开了家店
            return piece.topic, begin, False
        if found.end() == end and (
            found.start() == begin
            or _LEADS.search(before)
            or (found.group("called") and before.endswith("的"))
        ):
            if heard and found.group("you") and (other := thread.partner(piece.line.sender)) is not None:
                return (Subject(account=other),), found.start(), True
            return _subjects(thread, piece.line, found, earlier, piece), found.start(), True
        if found.start() == begin:  # 我妈说她 ...
            earlier = _subjects(thread, piece.line, found, piece.topic, piece)
        if found.start() == begin and (other_one := _joined(thread, piece, found, end)):
            return _subjects(thread, piece.line, found, piece.topic, piece) + other_one, begin, True
    if (child := _of_this_chat(thread, piece.written(begin, end))) is not None:
        return (child,), begin, True
    return UNKNOWN, begin, True


def _of_this_chat(thread: Thread, name: str) -> Subject | None:
    """A child whose parents write here: 一轩, where 一轩爸爸 is a sender."""
    if not 2 <= len(name) <= 3:
        return None
    own = any(re.fullmatch(rf"{name}(?:的)?{KIN}", shown) for shown in thread.senders.values())
    return Subject(name=name) if _NAME_ONLY.fullmatch(name) and own else None


_NAME_ONLY = re.compile(r"[\u4e00-\u9fff]+")


def _joined(thread: Thread, piece: Piece, first: re.Match[str], end: int) -> Subjects:
    """Who else a statement is about: 我跟你爸."""
    joined = _AND.match(piece.text, first.end())
    second = _SUBJECT.match(piece.text, joined.end(), end) if joined else None
    if second is None or second.end() != end:
        return UNKNOWN
    return _subjects(thread, piece.line, second, piece.topic, piece)


def _opened(text: str) -> int:
    """Where a text begins after 对了, 其实, 上个月."""
    begin = 0
    while True:
        opener = _OPENERS.match(text, begin)
        when = _WHEN.match(text, opener.end() if opener else begin)
        after = when.end() if when else opener.end() if opener else begin
        if after == begin:
            return begin
        begin = after


_WHEN = re.compile(TIME)
_VOCATIVE = re.compile(rf"(?:{KIN}|{NAME}|[a-z]{{2,10}})(?:[啊呀哎诶欸哟~!！,，…。.\s]|们)*")  # 姐, 今天...
_BORN = re.compile(r"^.{0,4}生(?:了|啦|咗|喇)$|房子?.{0,3}[租定找]好了$")  # 生啦 女儿; 房子租好了 滨江
_LATIN = re.compile(r"[A-Za-z0-9]")
_SERVED = re.compile(
    r"(医生|老师|师傅|中介|房东|律师|教练|经理|大夫|阿姨|护士|司机)姓([\u4e00-\u9fff])(?=$|\s)"
)  # 医生姓邹
_MET = re.compile(rf"(?:碰|遇|见|看)[到见](?:{_PERSON})了?$")  # 上周还碰到他 精神得很
_SOMEBODY = Rarely(
    rf"(?:{TIE}|的人|有个人|那人|一个人|有人|实习生|新人|小伙子|姑娘|女的|男的)$"
)  # a new topic without a name


def _subjects(thread: Thread, line: Line, found: re.Match[str], topic: Subjects, piece: Piece) -> Subjects:
    def text(group: str) -> str:
        return piece.written(*found.span(group)) if found.group(group) else ""

    if found.group("me"):
        return (Subject(account=line.sender),)
    if found.group("my") is not None:
        return (_tie(thread, line.sender, text("tie"), text("tiename")),)
    if found.group("kin"):
        return (_tie(thread, line.sender, text("kin"), text("kinname")),)
    if found.group("yourtie"):
        other = thread.partner(line.sender)
        return UNKNOWN if other is None else (_tie(thread, other, text("yourtie"), ""),)
    if found.group("you"):
        return UNKNOWN
    if found.group("childs"):
        return (_named(thread, text("childs")),)
    if found.group("theirtie"):
        whose = text("theirs")
        if whose in ("他", "她", "佢"):
            earlier = _named_before(piece, found.start())
            return (replace(earlier, name=f"{earlier.name}的{text('theirtie')}"),) if earlier else UNKNOWN
        return (Subject(name=f"{whose}的{text('theirtie')}"),)
    if found.group("they"):
        return tuple(one for one in topic if one.account != line.sender) or piece.third
    return (_named(thread, text("titled") or text("called")),)


def _named_before(piece: Piece, stop: int) -> Subject | None:
    """王阿姨 in 王阿姨说她儿子."""
    found = re.search(rf"({SURNAMES}{TITLES}|{FULL_NAME})(?:说|讲)", piece.text[:stop])
    return Subject(name=piece.written(*found.span(1))) if found else None


def _tie(thread: Thread, whose: int, word: str, name: str) -> Subject:
    """Somebody's kin; the owner's are called as they were mentioned."""
    if name:
        return _named(thread, name)
    return Subject(name=word) if whose in thread.owner else Subject(name=word, of=whose)


def _named(thread: Thread, name: str) -> Subject:
    account = thread.called(name)
    return Subject(name=name) if account is None else Subject(account=account)
