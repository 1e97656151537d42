"""Words that chats are full of, whatever they are about; and people who are called by what they are to somebody."""

from __future__ import annotations

from zhiji.language import tokens

CHATTER = frozenset(
    tokens(
        "lol haha hahaha ha hehe yeah yea yep yes no nope ok okay oh ah wow omg hey hi hello hiya bye thanks thank thx cheers sorry sure please pls"
        " right really good great nice fine well cool awesome amazing perfect lovely bad better best love loved like liked want wanted need needed"
        " feel feeling felt make made making take took taken taking come came coming back look looked looking see saw seen seeing work works hope"
        " hoping glad happy sad fun guess maybe probably actually definitely totally honestly literally basically pretty little bit lot lots stuff"
        " big small new old long short whole half same different next last first second another every always never sometimes soon later already"
        " almost enough much even though anyway today tomorrow yesterday tonight morning afternoon evening night day week weekend month year"
        " monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun january february march april june july august"
        " september october november december jan feb mar apr jun jul aug sep sept oct nov dec hour hours minute minutes min time times"
        " guy guys man dude bro girl people person someone somebody anyone everyone everybody nobody one ones two three four five six seven eight"
        " nine ten way place home house keep kept let lets put give gave given try tried trying talk talking told tell said say start started"
        " stop stopped end ended finish finished wait waiting leave left stay stayed help helped show showed find found use used turn turned"
        " call called ask asked send sent bring brought buy bought pay paid meet met read write wrote watch watched hear heard eat ate sleep slept"
        " know knew mean means meant think thought idea remember forgot forget believe wonder suppose seem seems sound sounds become yet else"
        " kind sort type part side point case fact course matter reason problem question answer thing change changed moment rest life world"
        " myself yourself themselves gonna wanna gotta kinda sorta dunno ugh hmm hm mm mmm aww aw yay phew tbh imo btw fyi asap etc via per"
        " far near away early late hard easy able sure certain ready busy free tired crazy weird funny interesting exciting excited important"
        " absolutely exactly especially completely recently quite rather such around across along without within toward together ago since"
        " i'll i'm it's that's don't can't won't didn't doesn't isn't wasn't wouldn't couldn't there's what's let's you're we're they're i've i'd"
        " otherwise behind till gentle arrived expensive cheap simple single double serious huge tiny deep quick slow warm cold"
        " und der die das den dem des ein eine einen einem einer ist sind war nicht auch nur noch schon mit für auf bei von zum zur ich du er sie wir"
        " grüß gott hallo guten liebe lieber grüße tschüss servus frau herr uhr aus"
        " ihr ihre ihren mein dein sein uns euch sich aber oder wenn dass was wie wo wer hier dort heute morgen gestern ja nein bitte danke gut"
        " set run ran running move moved went gone goes going doing done got getting happen happened care matters plan plans planning fully"
        " experience experiences share shared sharing enjoy enjoyed journey inspire inspired inspiring passion support strong proud appreciate"
        " true wish deserve welcome worries worry congrats congratulations wonderful incredible impressive special cause check checked picture"
        " photo pic pics image learn learned learning bless dear miss missed sweet heart pass sit sitting stand hold held close open opened mine"
    )
)
_CHINESE = """
哈哈 哈哈哈 嘿嘿 呵呵 好的 好吧 可以 不行 不用 没事 没有 知道 谢谢 不客气 对不起 今天 明天 昨天 后天 前天 早上 上午 中午 下午 晚上 今晚 明晚 周一
周二 周三 周四 周五 周六 周日 周末 星期 这周 下周 上周 这个 那个 一个 一下 一点 一起 一直 一样 一次 有点 时候 时间 现在 以后 之前 以前 最近
刚才 刚刚 马上 等等 然后 就是 不是 还是 但是 可是 因为 所以 如果 觉得 感觉 真的 真是 应该 可能 肯定 其实 反正 东西 事情 什么 怎么 多少 我们
你们 他们 大家 自己 别人 回来 回去 出来 出去 过来 过去 起来 上来 下来 看到 看看 听说 开始 结束 需要 希望 准备 已经 还有 还没 只有 只是 不过
不能 不会 不要 不想 不错 不好 太好 很好 喜欢 好看 好吃 收到 明白 辛苦 加油 早安 晚安 再见 拜拜 亲爱 宝贝 两个 三个 几个 每天 天天 上次 下次
这次 这么 那么 多久 好像 小时 分钟 几点 年后 年前 月底 月初 号线 告诉 让我 给我 跟我 怎样 这样 那样 一会 会儿 待会 回头 到时 时再 再说 说吧
行吗 好吗 是吗 对吧 是的 对的 没问题 问题 地方 的话 帮我 打算 记得 别忘 不知道 身体 非常好 知道了 注意 安排 情况 方面 进行 通过 根据 关于 特别 非常
比较 觉得很 需求 建议 目前 今天下午 今天晚上 明天上午 明天下午 继续 完成 确认 可能会 为了 以及 其中 主要 进一步 确保 第一 方便 容易 保证 内容 主要内容 注意事项 满怀 特别是
看完 吃完 做完 说完 写完 用完 弄完 吃的 今年 去年 明年
"""
CHATTER_ZH = frozenset(_CHINESE.split())
_KIN = """
妈妈 爸爸 老妈 老爸 母亲 父亲 爸妈 父母 奶奶 外婆 姥姥 爷爷 外公 姥爷 姐姐 妹妹 哥哥 弟弟 姐妹 兄弟 儿子 女儿 孩子 小孩 宝宝 老公 老婆 先生
太太 丈夫 妻子 叔叔 舅舅 阿姨 姑姑 嬢嬢 舅妈 表哥 表姐 表弟 表妹 朋友 同事 同学 邻居 老师 老板 男友 女友 男朋友 女朋友 闺女 娃娃
"""
KIN = frozenset(_KIN.split())
