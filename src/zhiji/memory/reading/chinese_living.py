"""Rules for where and how one lives, in Chinese: home, job, employer, school, where one was, what one speaks."""

from __future__ import annotations

from zhiji.memory.reading.chinese_places import KNOWN_PLACE, PLACE, SIGHT
from zhiji.memory.reading.chinese_rules import END, Rule, rule
from zhiji.memory.reading.chinese_words import LANGUAGES
from zhiji.memory.reading.chinese_work import DEGREE, FIELD, GRADE, HOUSE, HOUSE_NAME, MAJOR, SCHOOL, TRADE

_PASSING = r"以前|之前|曾经|过去|那时|小时候|当年|出差|旅游|旅行|度假|酒店|宾馆|民宿|机场|高铁|开会|转机|路上|几天|两天|一晚|两晚|一天|一周|暂住|借住|蹭住|医院|住院|玩"
_MOVED = r"(?:住在?|住到|住喺|搬家?(?:到|来|去|进|回|了去|了到|了来|咗去|咗嚟|咗到)了?|定居在?|定居到|落户在?|落户到|安家在?|常驻|常住|嫁到|移民到?了?|移居到?|长住|租住在|住回|租在|租到)"
_HOW_LONG = (
    r"(?:(?:快|有|已经)?(?:[一二两三四五六七八九十半几好\d]{1,3}个?(?:多)?[年月]多?|好多年|很久|大半年))?"
)

