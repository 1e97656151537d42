"""Rules for what one has, in Chinese: pets, belongings and where they are, numbers to reach one by, codes."""

from __future__ import annotations

from zhiji.memory.reading.chinese_rules import END, Rule, rule
from zhiji.memory.reading.chinese_words import ANIMALS, COUNTED, any_of

_PET = (
    rule("pet", rf"把(?:我家|家里)?的?(?P<v>{ANIMALS})送(?:人|走|给[\u4e00-\u9fff]{{1,4}})了{END}", negated=True, dated=True, unless="要|想|没"),
    rule("pet", rf"(?:养了?(?:着|过)?|有|领养了?|收养了?|捡了?|养咗|家里有|领了|抱了|接了)(?P<v>(?:一|1)?{COUNTED}(?:(?![我你他她的了是不养朋人喂撸])[\u4e00-\u9fff]){{0,3}}?{ANIMALS}(?:(?:和|跟|、|还有|,){COUNTED}(?:小)?{ANIMALS}){{0,2}}){END}", unless=r"养过|没|想|要|不|如果|养不|路边|楼下|小区|门口|邻居|公司|动物园|有没有|好像|餐|肉|汤|你|属|冇|有鱼|有鸡|农家|视频"),
    rule("pet", rf"养的(?P<v>(?:一|1)?{COUNTED}(?:小)?{ANIMALS}){END}", explicit=True, unless="不|你"),
    rule("pet", rf"(?:我们?家|我)的?(?P<v>{COUNTED}(?:小)?{ANIMALS})(?:的)?(?:名字)?叫(?P<n>[\u4e00-\u9fff]{{1,4}}?|[a-z]{{2,12}}){END}", mine=True, value=lambda found: f"{found.group('v')}叫{found.group('n')}"),
    rule("pet", rf"(?:没有?|冇|没养|冇养|不养|没在养)(?:养)?(?:任何)?(?P<v>{ANIMALS}){END}", negated=True, unless="吃|做|肉|汤|买"),
    rule("pet", rf"(?:我们?家|我)的?(?P<v>{COUNTED}(?:老)?{ANIMALS})(?:昨天|今天|前天|上周|上个月|刚|前几天|今早)*(?:去世|去了?[喵汪]星|走丢|回[喵汪]星|被车撞死|死)了{END}", mine=True, negated=True, dated=True),
)  # fmt: skip
_OBJECTS = any_of(
    """
    车 汽车 电车 电动车 电瓶车 自行车 单车 山地车 公路车 折叠车 摩托 摩托车 机车 房车 特斯拉 比亚迪 奥迪 宝马 奔驰 本田 丰田 大众 五菱 小鹏 蔚来 理想 思域 相机 单反 微单 胶片机 拍立得 镜头 富士 佳能 尼康 索尼 徕卡 哈苏 大疆 无人机 gopro
    电脑 笔记本 笔记本电脑 台式机 平板 手机 macbook ipad iphone kindle switch ps5 ps4 xbox steamdeck 游戏机 耳机 音响 投影 投影仪 打印机 3d打印机 电视 冰箱 洗衣机 烘干机 洗碗机 扫地机 扫地机器人 咖啡机 烤箱 空气炸锅 面包机 缝纫机
    钢琴 电钢琴 电子琴 吉他 电吉他 尤克里里 小提琴 大提琴 古筝 二胡 琵琶 架子鼓 萨克斯 口琴 帐篷 睡袋 滑雪板 滑板 冲浪板 鱼竿 网球拍 羽毛球拍 跑步机 瑜伽垫 望远镜 显微镜 轮椅 婴儿车 安全座椅 手表 戒指 项链 房子 房 学区房 公寓 车位 商铺 别墅 地 书 行李箱 登山包 背包
    """
)
_MODEL = r"(?:[\u4e00-\u9fff]{1,4})?\s?[a-z]{1,8}[- ]?\d{1,4}[a-z]{0,4}(?:\s?(?:pro|max|plus|mini|ultra|ii|iii|iv|s))*"
_BRANDED = rf"(?:{_OBJECTS}{_OBJECTS}|{_OBJECTS}\s?[a-z0-9]{{1,8}}(?:\s(?:pro|max|plus|mini|ultra))?|{_OBJECTS}|(?:苹果|华为|小米|三星|vivo|oppo|荣耀|一加|红米|索尼|戴尔|联想|惠普|华硕|雅马哈|戴森|松下|海信|任天堂|iphone|ipad|macbook|thinkpad|pixel|galaxy)(?:手机|电脑|平板|耳机|手表|笔记本|电视)?\s?[a-z0-9]{{0,10}}(?:\s(?:pro|max|plus|mini|ultra|air))?)"
_PLAIN = r"(?:汽?车|手机|电脑|单车|自行车|电动车|书|相机|耳机|手表|钢琴|吉他|微信|房|地|背包|电视|冰箱|音响)(?![\u4e00-\u9fff]?[a-z])"
_KEPT = any_of(
    "钥匙 备用钥匙 护照 身份证 户口本 房产证 结婚证 出生证 驾照 存折 合同 租房合同 发票 病历 医保卡 银行卡 存单 保险单 保单 遥控器 充电器 工具箱 药箱 急救箱 行李箱 雨伞 相册 证件 毕业证 学位证 车钥匙 说明书 保修卡 书 那箱书 箱子 吉他 自行车 单车 行李"
)
_SPOT = r"(?:(?![我你他她了是不去来呢吗]).){1,12}?(?:里面?|里头|上面?|下面?|底下|抽屉|柜子?|盒子?|夹层|包里|后面|旁边|中间|房间|书房|客厅|卧室|门口|储物间|车库|阳台|玄关|那儿|那里|家|办公室|格|层|隔层|袋|盆|罐|前台|工位|后备箱|副驾|床头|床底|桌上|冰箱)"
_POSSESSION = (
    rule("possession", rf"(?:新?买了?|入手了?|提了|换了|收了|刚买|添了|入了)(?:一|新)*(?:[台辆个只把部套双块副支张架款件条])?(?P<v>(?:二手|新|黑色|白色|红色|旧)?(?:的)?{_BRANDED}){END}", dated=True, unless="想|要|没|不|打算|帮|给你|送你|买车票|买书|准备|该|如果|换了手机号|建议|别"),
    rule("possession", rf"(?:现在|一直|平时|主要|在)*(?:用|开|骑|穿|背|弹|戴)(?:的)?(?:是|系)?(?:一?[台辆个只把部])?(?!{_PLAIN})(?P<v>{_BRANDED}|{_MODEL}){END}", unless="别|要|想|不|帮|给|怎么|你|可以|电话|不用|开(?:车|房|公寓)$|(?:用|骑|开|背)(?:手机|电脑|车|单车|自行车|书)$|没|建议|请"),
    rule("possession", rf"有(?:一|两|三|\d)?(?:[台辆个只把部套双块副架])?(?P<v>(?:[\u4e00-\u9fff]{{1,3}}牌?)?{_OBJECTS}){END}", explicit=True, unless="没|冇|有没有|只有|有房子?住|如果|要是|有车(?:来|去|吗)|你|有地|有书|想"),
    rule("possession", rf"(?:那|的|这|之前那|以前那|原来那|老)?(?:[台辆个只把部套双块副架])?(?P<v>(?:旧|老|二手)?{_BRANDED})(?:已经|早|刚|昨天|上周|上个月|去年|前天)*(?:出|卖|卖掉|丢|送人|转手|报废|出掉|出给.{{1,4}})了{END}", negated=True, explicit=True, dated=True, unless="没|不|要|想|出了(?:点|个)?问题|出问题|手机丢|书丢|车丢"),
    rule("possession", rf"(?:卖了|卖掉了|把)(?P<v>{_OBJECTS})(?:卖|卖掉|出|出掉|转手|送人)?了?{END}", negated=True, explicit=True, dated=True, unless="没|不|要|想|借|修|洗|停|带|还|开走|丢三|书", ),
    rule("possession", rf"(?P<v>(?:备用)?{_KEPT})(?:我|都|还|就|一直|我给你)?(?:放|存|收|藏|锁|压|挂|落|寄存|搁)(?:在|到|喺|了)?(?P<w>{_SPOT}){END}", value=lambda found: f"{found.group('v')}:{found.group('w')}", unless="请|别|麻烦|帮我|记得|要放|不要|可以|哪|取|回头|明天|等下|待会|先放"),
    rule("possession", rf"(?P<v>(?:备用)?{_KEPT})(?:都|还|就|一直)?在(?P<w>{_SPOT}){END}", value=lambda found: f"{found.group('v')}:{found.group('w')}", unless="请|别|哪|不在|是不是"),
    rule("possession", r"(?P<y>你(?:的|那|之前那)?)(?P<v>(?:[一两几]?(?:箱|包|台|辆|把|本|个|件|双|袋|堆|套))?(?:[\u4e00-\u9fff]{1,6}?))(?:还|都|先|一直|就)?(?:放|存|落|搁|寄存|留|忘)(?:在|喺)?我(?:这儿?|这里|家|屋企|车上|办公室|宿舍|度|呢度)", unless="吗|要不|可以|想|请|如果", value=lambda found: found.group("v")),
    rule("possession", r"车牌号?(?:是|系|:|：)?\s?(?P<v>[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-z]·?[a-z0-9]{5,6})"),
)  # fmt: skip
_TO_REACH = r"(?:我|已经|刚|是|系|为|换成了?|改成了?|换了?|改了?|变成了?|:|：|\s|给你|发你|就|新的?|现在)*"
_CONTACT = (
    rule("contact", across=True, pattern=rf"(?:新的?|联系|办公室?|家里?|工作|私人|备用|固定|国内|英国|香港)*(?:电话|手机|手机号码?|号码|号|电话号码|联系方式|座机|tel|whatsapp|分机|热线)(?:号码?)?{_TO_REACH}(?P<v>\+?\d[\d \-()]{{4,18}}\d)(?!\d)", unless="订单|单号|运单|快递单|身份证|车牌|银行卡|卡号|工号|学号|座位|房号|航班|病历|准考|编号|群号|会议号|期号|比分"),
    rule("contact", across=True, pattern=r"(?:打|拨|call)(?:我|他|她|这个)?(?:新?(?:电话|手机|号))?\s?(?P<v>\+?\d[\d \-]{6,16}\d)(?!\d)"),
    rule("contact", across=True, pattern=rf"(?:微信号?|wechat|wx|vx|v信|qq号?|telegram|tg|line(?:\s?id)?|ins(?:tagram)?|ig|skype|whatsapp|小红书号?|微博|钉钉|飞书)\s?(?:id|账号|帐号|名)?{_TO_REACH}@?(?P<v>[a-z0-9][a-z0-9_.\-]{{4,30}})", unless="群|扫|转账|付款|发我|密码|登录|聊"),
    rule("contact", across=True, pattern=r"(?:工作|私人|公司|新)*(?:邮箱|邮件|email|e-mail|mail|gmail)?(?:地址|账号)?(?:是|系|换成了?|改成了?|:|：|\s|给你)*(?P<v>[a-z0-9][a-z0-9_.+-]{0,40}@[a-z0-9-]{1,30}(?:\.[a-z0-9-]{1,20}){1,3})", unless="密码|登录"),
)  # fmt: skip
_CODE = (
    rule("code", across=True, pattern=rf"(?P<w>(?:(?![我你他她的了是把在])[\u4e00-\u9fffa-z0-9]){{1,10}}?)?(?:的)?(?:密码|门禁码|开门码|口令|pin码|pin|暗号|锁码|password)(?:锁)?(?:我|已经|刚)?{_TO_REACH}[\"“「'’]?(?P<v>[a-z0-9#*@!][a-z0-9#*@!_.\-&$%]{{2,24}})", unless="验证码|取件|快递|错|不对|忘|几位|重置|旧|原来|之前是|\\d位"),
    rule("code", across=True, pattern=rf"(?P<w>(?:(?![我你他她的了是])[\u4e00-\u9fff]){{0,6}}?(?:门禁|门锁|大门|单元门|保险箱|保险柜|密码锁|智能锁|wi-?fi|行李箱锁?)){_TO_REACH}(?:码|按|输)?[\"“「]?(?P<v>[#*]?[a-z0-9][a-z0-9#*\-]{{3,20}})", unless="坏|修|验证码|不|没|忘"),
    rule("code", across=True, pattern=rf"(?P<w>(?:(?![我你他她的了是把在])[\u4e00-\u9fffa-z0-9]){{1,10}}?)(?:的)?密码(?:就?是|改成了?|换成了?|还是)(?P<v>(?:[\u4e00-\u9fff]{{1,6}}(?:生日|全拼|拼音|首字母|手机号后[四六]位|后[四六]位)(?:倒过来|反过来)?)){END}"),
)  # fmt: skip
THINGS: tuple[Rule, ...] = (*_CODE, *_CONTACT, *_PET, *_POSSESSION)
