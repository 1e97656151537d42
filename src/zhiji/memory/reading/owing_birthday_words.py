"""How birthdays are told, asked for and wished. Days stand as \\x01 in the folded text that these are matched on."""

from __future__ import annotations

import re

from zhiji.memory.reading.rarely import Rarely

D = "\x01+"
_KIN = (
    r"mum|mom|mam|dad|mother|father|sister|brother|son|daughter|wife|husband|partner|girlfriend|boyfriend|gran|grandma|grandpa|granny|"
    r"nan|nana|grandad|granddad|gramps|mummy|daddy|mama|papa|pops|stepmum|stepmom|stepdad|mother-in-law|father-in-law|sister-in-law|brother-in-law|mil|fil|godson|goddaughter|grandson|granddaughter|stepson|stepdaughter|fianc[eé]e?|hubby|missus|bestie|roommate|housemate|best mate|lad|lass|wee one|toddler|teenager|aunt|auntie|uncle|cousin|niece|nephew|kid|boy|girl|little one|youngest|eldest|oldest|twins|baby|flatmate|best friend|boss"
)
_ZKIN = (
    r"[大二三四五六七小老](?:姨妈?|姑妈?|舅舅?|叔叔?|伯伯?|哥|姐|弟|妹|爷爷?|奶奶?|姑姑)|嫂子|弟妹|弟媳|姐夫|妹夫|女婿|儿媳妇?|亲家母?|干妈|干爹|孩子|娃儿?|侄儿|外孙女?|太奶奶?|太爷爷?|丈母娘|老丈人|姑父|姨父|姨夫|囡囡|老弟|老妹|老姐|老哥|小孩|娘|额妈|俺妈|"
    r"妈妈?|爸爸?|老妈|老爸|外婆|外公|奶奶|爷爷|姥姥|姥爷|婆婆|公公|岳父|岳母|老公|老婆|女儿|儿子|闺女|姐姐?|妹妹?|哥哥?|弟弟?|姑姑|姑妈|姨妈?|小姨|大姨|"
    r"舅舅?|叔叔?|伯伯|表[姐妹哥弟]|堂[姐妹哥弟]|侄子|侄女|外甥女?|孙子|孙女|男朋友|女朋友|对象|宝宝|大宝|二宝|小宝|阿婆|阿公|阿妈|阿爸|家姐|细佬|细妹|老豆|妈咪|爹地|室友|闺蜜|父亲|母亲|婶婶|伯母|舅妈|爱人|媳妇|同事|上司|下属|领导|老板|老师|师傅|客户"
)
KIN = re.compile(rf"\b(?:my|our) (?P<en>{_KIN})\b|(?P<whose>[我你]?)(?:家|的)?(?P<zh>{_ZKIN})")
"""Kin that a message speaks of, for the pronouns that follow."""
_NTH = r"(?:\d{1,3}(?:st|nd|rd|th)|big (?:\d{1,3}|\d-?(?:0|o)|one|three|four|five|six)(?:[- ]?(?:oh|zero|0))?|eighteenth|twenty[- ]?first|twentieth|thirtieth|fortieth|fiftieth|sixtieth|seventieth|eightieth|ninetieth|hundredth|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)"
_BDAY = r"(?:birthday|birth day|birthd|burthday|brithday|bday|b-day|bday|birthdate|date of birth|dob)"
_WHOSE = rf"(?P<whose>my|your|ur|his|her|(?:aunt(?:ie|y)?|uncle|grandma|grandpa|grandad|nan|nana|granny|gran|cousin|great-aunt|mrs?\.?|ms) [a-z][\w-]+'?s|(?:(?:my|our|your|ur) )?(?:(?:{_KIN})|(?!it|that|there|he|she|what|who|here|let|today|tomorrow|christ)[a-z][\w-]+)'?s)"
_WHO = rf"(?P<whose>i|she|he|(?:(?:my|our) )(?:{_KIN}|[a-z]+)|(?!it|this|that|there|what|who|you|they|we|which|everyone|weather|water|milk|house|ice|he|she|things?|world|town)[a-z][\w-]{{1,15}})"
_ZWHOSE = (
    rf"(?P<whose>[我你他她]|[我你](?:的|家)?(?:{_ZKIN})|{_ZKIN}|[^\W\d_是的在就今明后天过了系您\x01]{{2,4}}?)"
)
_NUMBER = r"(?:the big )?(?:\d{1,3}|thirty|forty|fifty|sixty|seventy|eighty|ninety|eighteen|twenty[- ]?\w*|thirty[- ]\w+|one|two|three|four|five|six|seven|eight|nine|ten)"
_HAN = r"(?:\d{1,3}|[一二三四五六七八九十百]{1,3})"
_ON = r"(?:,| on| the|:| =| -)* ?"
_STOP = r"(?:(?: actually| too| btw| soon| now)?[.!]+ (?:it'?s |on )?(?:the )?)"
_CALENDAR = r"(?:阳历|阴历|农历|公历|新历|旧历|正式)?"

