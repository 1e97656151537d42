"""Chinese words that ask, propose and offer, that say yes, and that say that something is over; text is folded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhiji.language import fold
from zhiji.memory.reading import doing_chinese_patterns as say
from zhiji.memory.reading import doing_chinese_words as table
from zhiji.memory.reading.clauses import Clause
from zhiji.memory.reading.doing_parts import MET, Ask, DoingKind, Ending, is_quoted
from zhiji.memory.reading.doing_times import time_near, times_of
from zhiji.memory.reading.rarely import Rarely

_QUESTION = re.compile(
    r"[?？]|(?:吗|嘛|么|不|呗|吧|没|噻|咋样|怎么样|如何|成不|中不|好伐|好不|要得不|好不好|行不行|行不|得唔得|得吾得|好唔好|ok不)\W*$"
)
_REQUEST = Rarely(
    rf"(?:请我(?:吃|喝|看|撸)|(?:留|带|捎|来|买|交|备|腾|空)(?:个|一?份|一?点|几个|上|好).{{0,6}}(?:哦|哈|噻|啊|吧)$|把.{{1,10}}(?:取|拿|收|洗|晒|买|关|锁|喂|带|交|退|还|修|换|倒|搬|接|办|填|发|寄|打印|复印)(?:了|回来|一下|好|上)$|(?:转|发|寄|给|还)我(?:就行|就好|哈|噻|呗|嘛)|(?:你|您|^.{{2,3}})(?:先)?(?:顶|盯|替|接|管|看)一下|(?:能|可以)?(?:教|带|陪|载|捎)(?:下)?我(?!妈|爸)|(?:帮|替|给|借|陪)(?:一下)?(?:我(?!妈|爸|哥|姐|弟|妹|儿|女|娃|奶|爷|外|姨|舅|老)|咱)(?!.{{0,2}}(?:说说|讲讲|推荐|分析|介绍一下))|帮(?:个)?忙|帮(?:手)?(?:把|看看|问|查|带|订|买|取|拿|留意)|麻烦(?:你|您|.{{0,6}}(?:改|发|看|查|帮|给|一下))|拜托|劳驾|唔该|求(?:你|个|帮)|辛苦(?:你|您|.{{0,4}}一下)|请(?:你|您)?(?:把|发|给|帮)"
    rf"|记得.{{0,10}}{table.GIVE}|别忘了?|(?:把|将).{{1,14}}(?:发|给|交|寄|转|带|拿|送|还)(?:给|到|过来|一下|我|去)?|(?:发|寄|转|交|带|借|还|拿|送|留)(?:给)?我(?![妈爸姐哥弟妹娃们家奶爷外姨舅])|(?<!^)(?:结|付|发|看|改|查(?!收)|问|催|确认|处理|弄|帮|填|交|补)一下|(?:转|发|交|寄|给)(?:到|给)?(?:我|财务|开发|老师|群里)|(?:能不能|可不可以|能否|可以|可唔可以|方便|有空).{{0,8}}(?:帮|给|借|替|把|来|接|送|带|捎)"
    rf"|你.{{0,10}}(?:负责|来弄|去问|去办|来订|订一?下|问一?下|查一?下|带(?!着|来)|买|捎|接一下)|交接给|来接我|接我一下|(?:顺便|顺路).{{0,4}}(?:带|买|捎|拿))"
)
_STILL_ASKS = re.compile(
    r"别忘了|麻烦|辛苦|拜托|(?:路上|顺便|下班|回头|等下|明天|今晚|有空).{0,6}把"
)  # though it ends in 了
_HUSH = re.compile(
    r"(?:别|不要|不许|千万别|先别|莫|甭|唔好)(?:.{0,4})(?:说|讲|告诉|声张|外传|迟到|忘|带|买|拿|碰|动|开|给|放|弄|让)|(?:别|不许|莫|不要|千万别)(?:让|叫|给|把)[\u4e00-\u9fff]{1,10}$|保密|瞒着|别露馅|嘴严|保密|别到处说|就咱俩知道|天知地知"
)
_REPORT = re.compile(
    r"(?:到(?:了|家|那)|下班|回来|忙完|弄完|出来|好)(?:了|就|后)?.{0,3}(?:说一?声|告诉我|吱一?声|喊我|叫我|发个?(?:消息|微信)|报(?:个)?平安|给我(?:电话|消息|打))"
)
_AT_ONCE = re.compile(
    r"告诉我|跟我说|给我说|给我讲|给我看看|给我推荐|让我|等我|笑死我|想我|夸|算一下|润色|翻译|查收|注意休息|保重|多喝|指教|看一下就"
)
_ASSIGNED = re.compile(
    r"^(?P<named>[\u4e00-\u9fffA-Za-z]{1,6}?)(?:你|来|去|负责|把|那边)?.{0,12}?(?:前|之前|今天|明天|周.)(?:给|交|发|弄|搞|完成|做)"
)
_PROPOSAL = Rarely(
    r"一起(?!的)|要不(?!是|然)|要不要(?!我)|约(?:个|一|吗|不|饭|起来|下|在)|都来(?:啊|呀|哈|$)|欢迎来|来我(?:家|这|们)|来吃|来玩|来喝|聚(?:一?聚|个|餐|一下)|走[起不吗]|去不去|来不来|去吗|来吗|有空.{0,4}(?:吗|不|没)|有没有空|(?:吃|喝|看|去|来|打|爬|逛|唱|聚|见|玩|搓|撸|涮|跑|骑|练|拍)(?:个|顿|一|火锅|饭|烤肉|电影|串|球|山|街|k|剧本杀|密室|咖啡|奶茶|面|酒|茶|日料|展|麻将|步)?.{0,8}(?:吧|不|吗|呗|怎么样|咋样|如何|好不好|行不)?\W*$|我请(?:客|你)|见(?:面|个)|面聊|不如|咱们?|搵你|饮茶|食饭|住我(?:家|这|们)|(?:都|一定|记得|到时候?|带上?.{1,6})来(?:啊|哈|哦|呀|玩|吃)?$|我们.{0,12}(?:sync|meet|call|聊|碰|对)(?: ?一下)?|支持一个|聚一个|定(?:在)?.{1,8}吧|改(?:成|到).{1,8}$"
)
_EVENT = re.compile(
    r"到(?!底|处|时)|吃|喝|看|去|来|打球|爬|逛|唱|聚|见|玩|涮|跑|骑|饭|火锅|电影|出发|集合|约|搵|饮|食|走|过|练|拍|开会|面聊|接|讨论|碰|试|搬|办|交房|签"
)
_OFFER = Rarely(
    rf"(?:要不要|用不用|需不需要|要|用|使唔使)(?:我|俺)(?:帮|来|去|给|陪|过|带|送|借|接|把|顺|.{{0,4}}{table.GIVE}).*|(?:我(?!家|们家|这|那)|俺|咁我|那我).{{0,10}}(?:吧|吗|行吗|行不|成不|中不|成吗|可以吗|得唔得|好吗|好不好|方便吗|方便不|[?？])\W*$|(?:给|帮|替|陪)你.{{1,12}}[?？]|(?:给|还|转|发|送|带|寄|结给?|补给?)(?:你|您).{{0,6}}(?:成不|行不行?|行吗|可以吗|好吗|好不好?|中不|成吗|得唔得|ok不|可以不)\W*$|.{{0,14}}(?:你|您)要不要.{{0,12}}|送你.{{0,4}}(?:要不|要吗)|(?:到|去|来|过去|过来)(?:你|您)们?(?:家|那|这|公司|店|屋).{{0,4}}(?:行不行|行吗|可以吗|好吗|方便吗|成不)\W*$|^.{{0,6}}(?:带|请)(?:你|你们|您)(?:去)?(?:吃|喝|玩|逛|看|去|撸|泡|尝).{{0,14}}$"
)
_UNASKED = re.compile(
    r"要不要|(?:到|去|来|过去|过来)(?:你|您)们?(?:家|那|这|公司|店|屋).{0,4}(?:行不行|行吗|可以吗|好吗|方便吗|成不)|(?:成不|行不|中不|可以不)\W*$|^.{0,4}(?:带|请)(?:你|您)"
)  # offers without a mark
_TAIL = re.compile(r"(?:得唔得|行不行|行吗|可以吗|好不好|好吗|方便吗|方便不|ok吗|可以不|怎么样)\W*$")
_COMES = re.compile(r"(?:我|我们)(?!.{0,4}你.{0,4}[?？]).{0,8}(?:搵|找|嚟|来|去|过来|过去|到|看)")
_CAN = re.compile(
    r"^(?:.{0,4}我|俺)(?:.{0,6})(?:可以|能|有空|来得及)(?!.{0,2}(?:理解|想象|感觉|看出|听懂)).{0,12}$|我(?:顺路|有车)"
)
_FAVOUR = re.compile(r"谁.{0,4}(?:帮|替|借|接|送|带|代|顶)")
_CALL = re.compile(
    r"谁(?:来|去|能|要|有空|想|还|一起|参加|可以|愿意|在)|有没有人|有人(?:来|去|要|一起|想|能|参加|有空)|报名(?:接龙|的)|接龙|参加的(?:扣|报)"
)
_SETTLED = re.compile(r"定(?:在|了|于|到|为)?(?:\d|周|下|明|后|这|[一二三四五六七八九十])|(?:就|改)(?:定|到)")
_WHEN_WILL = re.compile(
    r"(?:到底去不去|参不参加|回不回|来不来|去不去|走不走|返唔返|嚟唔嚟|回来吗|来吗|去吗|回吗|能[来到去回]吗|(?:几点|几号|什么时候|啥时候|哪天|几时)(?:能)?(?:到|来|走|回|去|出发|搬|飞|考|入职|返))"
)
_YES = re.compile(
    r"^(?:(?:哇|哈+|啊+|嘿+|哎+|诶|哦+|噢+|喔|额|呃|嗯+|天|妈|爸|姐|哥|@\S+|那)[\s,，!！~～。]*){0,3}(?P<yes>(?:好(?:的|呀|啊|嘞|哒|滴|咧|吧|嘅|呢|哇|耶|好|捏|叭|噻|嘛|哒|喔|哦|咯|喽)*|行(?:的|啊|呀|吧|嘞|哒|了|么|嘛|噻|呗|行)*|要得(?:要得|噻|嘛)*|得嘞|中嘞|必须?(?:还|到|来|去|的|给|办)|支持|同意|赞成|附议|整(?:起|一个|一?顿)?|搞起|包的|没毛病|好说|好办|说好了|就这么(?:定|办)(?:了)?|定了|晓得(?:了|啦|的|咧)?|得令|遵旨|马上|这就(?:去|办|来|弄)?|不会(?:的|说的|忘)|我不说|没得问题|冇得问题|莫得问题|懂(?:了|的)?|嘹咋咧|嗯呐|昂|妥嘞|ojbk|okk|欧克|收到收到|保证(?:完成任务|不|准时)?[\u4e00-\u9fff]{0,6}|可(?:以)?(?:的|呀|啊|哦|嘅)*|没问题|冇问题|没事|ok(?:k|ay|的|啊|呀|啦)*|okok|嗯+(?:呢|哪|好)*|中|成(?:的|啊|交)?|得(?:啊|嘅|!|！)?|妥(?:妥|了|的)*|必须(?:的|啊|来|去)*|当然(?:好|去|来|可以|啦|了)*|一定(?:来|去|到|带|一定)*|安排(?:上|了)?|走(?:起|着|走|啊|嘛|噻|呗|咯)?|约(?:起来|了|啊|定了)?|冲(?:冲|啊|鸭)*|来(?:来|的|啊|呀|了)*|去(?:去|的|啊|呀)+|去|收到|明白(?:了)?|了解|知道(?:了|啦|的)|记住(?:了|啦)|记下(?:了|啦)|记着(?:呢|了)?|遵命|说定(?:了)?|一言为定|不见不散|到时候?见|(?:周|礼拜|星期)[一二三四五六日天末]见|明天见|明儿见|算我一?个|加我一?个|\+1|我\+1|我加一|能(?=$|[!！。])|带上?我(?:一个)?|要得|包在我身上|交给我|回(?:的|啊)|肯定(?:去|来|回|到)|敢情好|求之不得|正合我意|我(?:来|去|要|可以|报名)?(?=$|[!！~])|放心|方便(?:的|呀|啊)?|👌|👍|🙆|1(?=$)))"
    r"(?=$|[\s,，。.!！~～、;；:：\U0001f300-\U0001faff]|我|哈|噻|嘛|哥|姐|老|那|就|周|明|下|今|到|您|你|哈|吧|啦|没问题|一定|肯定|中午|晚上|早上|[\u4e00-\u9fff]{1,3}(?:哥|姐|总|老师|叔|阿姨))"
)
_REFUSES = re.compile(
    r"去不了|来不了|不行|不了|不去|不来|没空|不想|算了|不用|下次|改天|再说|看情况|不一定|可能|抱歉|对不起|不好意思|但是|不过|只是|要不|还是(?!老地方)|没时间|换|如果|要是|怎么|什么|吗|？|\?|不方便|不在|忙|来不及|回不来|回不去|赶不"
)
_THANKS = re.compile(
    r"^(?:.{0,4})(?:太好了|好呀|好啊|好的|那太好了|谢谢|多谢|感谢|谢啦|那就麻烦|麻烦你|辛苦|可以可以|求之不得|救星|救我|爱你|你真好|靠谱|牛|赞|那就你|得|行|好嘞|太感谢|来来来|那敢情好|要要要|要的|要(?=$|\s|谢))"
)
_DONE = re.compile(
    r"(?P<act>转|发|寄|带|还|送|借|给|拿|付|交|订|定|约|买|问|查|改|弄|搞|做|写|办|打|接|喂|取|收|修|搬|考|到|回|搬|走|扫|吃|见|领|签|报|退|补|汇|垫|传|剪|拍|译|印|说|提|洗|拔|查|跑|爬|试|看|去|面|辞|离|挂|卸|测|戴|放|装|换|种|浇|遛|晒|贴|录|存|充|删|拉|交代|联系|通知|提交|上传|处理|安排|解决|确认|提测|结清)(?:过(?=了|啦)|过去|过来|给你|给您|你(?:邮箱|微信|飞书|钉钉|手机|桌上|群里)?|您(?:邮箱|微信)?|他|她|家|完|好|到|掉|出去|出|掉|清|上|走|齐|妥|成|进|清|回来|回去)?(?:了|啦|咗|咧|完|好啦|喽|咯)"
)
_SHOWN = re.compile(
    r"(?:(?:放|都|已经?|就|全)在(?:网盘|群里|群文件|邮箱|桌上|门口|你桌上|共享|文件夹|前台|冰箱|快递柜))(?:里|上)?了?|(?:搞定|弄好|做好|办妥|完工|通过)(?:了|啦)|妥了|齐活|完事|ok了|到账"
)
_RECEIVED = re.compile(
    r"(?:收|拿|取|签收)(?:到了|到啦|着了|好了)|收到.{2,}|[\u4e00-\u9fff]{2,}收到$|到(?:手|账|货)了|(?:好吃|很甜|合身|很暖和).{0,4}(?:谢|$)|谢谢你?的|谢啦"
)
_HERE = re.compile(
    r"(?:^|[我们都人已安全平安顺利终于刚]{1,3})(?P<act>(?:安全|平安|顺利)?(?:到|落地|抵达|回到|搬进|搬到|入住|回来|到达|上班第一天|报到|开工|考完|爬完|跑完|扫完|办完|交房|领证|结婚))(?:了|啦|咯|喽|咗|家了|[\u4e00-\u9fff]{1,5}(?:了|啦))"
)
_GOT_FIRST = re.compile(
    r"(?:东西|钱|快递|包裹|药|衣服|礼物|书|票|.{2,4})(?:都)?(?:收到|拿到|到)了"
)  # and goes on without a comma
_MET = re.compile(
    r"(?:今天|昨天|昨晚|今晚|这顿|这趟|周末|刚才).{0,6}(?:开心|好吃|好玩|尽兴|过瘾|吃撑|巴适|愉快)|(?:好好食|吃撑了|肚都爆|玩得(?:很|真|太|好)?(?:开心|尽兴)|吃得(?:很|真|太|好)?(?:开心|撑|饱|爽)|谢谢(?:款待|招待)|多谢款待|太好吃了)"
)
_BARE = re.compile(
    r"(?:都|已经|钱|款)?(?:收到|到账|到|收)(?:了|啦|咯|喽)*(?:到了|收到)?(?:[哈啊呀姐哥叔姨]|谢谢?|多谢|[\s!！~～。])*"
)  # that it has come, and not what
_AWAY = re.compile(r"[去来回]不|不[去来]|赶不")
_ANSWERED = re.compile(r"^.{0,6}说(?:可以|行|好|没问题|ok|不行|同意|答应)")
_OFF = re.compile(
    r"取消(?:了|啦)?|去不(?:了|成)(?:了)?|来不(?:了|成)(?:了)?|不(?:去|来|走|搬|考|办|回|回来|回去|参加|结|借|买|订|要)了(?!解)|泡汤|黄了|改期|推迟|延期|鸽了|没去成|回不(?:来|去)了?|赶不(?:上|来|回)|退票|退了票|搬不了|办不了|带不了|给不了"
)


_MAY_BE = re.compile(r"可能|听说|据说|也许|说不定|估计|恐怕")
_LITTLE = 6  # characters before 得唔得 or 行吗 that say when
_LONG = 20  # characters of a clause that tells that something is done
_TAIL_AFTER = 60  # characters that may follow what a yes answers
_LONGEST_YES = 50  # characters of a message that says yes


def asks(clause: Clause) -> Iterator[Ask]:
    """What a clause asks for, proposes, offers or calls for."""
    text = fold(clause.text)
    if is_quoted(clause) or len(text) < 2:
        return
    for read in (_call, _hush, _offer, _request, _when_will, _proposal, _can, _assigned):
        found = read(clause, text)
        if found is not None:
            yield found
            return


def _asked(clause: Clause, text: str) -> bool:
    return bool(_QUESTION.search(text)) or bool(re.search(r"[?？]\s*$", clause.sentence))


def _call(clause: Clause, text: str) -> Ask | None:
    if _SETTLED.search(text) and time_near(clause):
        return Ask(clause=clause, form="call", kind="plan", sure=False)
    kind: DoingKind = "promise" if _FAVOUR.search(text) else "plan"
    return Ask(clause=clause, form="call", kind=kind) if _CALL.search(text) else None


def _hush(clause: Clause, text: str) -> Ask | None:
    return Ask(clause=clause, form="request", kind="promise") if _HUSH.search(text) else None


def _request(clause: Clause, text: str) -> Ask | None:
    if _REPORT.search(text):
        return Ask(clause=clause, form="request", kind="promise")
    if not _REQUEST.search(text) or _AT_ONCE.search(text) or re.match(r"我(?!的|妈|爸)|谢", text):
        return None
    if re.search(r"(?:了|啦|过)\W*$", text) and not _STILL_ASKS.search(text):
        return None
    near = len(clause.line.text) - clause.stop < _TAIL_AFTER
    return Ask(clause=clause, form="request", kind="promise", sure=near)


def _offer(clause: Clause, text: str) -> Ask | None:
    ends = _TAIL.search(text)
    brief = ends is not None and ends.start() <= _LITTLE
    if brief and times_of(clause.line) and _COMES.search(fold(clause.line.text[: clause.start])):
        return Ask(clause=clause, form="offer", kind="plan")
    found = _OFFER.search(text)
    if (
        not found
        or (re.search(r"[你您](?!.{0,6}[?？]?$)", text[:2]) and not _UNASKED.search(text))
        or re.search(
            r"(?:帮|给|替|陪|教|借|带|送|接|叫|喊|等|扶|载)(?:下|一下)?我|我(?:是不是|怎么|该|为什么|会|说|记得|能不能问)",
            text,
        )
        or (not _asked(clause, text) and not _UNASKED.search(text))
    ):
        return None
    outing = say.OUTING.search(text)
    gives = not outing and bool(re.search(rf"(?:给|帮|替|陪|借|送|带|接|教).{{0,3}}你|{table.GIVE}", text))
    return Ask(
        clause=clause,
        form="offer",
        kind="promise" if gives else "plan",
        sure=bool(gives or (_EVENT.search(text) and time_near(clause))),
    )


def _when_will(clause: Clause, text: str) -> Ask | None:
    return (
        Ask(
            clause=clause, form="question", kind="plan", sure=time_near(clause) is not None or _any_time(text)
        )
        if _WHEN_WILL.search(text)
        else None
    )


def _any_time(text: str) -> bool:
    return bool(
        re.search(r"[点号月周年]|大寿|生日|婚礼|国庆|中秋|圣诞|春节|过年|端午|清明|暑假|寒假|明天|今晚", text)
    )


def _proposal(clause: Clause, text: str) -> Ask | None:
    found = _PROPOSAL.search(text)
    timed = time_near(clause) is not None
    if re.match(r"(?:我|他|她)(?!们|俩|请|家|这)", text) and not re.search(r"我请|一起|见", text):
        return None
    if (
        found
        and (_asked(clause, text) or re.search(r"吧|一起|我请|来我|咱|约|见$", text))
        and not re.search(r"(?:了|过|着)\W*$", text)
    ):
        return Ask(clause=clause, form="proposal", kind="plan", sure=timed and bool(_EVENT.search(text)))
    if (
        timed
        and _asked(clause, text)
        and _EVENT.search(text)
        and not re.search(r"了|过|谁|什么|哪|几|多少|怎么(?!样)", text)
    ):
        return Ask(clause=clause, form="proposal", kind="plan", sure=True)
    if (
        timed
        and _asked(clause, text)
        and re.search(r"怎么样|咋样|如何|行不|行吗|可以吗|好吗|方便吗|ok", text)
    ):
        return Ask(clause=clause, form="proposal", kind="plan", sure=False)
    return None


def _can(clause: Clause, text: str) -> Ask | None:
    if (
        not _CAN.search(text)
        or _asked(clause, text)
        or re.search(r"能不能|可不可以|可能|不能|不可以|才能|只能", text)
    ):
        return None
    helps = bool(re.search(rf"{table.GIVE}|{table.TASK}|帮|送|接|陪|载|教", text))
    return Ask(clause=clause, form="can", kind="promise", sure=helps)


def _assigned(clause: Clause, text: str) -> Ask | None:
    found = _ASSIGNED.match(text)
    if not found or re.match(r"我|咱|今|明|周|下", text):
        return None
    return Ask(clause=clause, form="request", kind="promise", named=found["named"], sure=True)


def consent(text: str) -> tuple[int, int] | None:
    """Where a message says yes, if it does and doesn't take it back."""
    folded = fold(text)
    found = _YES.match(folded)
    if not found or _REFUSES.search(folded[found.end() : found.end() + 30]):
        return None
    return found.span("yes") if len(folded) <= _LONGEST_YES else None


