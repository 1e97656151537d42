"""What needs no evidence: greetings, thanks, and who one is talking to."""

from __future__ import annotations

import re

_POLITE = r"(?: (?:zhiji|there|again|all|everybody|everyone|friend|mate|buddy|dude|man|bro|love|dear|you|u|guys|so much|so very much|a lot|a million|heaps|very much|tons|ever so|for (?:that|this|(?:all )?(?:your|the|ur) help|everything|now|today|helping)))*"
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_TAIL = "[啊呀哦噢喔嘛嘞啦喇了哈呢哟呐吧呗咯囉啰]*"

# What is said, as a whole, and which of our sentences answers it.
_SAYINGS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"(?:{pattern})", re.I))
    for name, pattern in (
        (
            "hello",
            rf"(?:hi+|hello+|hallo|hey+|heya|hiya|howdy|yo+|sup|g'?day|morning|evening|good (?:morning|afternoon|evening|day)|greetings|long time no see){_POLITE}"
            r"|(?:(?:hi|hello|hey|yo),? )?(?:(?:are|r) )?(?:you|u|ya|anyone|anybody|zhiji) (?:still )?(?:there|around|awake|up|here|online)(?: (?:now|today|mate|zhiji))?|knock knock|testing|test"
            rf"|(?:你|您|大家|知己)好{_TAIL}(?:吗)?|哈[喽啰罗囉]|[嗨喂嘿]+|(?:你|您)?(?:还)?在(?:不在|线)?(?:吗|嘛|么|不|没)?{_TAIL}|在不在|(?:有人|有冇人|你|知己)(?:在|喺度)?(?:吗|嘛|么)?{_TAIL}"
            rf"|喺唔喺度{_TAIL}|喺度(?:嗎|吗|嘛)?{_TAIL}|[早晚]安|早晨|(?:早上|上午|中午|下午|晚上)好{_TAIL}|早{_TAIL}|好久不见|(?:我)?(?:又)?(?:回来|来)(?:了|啦)",
        ),
        (
            "thanks",
            rf"(?:many |ok(?:ay)?,? |great,? |cool,? |perfect,? )?(?:thanks?|thanx|thank you|thank u|thankyou|thx|tnx|tysm|ty|cheers|ta|much appreciated|appreciate (?:it|that|you)|i appreciate it|nice one|you're a (?:star|legend|lifesaver|gem)){_POLITE}"
            r"(?:,? that(?:'s| is| was) (?:all|great|it|perfect|helpful|very helpful|what i needed|just what i needed))?"
            rf"|(?:好的?|行|嗯|哦|ok)?[，, ]*(?:非常|太|多|很|真的?|真是|那就)*(?:感谢|感謝|谢谢|謝謝|多谢|多謝|谢|謝|蟹蟹|3q|thx|辛苦|麻烦|麻煩)(?:你|您|啦|了|晒|曬|知己|哈|啊|咯|帮忙|幫忙|你的帮助|你的幫助|你帮忙|先){{0,4}}"
            r"|唔該(?:晒|曬|哂)?(?:你|啊|呀)?|唔该(?:晒|曬|哂)?(?:你|啊|呀)?|thank you very much indeed",
        ),
        (
            "bye",
            r"(?:ok(?:ay)?,? |right,? |alright,? |well,? )?(?:(?:good ?)?bye(?:[ -]?bye)?|cya|cu|see (?:you|ya|u)(?: later| soon| tomorrow| around| then)?|later(?:s)?|ttyl|talk (?:to you )?later|(?:good ?)?night(?:[ -]?night)?|nite|take care|cheerio|ciao|so long|gotta go|gtg|g2g|i(?:'m| am) off|signing off|have a (?:good|nice|great|lovely) (?:day|one|evening|night|weekend))"
            r"(?: (?:then|now|for now|for today|zhiji|mate|everyone|all|x+))*"
            r"|(?:that(?:'s| is| was|ll be|'ll be)|thats) (?:all|it|everything|enough)(?: (?:for|from) (?:now|today|me|tonight))*|(?:i(?:'m| am) )?(?:all )?done(?: for (?:now|today))?|nothing else|no more questions"
            rf"|再[见見]{_TAIL}|(?:拜拜?|掰掰?|88|886|白白){_TAIL}|回[头頭]见{_TAIL}|回聊|下次(?:见|聊|再聊|再见){_TAIL}|(?:那)?先这样{_TAIL}|(?:今天)?(?:就)?(?:先)?(?:到这儿?|到这里|这样|这些){_TAIL}|(?:我)?先?(?:走|闪|撤|下|睡|溜)了{_TAIL}"
            rf"|明天(?:见|再聊|再说){_TAIL}|改天(?:聊|再聊){_TAIL}|晚安{_TAIL}|早[抖唞]{_TAIL}|早点休息{_TAIL}|听日[见見]|聽日見|没(?:别的|其他)?(?:事|问题)了{_TAIL}",
        ),
        (
            "fine",
            rf"(?:{_POLITE.strip()})?how (?:are|r) (?:you|u|ya)(?: (?:doing|going|feeling|keeping))?(?: (?:today|now|these days))?|how(?:'s| is) (?:it going|life|things|everything|your day)(?: (?:today|with you))?|how have you been|how you (?:doing|going)"
            r"|(?:what's|what is|whats|wassup|wazzup) ?(?:up|new with you|cooking)?(?<!what's)(?<!what is)(?<!whats)|how do you do|you (?:ok(?:ay)?|alright|good)|(?:你|您)?(?:最近|今天|今日)?(?:还好吗|还好嘛|过得怎么样|过得好吗|好吗|点呀|幾好嗎|几好吗|忙吗|吃了吗|吃饭了吗|开心吗|累吗|累不累|怎么样)(?<!^最近怎么样)(?<!今天怎么样)(?<!^怎么样)|(?:你)?在(?:干|幹)(?:嘛|吗|什么|啥)(?:呢|呀)?|(?:你)?食咗飯未呀?",
        ),
        (
            "laugh",
            r"(?:(?:oh |omg |ok )?(?:(?:lo+l+|lmf?ao+|rofl|lulz|(?:ha+h?){2,}|(?:he+h?){2,}|hah+|haha\w*|hehe\w*|xd+|kk+|jaja\w*|omg|wow|whoa|oops|aww+|yay|woo+hoo+|nice|sweet|no way|damn|gosh)(?: (?:that's|thats|that is|you're|you are|ur|so|too|very|really|pretty)? ?(?:funny|hilarious|great|good|crazy|wild|good one))?))+"
            r"|(?:you(?:'re| are)|ur|u r|that(?:'s| is| was)|thats|so|very|too|good one|what a) ?(?:so |too |very |really |quite |pretty |just )*(?:funny|hilarious|cute|sweet|silly|joke|crack me up|killing me|the best|amazing|awesome|smart|clever|kind|lovely)(?: (?:lol|haha))?"
            r"|you crack me up|love (?:it|that|you|u)|good (?:bot|one|joke)|(?:哈|嘿|嘻|呵|噗|嘎|吼){1,}[哈嘿嘻呵噗~～]*[，, ]*(?:(?:你|您|这|太|真|好|还)*(?:真|太|好|挺|很)?(?:逗|搞笑|好笑|有趣|有意思|可爱|幽默|聪明|好玩|搞|抵死|攪笑)(?:了|啊|呀|喔|哦)*|笑死(?:我)?了?|笑死)?"
            r"|(?:笑死|笑喷|笑尿|绝了|牛|牛[逼批啊]|666+|2333*|hhh+|www+|xswl|真的假的|我去|天(?:哪|啊|呐)|哇塞?|嚯|哎呀?|唉|厉害了|有意思|好笑|你(?:真|太|好|还挺|挺|可真)(?:逗|搞笑|好笑|有趣|有意思|可爱|幽默|聪明|好玩|棒|厉害|贴心|好)|好搞笑)(?:我|了|啦|啊|呀|哈|呢|喔)*",
        ),
        (
            "feeling",
            r"i (?:love|like|miss|hate|adore) (?:you|u)(?: (?:so much|too|zhiji))?|(?:i(?:'m| am) )(?:so |very |really |a bit |feeling )*(?:bored|sad|tired|lonely|happy|exhausted|down|stressed)(?: (?:today|now|tonight))?|(?:you(?:'re| are) )?(?:stupid|useless|dumb|annoying|boring)"
            rf"|我(?:也)?(?:爱|喜欢|想|讨厌)(?:你|您|知己){_TAIL}|(?:我)?(?:今天|现在|最近)?(?:有点|好|很|太|真)?(?:无聊|累|烦|难过|开心|困|孤单|寂寞|郁闷|想哭|悶|攰){_TAIL}|(?:你)?(?:真|好|太)?(?:笨|没用|傻){_TAIL}",
        ),
        (
            "other trade",
            r"(?:(?:can|could|will) you )?(?:please )?(?:tell me|say|sing|give me|write)(?: me)? (?:a|another|some) (?:joke|jokes|story|song|poem|riddle|fun fact)(?: please)?|sing(?: for me)?|(?:what's|what is|how's|how is) the weather(?: (?:like|today|now|tomorrow|like today))*"
            rf"|(?:给我|帮我|跟我)?(?:讲|说|唱|写|来)(?:个|一个|首|一首|段)(?:笑话|故事|歌|诗|段子){_TAIL}|(?:今天|明天|现在|外面)?(?:的)?天气(?:怎么样|如何|咋样|好吗)?{_TAIL}",
        ),
        (
            "well done",
            r"(?:(?:ok(?:ay|ey|ie)?|k+|kk|great|good|perfect|nice|cool|super|well done|got it|gotcha|i see|wonderful|awesome|excellent|brilliant|lovely|alright|right|sure|fine|fair enough|makes sense|no worries|no problem|np|never ?mind|nvm|understood|noted|yep|yes|yeah|yup|no|nope|nah|amazing|fantastic|interesting|good to know|sounds good|that(?:'s| is) (?:all|great|good|perfect|fine|right|cool|helpful|nice))"
            r"(?: (?:job|work|one|answer|then|to know|cool|thanks|good|great|it is))?)+"
            rf"|(?:好的?|行|可以|不错|唔錯|好嘢|很好|太好了|真棒|棒|赞|讚|厉害|明白|知道|懂|收到|了解|晓得|原来如此|没事|没关系|冇問題|冇问题|没问题|算了|嗯+|哦+|噢+|嗯嗯|好好|对|是的|係|ok|得|得嘞|妥){_TAIL}",
        ),
        (
            "who",
            r"(?:who|what) (?:are|r) (?:you|u)(?: exactly)?|what(?:'s| is) (?:your name|zhiji|this)|who(?:'s| is) (?:zhiji|this|there)|(?:introduce|tell me about) yourself|(?:are|r) (?:you|u) (?:an? )?(?:ai|bot|robot|chatbot|human|person|real|chatgpt|alive|a machine|machine)(?: person| or (?:a )?(?:bot|human|person))?"
            r"|(?:你|您)(?:到底|究竟)?(?:是|叫|係)(?:谁|誰|邊個|边个|什么(?:名字)?|乜(?:嘢)?名|啥)(?:啊|呀)?|(?:你|您)(?:是|係)(?:不是|唔係)?(?:真?人|机器人|機器人|AI|人工智能|chatgpt)(?:吗|嗎|嘛|呀)?|(?:请)?(?:介绍|自我介绍)(?:一下)?(?:你自己|自己)?|知己是(?:什么|谁)",
        ),
        (
            "can",
            r"what (?:can|could|do) (?:you|u) (?:do|help (?:me )?with|know|actually do)(?: for me)?|how (?:can|could) (?:you|u) help(?: me)?|what (?:can|could|should|may|do) i ask(?: you)?(?: about)?|help(?: me)?|how (?:do|does) (?:you|this|it|zhiji) work|what are (?:you|u) (?:good (?:for|at)|for|able to do|capable of)|what(?:'s| is) (?:this|it) for|how do i use (?:you|this|it)"
            r"|(?:你|您)(?:都)?(?:能|会|會|可以|识|識)(?:帮我|幫我|帮忙|替我)?(?:做|干|帮我做|帮我干|帮忙做|幹)?(?:些|点|啲)?(?:什么|啥|嘛|乜|乜嘢|咩|什麼)(?:事|忙|嘢)?(?:呀|啊|呢)?|(?:你|您)有(?:什么|咩|啥)(?:用|功能|本事)|(?:我)?(?:能|可以)(?:问|让)(?:你)?(?:些|做)?(?:什么|啥)|怎么用|点用|點用|帮助|(?:你|您)怎么用",
        ),
    )
)
_JOINTS = re.compile(
    r"(?<=[.!?。！？，,;；~～…])\s*|\s+and\s+(?=what|who|how)|(?<=[\u3400-\u9fff])\s+"
    r"|\s+(?=(?:thanks?|thx|thank you|ty|cheers|bye|lol|haha+|that'?s (?:all|it)|see (?:you|ya))\b)"
    r"|(?<=\bthanks)\s+|(?<=\bthx)\s+|(?<=\bok)\s+|(?<=\blol)\s+|(?<=\bcool)\s+|(?<=\bhey)\s+|(?<=\bhi)\s+|(?<=\bhaha)\s+",
    re.I,
)
_LONGEST = 120  # characters
_YES = re.compile("[👍👌🙏❤♥💪✅✔🎉🥳💯]")
_PICTURES = re.compile(r"[\u2190-\u2bff\u3000-\u3003\ufe0f\u200d\U0001f000-\U0001faff]+")