FORMS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(form)
    for form in (
        rf"\b{_WHOSE} (?:actual |real |official |\d+\w\w )?{_BDAY}(?:'?s| is| was| falls| =|:)?(?: actually| technically| officially| also| really| coming up| next)*(?: (?:in|next|this|two|three|a|about|just) [^\x01,.!?]{{1,18}},)?{_ON}{D}",
        rf"\b{_WHOSE} {_BDAY}{_STOP}{D}(?=\W|$)",
        rf"\b(?P<whose>your|ur|my|his|her) {_BDAY}\b[^\x01]{{0,12}}[.!?,]+ {_NUMBER} (?:on|come)(?: the)? ?{D}",
        rf"\b{_WHOSE} {_NTH}(?: {_BDAY})?(?:'?s| is| was| falls| =|:)?(?: actually| also| coming up)*{_ON}{D}",
        rf"\b{_WHO}(?:'d| would)(?: have|'ve) been {_NUMBER}(?: years old)?{_ON}{D}",
        rf"\b{_WHO}(?:'s| is|'m|m| am|'re)? (?:not|isn't|ain't|won't be) (?:even |actually |quite )?(?:be )?{_NUMBER} (?:(?:until|till|til|'til) (?:the )?)?{D}",
        rf"{_ZWHOSE}(?:的|要)?{D}(?:就|要)?(?:过生(?!活)|庆生|做寿|过寿|做生(?!意))",
        rf"\b{_WHO}(?:'s| is|'m|'ll be| will be)? (?:a year older|another year older|one year older|legal|officially (?:old|an adult)|the big \d+)(?: on| the|,)? ?{D}",
        rf"{D}(?: is|'s| was| =|,)?(?: also)? {_WHOSE} {_NTH}\b(?! (?:party|do\b|dinner|drinks|meal|lunch|present|gift|cake|card|trip|bash|anniversary|year|day|visit|time|attempt))",
        rf"{D}(?: is|'s| was| =)?(?: also)? {_WHOSE} (?:actual |real |official |\d+\w\w )?{_BDAY}\b(?! (?:party|do\b|dinner|drinks|meal|lunch|present|gift|cake|card|trip|bash))",
        rf"\b(?:dob|date of birth)(?: is|:)? ?{D}",
        rf"\b{_WHO}(?:'s| was| were| is|'m)? born{_ON}(?: in)? ?{D}",
        rf"\b(?P<whose>i)(?:'m| am)? (?:a )?{D} baby",
        rf"\b{_WHO}(?:'s|'m|'ll| will| is| am| gonna| going| to)*(?: turn(?:s|ing|ed)?| hits?| reach(?:es)?) {_NUMBER}(?: years old)?{_ON}{D}",
        rf"{D},? {_WHO}(?:'s|'m|'ll| will| is| am| finally| officially| gonna)* turn(?:s|ing|ed)? {_NUMBER}\b",
        rf"\b(?P<whose>i)(?:'m|'ll be| am| will be|m) {_NUMBER}(?: years old)?(?: on| the|,)? ?{D}",
        rf"\b(?P<whose>(?:my|our) (?:{_KIN}))(?:'s|'ll be| is| will be) {_NUMBER}(?: years old)?(?: on| the|,)? ?{D}",
        rf"\b{_WHO} \((?:turns? |turning )?\d{{1,2}}[^)\x01]{{0,8}}{D}\)",
        rf"{_ZWHOSE}(?:的|们|自己)?{_CALENDAR}(?:生日|生辰|大寿|寿辰|生辰八字)(?:你?(?:别|不要|可别|千万别)(?:又|再)?(?:搞|记|弄)?(?:错|忘)了?)?(?:是|在|就是|就在|系|应该是|[：:]|\s|嘛|呢|啊|，|,)*{D}",
        rf"{D}(?:[\s,，]|是|就是|系|又是|刚好是|正好是|就|才)*{_ZWHOSE}(?:的|要|就)?(?:过|做|满|整)?(?:{_HAN}(?:周)?岁)?(?:的)?{_HAN}?(?:生日|过生(?!活|意)|庆生(?!会)|做寿|过寿|大寿|整寿|寿辰)(?!会|派对|蛋糕|礼物|聚|饭|宴|快乐)",
        rf"{_ZWHOSE}(?:的|要)?{D}(?:过|做)(?:{_HAN})?(?:岁)?(?:生日|大寿|整寿|寿)",
        rf"{D}(?:[\s,，])*(?P<whose>[我他她])(?:就|要)*(?:过|做|满|整)(?:{_HAN})?(?:岁)?(?:生日|大寿|整寿|寿)?(?<=[岁日寿])",
        rf"{D}(?:[\s,，])*(?P<whose>[我他她])(?:就|要|今天)*满{_HAN}(?:周)?(?:岁|了|啦)",
        rf"{_ZWHOSE}(?:\s|是|系)?(?:在)?{D}(?:出生|生的|生人|生嘅|出世|生日|过生日)(?!会|派对|蛋糕|礼物|聚|宴)",
        rf"{_ZWHOSE}?(?:出)?生(?:于|在){D}",
        rf"{_ZWHOSE}{D}(?:就|要|正好|刚)*(?:满|过)?{_HAN}(?:周)?岁(?:了|啦|生日|$|\s|整)",
        rf"{D}(?:[\s,，])*{_ZWHOSE}(?:就|要|正好|刚)+(?:满|过)?{_HAN}(?:周)?岁(?:了|啦|生日|$|\s|整)",
        rf"\b(?:it's|its|it is) {_WHOSE} (?:big )?\d+(?:st|nd|rd|th)(?: {_BDAY})?{_ON}{D}",
        rf"(?:^|[,.!] ?)born{_ON}(?:in )?{D}",
        rf"\b(?P<whose>(?:the|my|our) (?:twins|girls|boys|kids)) (?:will |both |are )*turn(?:s|ing)? {_NUMBER}{_ON}{D}",
        rf"{_ZWHOSE}(?:的|要)?{D}(?:过|做)?{_HAN}(?:岁)?(?:大寿|整寿)",
        rf"身份证(?:上)?(?:写|登记|印)?(?:的|着)?(?:生日)?(?:是|系)?{D}",
    )
)  # fmt: skip
"""Ways to tell a day; `whose` is missing where it is the writer's."""