def welcome(text: str) -> tuple[int, int] | None:
    """Where a message thanks for an offer."""
    folded = fold(text)
    found = _THANKS.search(folded)
    return found.span() if found and not _REFUSES.search(folded) else None


def endings(clause: Clause) -> Iterator[Ending]:
    """What a clause says was done, or won't be."""
    text = fold(clause.text)
    if re.search(
        r"[?？]|(?:吗|没|么|没有)\W*$|如果|要是|别|(?:路上|顺便|下班|回头|等下|明天|今晚|有空).{0,6}把|快(?!递).{0,3}了$|就.{0,4}了$|要.{1,4}了$",
        text,
    ):
        return
    if len(text) > _LONG and _GOT_FIRST.match(text):
        yield _ending(clause, "done", "receiver", frozenset())
    if len(text) > _LONG or re.search(r"收到没|到了(?:吗|没)|收到了?吗|拿到没", clause.line.text):
        return
    off = _OFF.search(text)
    if off and _MAY_BE.search(text):
        return
    if off:
        away = bool(_AWAY.search(off.group()))
        own = bool(re.search(r"(?:我|我们|咱们).{0,12}(?:取消|退票|去不成|不去了)", text))
        yield _ending(
            clause,
            "cancelled",
            "anyone",
            frozenset(),
            outright=own and "取消" in off.group(),
            stays_away=away,
        )
        return
    if re.search(r"没(?!问题|事)|还没|未|快要|差点|[让叫](?!我)|可能|听说", text):
        return
    if _MET.search(text):
        yield _ending(clause, "done", "anyone", frozenset({MET}))
    if _BARE.fullmatch(text):
        yield _ending(clause, "done", "receiver", frozenset())
    for pattern, by in (
        (_HERE, "doer"),
        (_RECEIVED, "receiver"),
        (_DONE, "doer"),
        (_SHOWN, "doer"),
        (_ANSWERED, "doer"),
    ):
        found = pattern.search(text)
        if found:
            act = (
                "问"
                if pattern is _ANSWERED
                else found.groupdict().get("act")
                or found.groupdict().get("did")
                or ("转" if "转账" in text[:5] else "")
            )
            acts = (
                frozenset({"到"})
                if pattern is _HERE and re.search(r"到|落地|抵达|搬|住|回来", act)
                else frozenset(act[:1])
            )
            yield _ending(clause, "done", by, acts)
            return


def _ending(
    clause: Clause,
    status: str,
    by: str,
    acts: frozenset[str],
    *,
    outright: bool = False,
    stays_away: bool = False,
) -> Ending:
    return Ending(
        clause=clause,
        start=clause.start,
        stop=clause.stop,
        status="cancelled" if status == "cancelled" else "done",
        by="receiver" if by == "receiver" else "doer" if by == "doer" else "anyone",
        acts=acts,
        outright=outright,
        stays_away=stays_away,
    )
