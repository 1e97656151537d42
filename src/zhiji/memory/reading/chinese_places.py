"""Places that are called by name in Chinese chats, as far as one must know them to be sure; the rest is known by its end."""

from __future__ import annotations

from zhiji.memory.reading.chinese_words import any_of

_CHINA = """
北京 上海 天津 重庆 广州 深圳 杭州 南京 苏州 成都 武汉 西安 长沙 郑州 青岛 宁波 厦门 福州 合肥 济南 无锡 大连 沈阳 哈尔滨 长春 昆明 贵阳 南宁 南昌 太原 石家庄 兰州 西宁 银川 乌鲁木齐 拉萨 呼和浩特 海口 三亚 珠海 佛山 东莞 中山 惠州
江门 汕头 潮州 揭阳 湛江 茂名 肇庆 清远 韶关 梅州 河源 阳江 温州 绍兴 嘉兴 湖州 金华 义乌 台州 丽水 衢州 舟山 常州 南通 扬州 镇江 泰州 盐城 徐州 淮安 连云港 宿迁 昆山 常熟 张家港 江阴 芜湖 马鞍山 安庆 黄山 蚌埠 阜阳 泉州 漳州 莆田 龙岩 三明 宁德
赣州 九江 景德镇 上饶 宜春 烟台 威海 潍坊 淄博 临沂 济宁 泰安 日照 德州 聊城 洛阳 开封 南阳 新乡 安阳 信阳 宜昌 襄阳 荆州 黄冈 十堰 恩施 株洲 湘潭 衡阳 岳阳 常德 张家界 凤凰 桂林 柳州 北海 阳朔 遵义 大理 丽江 香格里拉 西双版纳 腾冲 乐山 绵阳 宜宾
九寨沟 稻城 川西 林芝 日喀则 敦煌 嘉峪关 张掖 天水 喀什 伊犁 吐鲁番 包头 鄂尔多斯 呼伦贝尔 大同 平遥 保定 唐山 秦皇岛 北戴河 邯郸 廊坊 吉林 延吉 丹东 鞍山 齐齐哈尔 漠河 牡丹江 宝鸡 咸阳 延安 汉中 雄安
河北 山西 辽宁 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 内蒙 广西 西藏 宁夏 新疆 香港 澳门 台北 高雄 台中 台南 花莲 垦丁 九龙 沙田 旺角 尖沙咀
长三角 珠三角 东北 西北 江南 泰山 华山 衡山 嵩山 恒山 峨眉山 庐山 长白山 武当山 五台山 普陀山 雁荡山 青城山 三清山 玉龙雪山 珠峰 西湖 千岛湖 青海湖 洱海 泸沽湖 长城 故宫 兵马俑 布达拉宫 莫高窟 乌镇 西塘 周庄 鼓浪屿 涠洲岛 黄龙 三峡 都江堰 喀纳斯 冈仁波齐
"""
_DISTRICTS = """
浦东 浦西 静安 徐汇 黄浦 长宁 普陀 虹口 杨浦 闵行 宝山 嘉定 松江 青浦 奉贤 金山 崇明 五角场 陆家嘴 张江 徐家汇 莘庄 古北 七宝 临港 虹桥 朝阳 海淀 东城 西城 丰台 石景山 通州 大兴 昌平 顺义 望京 国贸 中关村 回龙观 天通苑 亦庄 五道口 三里屯
天河 越秀 海珠 番禺 白云 荔湾 黄埔 南沙 福田 南山 罗湖 宝安 龙岗 龙华 前海 蛇口 余杭 滨江 萧山 拱墅 上城 下沙 西湖区 临平 富阳 未来科技城 鼓楼 玄武 秦淮 建邺 江宁 栖霞 浦口 姑苏 相城 吴中 园区 武侯 锦江 青羊 高新区 天府 双流 郫都 江汉 武昌 汉口 汉阳 光谷
雁塔 碑林 曲江 未央 岳麓 鄞州 海曙 江北 渝中 渝北 沙坪坝 南岸 思明 湖里 集美 和平区 南开 河西 市南 市北 崂山 宿舍 校外 校内 城中村 郊区 市区 市中心 乡下 农村 县城
元朗 大埔 屯门 荃湾 葵涌 观塘 将军澳 天水围 上水 粉岭 西贡 北角 铜锣湾 湾仔 中环 上环 西环 坚尼地城 深水埗 油麻地 红磡 黄大仙 钻石山 太古 鲗鱼涌 柴湾 筲箕湾 青衣 东涌 九龙塘 大围 氹仔 中坜 板桥 新北 桃园 新竹
"""
_WORLD = """
英国 美国 加拿大 澳大利亚 澳洲 新西兰 爱尔兰 苏格兰 威尔士 英格兰 法国 德国 意大利 西班牙 葡萄牙 荷兰 比利时 瑞士 瑞典 挪威 丹麦 芬兰 冰岛 奥地利 捷克 波兰 匈牙利 希腊 土耳其 俄罗斯 乌克兰 克罗地亚 罗马尼亚 日本 韩国 朝鲜 新加坡 马来西亚 泰国 越南 柬埔寨 老挝 缅甸
菲律宾 印尼 印度尼西亚 印度 尼泊尔 不丹 斯里兰卡 孟加拉 巴基斯坦 伊朗 伊拉克 以色列 约旦 阿联酋 迪拜 卡塔尔 沙特 埃及 摩洛哥 南非 肯尼亚 坦桑尼亚 埃塞俄比亚 毛里求斯 马尔代夫 塞舌尔 墨西哥 古巴 巴西 阿根廷 智利 秘鲁 哥伦比亚 玻利维亚 厄瓜多尔 蒙古 哈萨克斯坦 乌兹别克斯坦 格鲁吉亚 塞尔维亚
欧洲 非洲 南美 北美 北欧 东南亚 中东 南极 北极 东欧 西欧 伦敦 曼彻斯特 爱丁堡 布里斯托 布里斯托尔 利兹 伯明翰 利物浦 剑桥 牛津 格拉斯哥 谢菲尔德 诺丁汉 巴斯 约克 纽卡斯尔 卡迪夫 都柏林 巴黎 里昂 马赛 尼斯 柏林 慕尼黑 汉堡 法兰克福 科隆 罗马 米兰 威尼斯 佛罗伦萨 巴塞罗那 马德里 里斯本
阿姆斯特丹 布鲁塞尔 苏黎世 日内瓦 维也纳 布拉格 华沙 布达佩斯 雅典 圣托里尼 伊斯坦布尔 莫斯科 圣彼得堡 赫尔辛基 斯德哥尔摩 哥本哈根 奥斯陆 雷克雅未克 纽约 波士顿 华盛顿 芝加哥 洛杉矶 旧金山 湾区 西雅图 休斯顿 达拉斯 奥斯汀 迈阿密 费城 拉斯维加斯 圣地亚哥 夏威夷 多伦多 温哥华 蒙特利尔
渥太华 卡尔加里 悉尼 墨尔本 布里斯班 珀斯 奥克兰 东京 大阪 京都 奈良 名古屋 札幌 北海道 冲绳 福冈 横滨 神户 首尔 釜山 济州岛 曼谷 清迈 普吉岛 芭提雅 吉隆坡 槟城 沙巴 巴厘岛 雅加达 河内 胡志明 岘港 芽庄 金边 暹粒 吴哥窟 马尼拉 长滩岛 宿务 新德里 孟买 加德满都 科伦坡 开罗 开普敦 内罗毕
"""
_ENGLISH = """
bristol london leeds manchester edinburgh glasgow oxford cambridge bath york cardiff liverpool sheffield nottingham birmingham newcastle brighton exeter southampton dublin paris berlin munich hamburg rome milan
madrid barcelona lisbon porto amsterdam brussels zurich geneva vienna prague warsaw budapest athens istanbul moscow helsinki stockholm copenhagen oslo tokyo osaka kyoto seoul busan bangkok singapore hanoi bali
sydney melbourne auckland toronto vancouver montreal boston chicago seattle austin miami uk us usa nyc sf la france germany spain italy portugal japan korea scotland wales ireland england cornwall devon europe
beijing shanghai hangzhou shenzhen guangzhou chengdu nanjing suzhou
"""
CITY = any_of(_CHINA, _WORLD, _ENGLISH)
_KNOWN = any_of(_CHINA, _WORLD, _ENGLISH, _DISTRICTS)
_ENDS = "[省市区县镇乡村州路街巷弄里苑湾城府园庄坊岛港屯寨湖寺]|小区|公寓|大厦|宿舍|花园|广场|大学|校区|附近|旁边|新村|家园|大桥|地铁站|火车站|那边|半岛|新区|开发区|古镇|古城|科技园|国家公园|工业园|对面|隔壁"
_NO = "[我你您他她它咱这那哪不没的了着过在是就都也还要会想说很太有么吗呢吧啊]"  # never in a place's name
# 搬到 and 住在 want a place: one that is known, one with the end of one, a floor, or a foreign name.
KNOWN_PLACE = rf"(?:{_KNOWN}(?:{_KNOWN}|(?:(?!{_NO})[\u4e00-\u9fff]){{0,5}}(?:{_ENDS}))?(?:那边|这边|附近|旁边|市|省|市区|郊区|区)?)"
PLACE = (
    rf"(?:{KNOWN_PLACE}|{_KNOWN}(?:(?!{_NO})[\u4e00-\u9fff]){{1,4}}?|(?:(?!{_NO})[\u4e00-\u9fff0-9]){{1,8}}?(?:{_ENDS})(?:{_ENDS})?|(?:[一二三四五六七八九十]{{1,2}}|\d{{1,2}})(?:楼|号楼|栋|层)|\d{{1,3}}(?:栋|号楼|幢|座|单元)[\d\u4e00-\u9fff]{{0,8}}|"
    r"[a-z][a-z'-]{2,14}(?: [a-z][a-z'-]{2,14}){0,3})"
)
SIGHT = rf"(?:{KNOWN_PLACE}|(?:(?!{_NO})[\u4e00-\u9fff]){{0,5}}?(?:(?<=[\u4e00-\u9fff])[山岛湖寺国州海宫塔疆藏]|峡谷|古镇|古城|长城|草原|沙漠|石窟|瀑布|雪山|博物馆|迪士尼|环球影城|动物园)|[a-z][a-z'-]{{3,14}}(?: [a-z][a-z'-]{{2,14}}){{0,2}})"