TODAY = re.compile(
    rf"^(?:\W|ok|hey|guess what|btw|yay|also|and|so|well)*(?:it's|its|it is|today's|today is) (?P<whose>my|(?:my|our) (?:{_KIN})'?s) (?:\d+\w\w )?{_BDAY}(?: today)?\W*$"
    rf"|\bhappy {_BDAY} to (?P<self>me)\b|^(?:\W|诶|话说|对了)*(?P<zh>我|我(?:{_ZKIN}))(?:今天|今日)(?:过)?生日|祝(?:我自己|我|自己)生日快乐"
)
"""That the day is the message's own."""

PARTY = re.compile(
    r"\b(?:birthday|bday|b-day)(?:'s)? (?:party|do|dinner|drinks|meal|lunch|present|presents|gift|cake|card|trip|weekend|bash|celebration|plans|week|month|money|treat|list)\b"
    r"|\b(?:for|after|before|since|until|till|around|near|on|by|celebrate|celebrating) (?:(?:my |our )?\w+'s|my|your|his|her) (?:\d+\w\w )?(?:birthday|bday)\b|生日(?:会|派对|蛋糕|礼物|聚|宴|趴)"
)
"""What is about a birthday, and on another day perhaps."""

ZODIAC = {
    "鼠": "rat", "牛": "ox", "虎": "tiger", "兔": "rabbit", "龙": "dragon", "蛇": "snake", "马": "horse", "羊": "goat",
    "猴": "monkey", "鸡": "rooster", "狗": "dog", "猪": "pig",
}  # fmt: skip
_SIGNS = "rat|ox|tiger|rabbit|dragon|snake|horse|goat|sheep|monkey|rooster|dog|pig"
SIGN = Rarely(
    rf"(?P<whose>我|我(?:{_ZKIN})|{_ZKIN}|[^\W\d_你他她]{{2,3}}?)?(?:和[^\s]{{1,3}})?(?:都|也|是|就是)*属(?P<zh>[鼠牛虎兔龙蛇马羊猴鸡狗猪])(?:的|$|\s|[,，。!！嘅])(?!吧|么|嘛)"
    rf"|\b(?P<who>i|she|he|my (?:{_KIN}))(?:'m|'s| am| is| was)? (?:also )?(?:born in )?(?:the |a )?year of the (?P<en>{_SIGNS})\b"
    rf"|\b(?P<am>i)'?m a (?P<beast>{_SIGNS}) (?:in|by) (?:the )?chinese (?:zodiac|horoscope)"
)
"""The sign of a year of birth."""