_HOME = (
    rule(
        "home",
        rf"{_MOVED}了?\s?(?:老家)?(?P<v>{PLACE})(?:住|住了)?{_HOW_LONG}{END}",
        unless=_PASSING,
        dated=True,
    ),
    rule(
        "home",
        rf"{_MOVED}(?P<v>(?:你|我)?(?:KIN)?那个小区){END}".replace("KIN", "(?!的)[\u4e00-\u9fff]{1,2}"),
        dated=True,
    ),
    rule("home", rf"(?:坐标\s?|base\s?在?\s?|家在|家住|屋企喺)(?P<v>{PLACE}的?){END}", unless="老家"),
    rule(
        "home",
        rf"在(?P<v>{KNOWN_PLACE})(?:租了?(?:个|间|套)?.{{0,4}}房子?|定居|生活|安了?家|住){_HOW_LONG}{END}",
        unless=_PASSING,
        dated=True,
    ),
    rule(
        "home",
        rf"(?:我们?家|咱们?家|俺家|我屋企|我租的房子|我们租的房子|我新家|新家)(?:就|现在|也)?(?:在|住|喺)(?P<v>{PLACE}){END}",
        mine=True,
        unless="老家",
    ),
    rule("home", rf"(?:不住|不再住|冇住|没住)(?:(?<!现)在|喺)?(?P<v>{PLACE}){END}", negated=True),
    rule(
        "home",
        rf"(?:早就?)?从(?P<v>{PLACE})(?:搬走|搬出来|搬出去|搬出|搬离|搬回来){END}",
        negated=True,
        dated=True,
    ),
    rule(
        "home",
        rf"(?:已经|早就?)?不在(?P<v>{KNOWN_PLACE})(?:住)?了{END}",
        negated=True,
        explicit=True,
        dated=True,
        unless="今天|这两天|这周",
    ),
    rule("home", rf"(?:搬离|离开)了?(?P<v>{KNOWN_PLACE})了{END}", negated=True, dated=True),
    rule(
        "home",
        rf"(?:房子?|公寓|屋)(?:都|已经|也)?(?:租|找|定)(?:好|到|下来?)了\s(?P<v>{PLACE}){END}",
        dated=True,
    ),
    rule(
        "home",
        r"(?:我家|家里|家庭|新家|我的|住址|新|宿舍)*(?:地址|住址)(?:给你|发你|发给你|是|:|：|改成了?|\s)*(?P<v>(?=[^\n]{0,50}\d)[^\n?？!！。]{6,60})",
        across=True,
        unless="公司地址|单位地址|快递|收货|门店|餐厅|饭店|酒店|会议|活动|网址|邮箱|ip|店地址|发我|地址发|地址呢",
    ),
    rule("home", rf"租了?(?:个|间|套)?(?:房子?|公寓)?在(?P<v>{PLACE}){END}", dated=True),
)
_OPENING = r"(?:[小大一二三四五]?(?:咖啡|奶茶|面包|蛋糕|花|书|理发|美甲|火锅|烧烤|面|饭|水果|药|服装|宠物|文具|五金|小吃|早餐|甜品|杂货|母婴|眼镜|健身|网|淘宝|玩具|烘焙)(?:店|馆|房|坊|摊)|[\u4e00-\u9fff]{0,4}(?:公司|工作室|诊所|民宿|超市|便利店|餐馆|餐厅|饭店|饭馆|茶馆|工厂|酒吧|瑜伽馆|健身房|律所|店)|小卖部|棋牌室|台球厅|网吧|快递站|驿站|修车铺|修理厂|美容院|养生馆|托管班|幼儿园|烧烤摊|家政公司|农家乐|果园|养殖场|鱼塘)"
_QUALIFIED = r"(?:(?![我你他她的了是在不])[\u4e00-\u9fff]){0,4}?"
_JOB = (
    rule("job", rf"(?P<v>(?:在{KNOWN_PLACE})?(?:(?:一个?月|每个?月|一年)(?:能)?(?:挣|赚|拿)|(?:月薪|年薪|月入)(?:是|有)?)[\d一二三四五六七八九十百千万两几多kw.]{{1,6}}){END}", explicit=True, unless="想|要是|如果|能不能"),
    rule("job", rf"拿到?了?(?:[\u4e00-\u9fff]{{0,6}}的)?(?P<v>工签|工作签证|绿卡|永居|蓝卡|公民){END}", dated=True, unless="没|想|等|要"),
    rule(
        "job",
        rf"(?:是(?:做|当|干)?|当上?了?|(?:做|当)了?(?:[一二两三四五六七八九十几\d]+多?年的?)?|系|转行做|转行当|改行做|改行当|转做|做返)(?:一?[个名位]|了)?(?:(?:(?![我你他她])[\u4e00-\u9fff]){{2,8}}的)?(?P<v>{_QUALIFIED}{TRADE}){END}",
        unless=r"怎么当|当时|(?:讨厌|喜欢|爱|找|约|问|看|认识)的?.{0,4}$|不是",
    ),
    rule("job", rf"(?:职业|工作|职务|岗位|职位|本职)(?:就?是|系|:|：)(?P<v>(?:(?![我你他她是了]).){{2,10}}?){END}", unless="不是"),
    rule("job", rf"(?:是|在)?(?:转岗|转行)?(?:做|干|搞|从事|转做|改做)(?P<v>{FIELD}(?:开发|设计|运营|管理|师)?)(?:工作|行业|这行|这块|方面)?的{END}"),
    rule("job", rf"在?(?:转岗|转行)?(?:做|干|搞|从事|转做|改做|转行做)(?P<v>{FIELD})(?:工作|行业|这行|这块|岗)?{END}", unless="想|作业|家里|给你|帮"),
    rule("job", rf"(?:是)?(?P<v>送(?:快递|外卖|货)|开(?:大车|卡车|校车|出租车?|网约车|滴滴|货车|公交|大巴)|跑(?:滴滴|网约车|外卖|货运)|教(?:(?:小学|初中|高中|中学|大学)(?:数学|语文|英语|物理|化学|历史|地理|生物|政治|体育|音乐|美术)|书|小学|初中|高中|中学|钢琴|英语|数学|语文|瑜伽|画画|体育|舞蹈|物理|化学|历史))的?{END}", explicit=True, unless="帮|等|叫"),
    rule("job", rf"(?P<v>(?:升|提拔|晋升|提)(?:了|为|成|到|做|任|职)*{_QUALIFIED}{TRADE}){END}", dated=True),
    rule("job", rf"(?:被)?(?:调|转|派|借调|换)(?:岗|任)?(?:去|到|往)了?(?P<v>(?:(?![我你他她的了是])[\u4e00-\u9fffa-z0-9]){{1,8}}(?:部|组|中心|分公司|总部|分行|支行|科|处|分部|事业部|办事处|team)){END}", dated=True),
    rule("job", rf"(?:公司|单位|组织|老板|领导|学校|医院)(?:要|会|把)?(?P<v>派我(?:去|到){PLACE}(?:\s?(?:[一二两三半\d]+年|[一二两三四五六七八九十\d]+个月))?){END}", mine=True, dated=True),
    rule("job", rf"(?P<v>退休|失业|待业|下岗|内退)(?:在家|中)?(?:了|在家|中|啦|喇|(?=半年|[一二两三四五大\d]{{1,2}}个?[年月])){_HOW_LONG}{END}", value=lambda found: found.group("v"), dated=True, unless="等我|快要|就要"),
    rule("job", rf"(?:是|做|改做|转|在做)?(?P<v>自由职业(?:者)?|freelance(?:r)?|全职(?:妈妈|太太|主妇|爸爸|奶爸|带娃)|家庭主妇|在家带(?:娃|孩子)|灵活就业){END}", dated=True),
    rule("job", rf"(?:考上|考到|上岸|当上)(?:了)?(?P<v>公务员|教师编|事业编|编制|选调生|国考|省考){END}", dated=True),
    rule("job", rf"(?:自己)?(?P<v>开(?:了|着|咗|返)?(?:一?[家间个])?{_OPENING}){END}", unless="旁边|楼下|新开|附近|门口|刚开门|开门|开会", explicit=True, dated=True),
)  # fmt: skip
_NOT_HOUSE = r"(?:[\u4e00-\u9fff]{1,3}上|家|外面|外地|国外|国内|这里|这边|那边|那里|公司|单位|办公室|线上|远程|地里|工地|楼下|一起|老家|店里|厂里|学校|网上)"
_HOUSE = rf"(?!{_NOT_HOUSE}(?:上班|工作|实习|打工|做|干|了|报))(?!{KNOWN_PLACE}(?:上班|工作|打工|实习|做|干))"
_ANY_HOUSE = rf"{_HOUSE}(?P<v>(?:(?![我你他她的了是不])[\u4e00-\u9fffa-z0-9 &'.-]){{2,16}}?)"
_EMPLOYER = (
    rule("employer", rf"拿到?了?(?P<v>{HOUSE_NAME})(?:的)?\s?offer了?{END}", dated=True, unless="想|要是|没"),
    rule(
        "employer",
        rf"(?:(?<!现)在|喺)(?:一家|一间)?{_ANY_HOUSE}(?:那边)?(?:上班|工作|任职|就职|供职|打工|实习|返工|干了?(?=[一二两三四五六七八九十半\d好])|做事|当{TRADE}|做{TRADE}|做{FIELD}){_HOW_LONG}{END}",
        unless="以前|之前|曾经|年轻的?时候|在家",
        dated=True,
    ),
    rule("employer", rf"(?:公司|单位|东家|工作单位|单位名称)(?:就?是|叫做?|系|换成了?)(?P<v>(?:(?![我你他她的了是]).){{2,16}}?){END}", unless="不是|什么"),
    rule("employer", rf"(?:就职|任职|供职|效力)于(?P<v>(?:(?![我你他她的了是]).){{2,16}}?){END}"),
    rule("employer", rf"(?:跳槽?|跳)(?:到|去|来)了?(?P<v>{HOUSE}|(?:(?![我你他她的了是])[\u4e00-\u9fffa-z0-9]){{2,8}}?)(?:了|上班|工作|做{FIELD}|当{TRADE}){END}", unless="跳舞|跳绳|跳楼|跳水", dated=True),
    rule("employer", rf"(?:入职了?|加入了?|进了|签了|被(?=.{{2,16}}(?:录用|录取|挖)))(?P<v>{HOUSE})(?:录用|录取|挖走|挖|工作|上班)?{END}", unless="群|会员|加入购物车|进了医院|进了(?:急诊|icu)|保险|学|联通", dated=True),
    rule("employer", rf"(?:去|到)(?P<v>{HOUSE}|(?:(?![我你他她的了是])[\u4e00-\u9fffa-z0-9]){{2,8}}?)(?:报到|入职|上班)(?:了|做{FIELD}|当{TRADE})?{END}", unless=r"(?:坐|开车|骑车|走路|地铁).{0,4}去|去上班|学校|大学|学院|公司|单位|办公室", dated=True),
    rule("employer", rf"(?:已经|早就?)?不在{_HOUSE}(?P<v>{HOUSE})(?:了|干了|做了|上班了|工作了){END}", negated=True, dated=True, unless="医院|学校|超市|健身房|机场|酒店|图书馆|餐厅"),
    rule("employer", rf"从(?P<v>{HOUSE}|(?:(?![我你他她的了是])[\u4e00-\u9fffa-z0-9]){{2,8}}?)(?:离职|辞职|裸辞|跳槽|跳出来|辞出来|离开){END}", negated=True, dated=True),
    rule("employer", rf"(?:现在|而家|如今|目前)(?:在|去了|喺)(?!星巴克|麦当劳|肯德基|优衣库|宜家|沃尔玛|山姆|盒马|微信|淘宝|抖音|小红书|微博|知乎)(?P<v>{HOUSE_NAME})(?:那边)?{END}"),
    rule("employer", rf"从(?P<v>{HOUSE_NAME})(?:出来|走|跑路|撤|毕业)了{END}", negated=True, dated=True, explicit=True),
    rule("employer", rf"不是(?P<v>{HOUSE_NAME})(?:了|啦|喇){END}", negated=True),
    rule("employer", rf"离开了?(?!公司|单位|工厂|机构)(?P<v>{HOUSE})了?{END}", negated=True, dated=True, unless="医院|学校|酒店|机场|餐厅|超市"),
    rule("employer", rf"(?P<v>离职|辞职|裸辞)(?:手续.{{0,4}}?(?:办完|办好|搞定)|申请.{{0,3}}?批(?:下来|准))?了{END}", negated=True, dated=True, unless="不|没|别|想|要|同事"),
    rule("employer", likely=True, pattern=rf"(?P<v>被(?:公司)?(?:裁|优化|裁员|炒|辞退|开除|炒鱿鱼))(?:掉)?了{END}", negated=True, dated=True, unless="差点|没"),
)  # fmt: skip
_SCHOOL = (
    rule("school", rf"(?:在|去)\s?(?P<v>(?:{KNOWN_PLACE}|[a-z]{{3,14}})\s?(?:读|念|学){MAJOR}){END}", dated=True, unless="想|打算|自学"),
    rule("school", rf"(?:考上|考到)了?(?P<v>研)了?{END}", dated=True),
    rule("school", rf"(?:在|喺|去|到|来)(?P<v>{KNOWN_PLACE}(?:读|念)(?:书|研究生|研|博士?|本科|高中|大学|硕士?|预科|语言班|语言学校)){END}", dated=True, unless="想|打算|要不|如果"),
    rule("school", rf"(?:考上|考到)了?(?P<v>研究生|博士|大学|高中|重点(?:高中|大学)?|公办|本科){END}", dated=True, unless="要|想|等"),
    rule("school", rf"(?P<v>(?:大|研|博)[一二三四五]|高[一二三]|初[一二三]){END}", explicit=True, unless="的时候|那年|时|等|要"),
    rule("school", rf"(?:在|喺|去|到|来)(?P<v>{SCHOOL})(?:上学|读书|念书|读研究?生?|念研|读博士?|读本科|读硕士?|读master|读phd|读mba|交换|留学|进修|读{MAJOR}|学{MAJOR}|念{MAJOR}|上{GRADE}){END}", dated=True),
    rule("school", rf"(?:考上|考进|录取到|录到|考入|保研到?|转学到|转到|入读|升入|上的?是?|读的?是?|念的?是?)了?(?P<v>{SCHOOL})(?:{MAJOR})?(?:专业|系)?(?:了)?{END}", dated=True, unless="要上|想"),
    rule("school", rf"(?:被|拿到了?|收到了?)(?P<v>{SCHOOL})(?:的)?(?:{MAJOR})?(?:录取|offer|通知书|录取通知书){END}", dated=True),
    rule("school", rf"(?P<v>{SCHOOL})\s?(?:读|念|学|修)(?:的)?{MAJOR}{END}", dated=True, value=lambda found: found.group().strip()),
    rule("school", rf"(?:毕业于|毕业的?学校是|母校是|学校是)(?P<v>{SCHOOL}){END}"),
    rule("school", rf"(?:是)?(?P<v>{SCHOOL})(?:{MAJOR})?(?:系|专业)?毕业的?{END}"),
    rule("school", rf"(?:读|念|学|主修|攻读|修)(?:的是?)?(?P<v>{MAJOR}(?:与?{MAJOR})?)(?:专业|系)?的?(?:\s?(?:phd|博士|硕士|本科|研究生)?{GRADE})?{END}", unless="想学|要学|打算|自学|开始学|帮|学车|教我|学会|去看|不学|学历史书"),
    rule("school", rf"(?:专业|major)(?:是|系)\s?(?P<v>{MAJOR}|(?:(?![我你他她了是])[\u4e00-\u9fff]){{2,8}}?)的?{END}"),
    rule("school", rf"(?:上|读|念|升)(?P<v>{GRADE})(?:了|啦){END}", dated=True),
    rule("school", rf"(?:上|读|念|在读|正读|在上|是|才|刚)着?(?P<v>{GRADE}|(?:(?:大|高|初|研|博)[一二三四五]|[一二三四五六]年级|(?:小|中|大)班|学前班|幼儿园|phd|在读博士|在读硕士)){END}", unless="要上|想|不用上", explicit=True),
    rule("school", r"(?P<v>(?:大|高|研|博|初)[一二三四五]|[一二三四五六]年级)(?:在读|学生|了|啦)(?:\s|$)", explicit=True),
    rule("school", rf"(?:学历|最高学历)(?:是|:|：|有)(?P<v>{DEGREE})(?:毕业|学历)?{END}"),
    rule("school", rf"(?:读|念)(?:的是|到)了?(?P<v>{DEGREE}){END}", explicit=True, unless="想"),
    rule("school", rf"(?:是|就)?(?P<v>{DEGREE})(?:学历|毕业){END}", explicit=True, unless="等|快|要|后"),
    rule("school", rf"有(?:一?个)?(?P<v>硕士|博士|本科|学士)(?:学位|文凭){END}", explicit=True),
)  # fmt: skip
_BEEN = r"(?:去|到|来|飞|回|跑|爬|登|玩|返)"
_BEEN_TO = (
    rule("been_to", rf"在(?P<v>{KNOWN_PLACE})(?:待|玩|住|旅居|旅游|徒步)了(?:[一二两三四五六七八九十几半\d]+个?[天周月年]|半年){END}", unless="想|要", dated=True),
    rule("been_to", rf"(?:去|到)了(?:[一两二三四五六七八九十\d]+次)(?P<v>{SIGHT}){END}", unless="没|想|要"),
    rule("been_to", rf"(?:爬|逛|玩|走)完了?(?P<v>{KNOWN_PLACE}){END}", dated=True),
    rule("been_to", rf"(?:从来?|还|一次|都|也|一直|至今)*没有?(?P<v>出过国|出过省){END}", negated=True),
    rule("been_to", rf"(?:去|到|来|爬|登|上|逛|玩|跑)过(?:一次|两次|几次|好几次|好多次|三次)?(?P<v>{SIGHT}(?:(?:和|跟|、|还有){SIGHT}){{0,4}}){END}", several=True, unless="没|冇|未"),
    rule("been_to", rf"(?:去|到|来|爬|登|逛)过(?P<v>{KNOWN_PLACE})(?:一次|两次|几次|好几次|好多次|三次|[\d]+次|出差|旅游|玩){END}", unless="没|冇|未"),
    rule("been_to", rf"(?P<v>{SIGHT})(?:我)?(?:都|也|早就|已经|倒是|大学|小时候)?{_BEEN}过(?:了|啦)?(?:一次|两次|几次|好几次|好多次|三次|[\d]+次|一趟|两趟)?{END}", unless="没|冇|未", needs="[过没未冇]"),
    rule("been_to", rf"(?:去|到|飞)了(?:一趟|趟)?(?P<v>{KNOWN_PLACE})(?:玩|旅游|旅行|出差|度蜜月|自驾|爬山|滑雪|潜水|看演唱会|看展|徒步)?(?:了|一趟|一圈|[一二两三四五六七八九十\d]+[天周]|一个月|半个月)?{END}", unless="要|想|打算|上学|读|工作", dated=True),
    rule("been_to", rf"(?:刚|刚刚|才|前两天|昨天|前天|昨晚|今早|上周|上个月)+从(?P<v>{KNOWN_PLACE})(?:玩|旅游|出差|度假|旅行)?(?:完)?(?:回来|返嚟|回到){END}", unless="明天|后天|要|想|老家", dated=True),
    rule("been_to", rf"(?:还有)?去(?:的是?)(?P<v>{KNOWN_PLACE}){END}", unless="想|要|明年|下", dated=True),
    rule("been_to", rf"(?:从来?|还|一次|都|也|一直|至今|根本|到现在)*(?:没有?|冇|未)(?:去|到|来|爬|登|踏进|踏足)(?:去)?过(?P<v>{SIGHT}(?:(?:和|跟|、){SIGHT}){{0,4}}){END}", negated=True, several=True),
    rule("been_to", rf"(?P<v>{SIGHT})(?:我)?(?:从来?|还|一次|都|也|一直|至今|根本|到现在)*(?:没有?|冇|未)(?:去|到|来|爬|登|踏进|踏足)(?:去)?过?{END}", negated=True, unless="没去成|没到(?:家|呢)|今天|昨天|还没到", needs="[过没未冇]"),
)  # fmt: skip
_LANGUAGE = (
    rule("language", rf"(?P<v>(?:雅思|托福|英语六级|英语四级|六级|四级|专八|专四|hsk\s?\d?|jlpt|日语n[1-5]|n[1-5]|gre)(?:这次|终于|总算|也)?(?:(?:考|拿|考到|拿到|刷到)了?\s?\d(?:\.\d)?\d{{0,2}}分?|(?:考)?过了|考过了|\d(?:\.\d)?分?过了)){END}", unless="目标|想|要考|没|不|你|如果|才能|必须"),
    rule("language", rf"(?:会|能|识|识得|懂|听得懂|学会了?|能用)(?:一?点儿?|些|几句)?(?:讲|说|听|写)?(?:一?点儿?|些|几句|少少|一口流利的)?(?P<v>{LANGUAGES}(?:(?:和|跟|、|还有|也会){LANGUAGES}){{0,3}})(?!的[\u4e00-\u9fff])", several=True, unless="不会|唔识|不能|唔会|要会|不懂|会不会|你会"),
    rule("language", rf"(?:讲|说)(?P<v>{LANGUAGES})(?:的|长大的)?{END}", explicit=True, unless="用|要|让|别|不|唔|请|你|帮|来|跟我|教"),
    rule("language", rf"(?:在|正在|开始|自)(?P<v>(?:学|学习|练|自学)了?(?:[一两三半几\d]+[年个月]+)?{LANGUAGES}){END}", unless="想", dated=True),
    rule("language", rf"(?:学|学习|练)了?(?:[一二两三四五半几\d]+个?[年月]多?的?)(?P<v>{LANGUAGES}){END}", unless="想"),
    rule("language", rf"母语(?:是|系)(?P<v>{LANGUAGES})", several=True),
    rule("language", rf"(?P<v>{LANGUAGES})(?:是母语|很?流利|很好|不错|还可以|还行|说得(?:很好|不错|很溜|很流利)|能交流|能沟通|够用|过了?(?:n[1-5]|专八|专四|六级|四级|[ab c][12])|(?:n[1-5]|专八|六级|[abc][12])(?:水平)?){END}", unless="你|不|没"),
    rule("language", rf"(?:不会|唔识|不懂|唔会)(?:讲|说|听|写)?(?P<v>{LANGUAGES}){END}", negated=True),
)  # fmt: skip
LIVING: tuple[Rule, ...] = (*_HOME, *_EMPLOYER, *_SCHOOL, *_JOB, *_BEEN_TO, *_LANGUAGE)