_ANSWERS: dict[str, tuple[str, str]] = {
    "hello": (
        "Hello! Ask me about your chats: who said what and when, what is planned, what you promised, who waits for you.",
        "你好！聊天里的事都可以问我：谁在什么时候说过什么、有什么安排、你答应过什么、谁在等你回复。",
    ),
    "thanks": ("You're welcome.", "不客气。"),
    "bye": ("See you.", "回头见。"),
    "laugh": ("Glad it amuses you. Anything you want to know from your chats?", "哈，能逗你一笑就好。想从聊天里查点什么？"),
    "fine": ("Ready when you are. What would you like to know from your chats?", "随时可以。想从聊天里查点什么？"),
    "feeling": (
        "I'm only an assistant for your chats, but thanks for telling me. Shall I find something in them for you?",
        "我只是帮你翻聊天记录的助手，不过谢谢你跟我说。要不要我从聊天里找点什么？",
    ),
    "other trade": (
        "That I can't do: I only answer from your own chats. Ask me who said what, what is planned or what you promised.",
        "这个我不会，我只根据你自己的聊天记录回答。可以问我谁说过什么、有什么安排、你答应过什么。",
    ),
    "well done": ("Good. Anything else you want to know from your chats?", "好。还想从聊天里查点什么？"),
    "who": (
        "I'm zhiji, an assistant for your own chat history. I answer from the messages you added and show those that say"
        " it; what they don't say, I don't make up.",
        "我是知己（zhiji），帮你翻自己聊天记录的助手。我只根据你导入的消息回答，并附上原话；消息里没有的，我不编。",
    ),
    "can": (
        "From your chats, with the messages that say so, I can find who said what, when and where; list and count;"
        " tell what came first, how long it took, how it changed; sum up a chat, a person or a time; say what is planned,"
        " promised, owed and who waits for you; gather what helps to choose food, a gift or a topic; and draft a reply"
        " in your manner for you to copy. For example: “What did I promise last month?” “Am I free on Saturday?”",
        "我可以从你的聊天记录里（都附原话）：查谁在什么时候、在哪里说过什么；列清单、数次数；比先后、算间隔、看变化；"
        "总结一个群、一个人或一段时间；看安排、承诺、欠账和谁在等你；帮你想吃什么、送什么、聊什么；照你的口气拟一条回复给你自己发。"
        "比如：“上个月我答应过什么？”“周六我有空吗？”",
    ),
}  # fmt: skip


def recognised(text: str) -> tuple[str, ...]:
    """Which of our sentences answer a text that only makes conversation; () if it asks or tells anything."""
    if len(text) > _LONGEST:
        return ()
    whole = _of(text)
    if whole:
        return (whole,)
    if _PICTURES.search(text) and not _EDGES.sub("", text):  # nothing but signs and pictures
        return ("well done" if _YES.search(text) else "laugh",)
    parts = [part for part in _JOINTS.split(text) if _EDGES.sub("", part)]
    found = [_of(part) for part in parts]
    if len(parts) < 2 or not all(found):
        return ()
    told = [one for one in dict.fromkeys(found) if one]
    asked = [one for one in told if one not in ("hello", "well done", "laugh")]
    return tuple(asked or told[:1])


def answer(names: tuple[str, ...], *, chinese: bool) -> str:
    """Our sentences."""
    return "\n".join(_ANSWERS[name][chinese] for name in names)


def _of(text: str) -> str:
    bare = " ".join(_EDGES.sub("", _PICTURES.sub(" ", text.replace("’", "'"))).split())
    return next((name for name, saying in _SAYINGS if saying.fullmatch(bare)), "")