BORN = re.compile(
    r"当(?:上)?(?:爹|爸爸?|妈妈?|爷爷|奶奶|外公|外婆|姥姥|姥爷|姑姑|舅舅|叔叔|姨妈?)(?:了|啦|咯|喇)|(?:喜得|喜添|添了?(?:个|一)?)(?:千金|贵子|丁|男|女|娃|小)|生(?:啦|了|咗|出来了)(?=$|[\s,，。!！~～]|[个一]|女|男|儿|闺|小|千金|公主|双胞胎|宝宝)|母[女子]平安|(?:个|我|嘅|的)(?:仔|囡|女|孙|孙仔|儿子|女儿|闺女|宝宝|娃)出(?:世|生)(?:了|啦|喇|咗)|(?:卸货|出生|出世)(?:了|啦|喇|咗)(?=$|[\s,，。!！])"
    r"|\b(?:they|she|he)(?:'s|'re| is| are) here\b(?=.*\d ?lbs?\b)|\b(?:put to bed(?=[,.! ]+(?:a|with a|of a) (?:\w+ )?(?:boy|girl))|delivered (?:a |her |our |of a )(?:\w+ )?(?:baby|boy|girl|son|daughter)|gave birth|had (?:the|her|our|my|their|a) (?:wee |little |baby |first )*(?:baby|boy|girl|lad|lass|lassie|son|daughter|twins|bairn|one)\b|baby's come\b|(?:became|i'm|we're|is) (?:now )?(?:a )?(?:dads?|mums?|moms?|fathers?|mothers?|parents|grand(?:ma|pa|dad|parents)|(?:great )?nana?)[! ]|welcomed (?:a|our|their) |baby(?: [a-z]+)?(?:'s| is| has| was)? (?:here|arrived|born)|(?:our|my) (?:son|daughter|baby|little (?:girl|boy|one)|twins) (?:was|were|is|has been) born|it's a (?:girl|boy)|has arrived)\b"
)
"""That a child was just born."""
CHILD = re.compile(
    r"个仔|个囡|个女|女儿|儿子|闺女|千金|公主|男孩|女孩|男宝|女宝|母[女子]平安|斤|baby|son|daughter|girl|boy|\blbs?\b|\b\dlb|lad\b|lass\b|bairn|pounds|mum and|born"
)
NAMED = re.compile(
    r"(?:小名|大名|名字|取名|就)?(?:叫做|叫|取名)(?P<zh>[^\W\d_了]{1,4})|\b(?:[Bb]oy|[Gg]irl|[Ll]ad|[Ll]ass|[Ss]on|[Dd]aughter|one),? (?P<bare>(?!It|And|We|They|He|She|So|Both|All|Thursday|Wednesday|Monday|Tuesday|Friday|Saturday|Sunday)[A-Z][a-z]+)(?=[,.! ])|\b(?:called|named|name is|name's|meet|welcome|say hello to) (?:her |him )?(?P<en>[A-Z][\w'-]+)"
    r"|\b(?P<first>[A-Z][a-z]+)(?: [A-Z][a-z]+)?,? (?:was born|has arrived|arrived|born)"
)
"""What the child is called; on the text as it was written."""
TWINS = re.compile(
    r"(?:(?i:here|arrived|born|twins)\b[^A-Za-z]{1,4}|(?i:called|named|meet|welcome) )([A-Z][a-z]+) (?:and|&) ([A-Z][a-z]+)\b(?! [a-z])"
)
"""What two of them are called."""

WISH = re.compile(
    r"\bhapp?y (?:belated )?(?:\d+\w\w )?(?:birthday|bday|b-day)\b(?! to (?:me|my))|\bhbd\b|\bmany happy returns\b|生日快乐|生日大快乐|^生快|(?:祝|寿)[^\s]{0,4}(?:福如东海|寿比南山)|生辰快乐"
)
"""A wish for somebody's birthday."""
LATE = re.compile(r"belated|late\b|yesterday|迟到|迟来|补|晚了|昨天|提前|early|advance|就快|预祝")
"""A wish that isn't of the day."""

ASKED = Rarely(
    r"(?:\bwhen|\bwhat|\bwhich|\?|\bremind|remember|forgot|\bis it|\bisn't)[^.!]{0,30}\b(?P<whose>your|ur|his|her|(?:my |our |your )?[a-z]+'?s?) (?:birthday|bday|b-day|dob)\b"
    r"|\b(?P<whose2>your|ur|his|her) (?:birthday|bday|b-day)[^.!]{0,30}\?|\bwhen (?:were|was) (?P<born>you|u|he|she|[a-z]+) born"
    rf"|(?P<zh>[你我]?(?:{_ZKIN})|你|您|他|她)[^\s,，。]{{0,8}}(?:生日|出生|生的)[^\s,，。]{{0,8}}(?:几|哪|什么时候|啥时候|吗|咩|系咪|是不是|来着|[?？])"
    rf"|(?P<zh2>[你我]?(?:{_ZKIN})|你|您|他|她)(?:是)?(?:几号|哪天|几月|什么时候|系咪|是不是)[^\s,，。]{{0,10}}(?:生日|生的|出生)|(?P<zh3>你|您)生日(?:系咪|是|是不是|係咪)?"
    r"|^(?:\W)*(?:生日|bday|birthday)(?:是)?(?:几号|哪天|什么时候|when)?\s*[?？]"
)
"""A question for a birthday."""
NOT_THAT = re.compile(
    r"(?:不是|唔系|唔是|并非|\bnot) ?(?:the )?(?P<day>\x01+|初[一二三四五六七八九十]|廿[一二三四五六七八九]?|十[一二三四五六七八九]?)"
)
"""A day denied in answer."""
THIS_YEAR = re.compile(r"(?:今年|明年|去年|this year|next year|last year)[^\x01]{0,4}$")
"""What stands before the day on which it falls in one year."""

MAYBE = Rarely(
    r"\b(?:been|not(?: even| quite)?|isn't) \w+ (?:on|until|till|til)\b|\w+(?:th|ieth|first) (?:is|falls|was)\b|\bhad (?:the|her|our|my|their|a)\b|(?:dad|mum|mom|grand\w+)[!s ]|welcomed|big \d|过生|庆生|做寿|满[\d一二三四五六七八九]|当上?[爹爸妈爷奶外姥姑舅叔姨]|喜得|喜添|千金|\d(?:st|nd|rd|th) on|birth|bday|b-day|\bborn\b|\bhbd\b|\bturn(?:s|ed|ing)?\b|\bhits?\b|\bdob\b|year of the|happy returns|chinese zodiac|\b(?:i'm|i'll be|is|be|am) \w+(?: years old)?,? (?:on|tomorrow|today|next)\b|\(\d{1,2} |baby|it's a (?:girl|boy)|arrived|put to bed|delivered"
    r"|生日|寿|生辰|出生|出世|生(?:于|在|[啦了咗的嘅快])|属[鼠牛虎兔龙蛇马羊猴鸡狗猪]|岁|身份证|母[女子]平安|卸货"
)
"""What a message about a birthday has."""
