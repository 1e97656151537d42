"""More everyday words in English and Chinese, form as in `glossary.py`: home, school, work, travel, the body, things."""

TABLE = """
ferry, boat, ship | 船、渡轮、轮渡、渡船、船票
board, boarding | 上船、登船、登机、上车
port, harbour, pier | 码头、港口
form | 表格
certificate | 证书、证明
licence, license | 执照、驾照、牌照
lockbox | 钥匙盒、密码盒
lock | 锁
cap, swim cap, bathing cap | 泳帽、帽子
goggles | 泳镜
towel | 毛巾、浴巾
snack, snacks | 零食、点心
sunscreen | 防晒、防晒霜
classroom, class | 教室、班上、课室
tuition | 学费
fee, fees | 费、费用
excursion, field trip | 郊游、远足、出游
fair, fete, bazaar | 义卖、市集、游园会、庙会
animal, animals | 动物
zoo | 动物园
platypus | 鸭嘴兽
aquarium | 水族馆
stove | 炉子、灶
pottery, ceramics | 陶艺、陶、陶瓷
wheel | 轮子、转盘
chisel, carving tool, trimming tool | 刻刀、凿子、修坯刀
knife | 刀、刀子
torch, flashlight, headlamp, head torch | 手电、手电筒、头灯
voucher, gift card | 代金券、礼券、购物卡
lily, lilies | 百合、百合花
rose, roses | 玫瑰
ginseng | 人参、参茸
dose, dosage | 剂量
prescription | 药方、处方
pharmacist, chemist, pharmacy | 药房、药店、药剂师
physio, physiotherapist, physiotherapy | 理疗、理疗师、物理治疗
vet | 兽医、宠物医院
kennel | 狗舍
litter | 猫砂
tenant | 租客、房客
bond | 押金
inspection | 检查、看房、验房
auction | 拍卖
mortgage | 房贷、按揭
agent | 中介、经纪
shift, shifts | 轮班、值班、当班
roster | 排班、班表
ward | 病房
notice | 通知、辞呈
resignation | 辞职、辞呈、离职
band | 乐队
gig, gigs, concert | 演出、音乐会、演唱会
rehearsal, rehearse | 排练、彩排
drummer, drum, drums | 鼓手、鼓
singer | 歌手、主唱
setlist, playlist | 歌单
venue | 场地、会场
festival | 音乐节
choir | 合唱团
seat, seats | 座位、位子
queue, line up | 排队
market | 市场、集市、菜场
café, cafe | 咖啡馆、咖啡店
bakery | 面包店
pie | 馅饼
prawn, prawns, shrimp | 虾、大虾
oyster, oysters | 生蚝、牡蛎
crab | 螃蟹、蟹
shellfish | 贝类、海鲜
sesame | 芝麻
lamb, mutton | 羊肉
coriander, cilantro | 香菜
garlic | 大蒜、蒜
mushroom, mushrooms | 蘑菇
tofu | 豆腐
oven | 烤箱
freezer | 冰柜、冷冻
washing machine, washer | 洗衣机
dryer | 烘干机、干衣机
heater, heating, radiator | 暖气、取暖器
air conditioning, aircon, ac | 空调、冷气
boiler | 锅炉、热水器
electrician | 电工
roof | 屋顶、房顶
balcony | 阳台
postcode, zip code | 邮编
suburb, neighbourhood, district | 小区、街区
tram | 电车、有轨电车
terminal | 航站楼
gate | 登机口、大门
border | 边境
campsite, camping | 营地、露营
cabin, hut, lodge | 木屋、小屋、山屋
trail, path | 小路、步道
island | 岛
flood | 洪水、水灾
forecast | 预报
nappy, diaper | 尿布、尿不湿
pram, stroller | 婴儿车、推车
daycare, nursery, kindergarten, preschool | 幼儿园、托儿所
thesis, dissertation | 论文
professor, supervisor | 教授、导师
lecture | 讲座、课
semester, term | 学期
scholarship | 奖学金
language, languages | 语言、外语
english | 英语、英文
german | 德语、德文
french | 法语
spanish | 西班牙语
japanese | 日语、日文
dialect | 方言
violin | 小提琴
cello | 大提琴
flute | 长笛
coach | 教练
tournament, competition | 比赛、赛事
tennis | 网球
table tennis, ping pong | 乒乓球
badminton | 羽毛球
basketball | 篮球
marathon | 马拉松
yoga | 瑜伽
injury, injured | 受伤
ankle | 脚踝
elbow | 手肘
shoulder | 肩膀
eczema | 湿疹
asthma | 哮喘
blood pressure | 血压
blood sugar | 血糖
cholesterol | 胆固醇
uric acid | 尿酸
gout | 痛风
diabetes | 糖尿病
surgeon | 外科医生、主刀
surgery, operation | 手术、开刀、做手术
heart | 心脏
kidney | 肾、肾脏
cancer, tumour | 癌、肿瘤
cataract | 白内障
bypass | 搭桥
scan, x-ray, mri, ct | 扫描、拍片、片子、核磁
scan, scanned | 扫、扫描
copy, photocopy | 复印件、复印、副本
report, results | 报告、结果
wifi, wi-fi | 无线网、网络
router | 路由器
screen | 屏幕
printer, print | 打印机、打印
backup | 备份
instalment, installments | 分期
cash | 现金
fine, penalty | 罚款
permit | 许可
tyre, tire | 轮胎
brake | 刹车
petrol, gas, fuel | 汽油、加油
helmet | 头盔
thief | 小偷
wallet, purse | 钱包
handbag, bag | 手提包
necklace | 项链
jacket, coat | 外套、大衣
boots | 靴子
dress | 裙子、连衣裙
suit | 西装
jumper, sweater | 毛衣
gloves | 手套
socks | 袜子
blanket | 毯子
pillow | 枕头
mattress | 床垫
sofa, couch | 沙发
fan | 风扇、电扇
kettle | 水壶
thermos | 保温杯
massage, massager | 按摩、按摩器
hearing aid, hearing aids | 助听器
walking stick, cane | 拐杖
wheelchair | 轮椅
calcium | 钙、钙片
vitamins, vitamin | 维生素
fish oil | 鱼油
hand cream | 护手霜
lanolin | 绵羊油
silk | 丝绸、丝
tea set | 茶具
seedling, plant, plants | 植物、花草、盆栽
recording | 录音
review, revisit | 复查、再看
follow-up, checkup, check-up | 复诊、复查、体检
stall, stand | 摊、摊子、摊位
shop, store | 店、铺、店铺、铺面、商店
opening | 开业、开张
banquet | 宴席、酒席、坝坝宴
speech | 致辞、讲话、发言
rumour, rumor, gossip | 传闻、谣言、八卦
secret | 秘密
promotion, promoted | 升职、晋升
redundant, laid off, fired, sacked | 裁员、被裁、遭裁、炒鱿鱼
retire, retired, retirement | 退休、退了
volunteer | 志愿者、义工
church | 教堂
temple | 寺、庙
lent, lend, borrowed, borrow | 借、借给
umbrella | 伞、雨伞
stall | 摊、摊子、咖啡摊、摆摊
australia | 澳洲、澳大利亚
austria | 奥地利
scotland | 苏格兰
melbourne | 墨尔本
sydney | 悉尼
brisbane | 布里斯班
perth | 珀斯
tasmania, tassie | 塔州、塔斯马尼亚
new zealand | 新西兰、纽西兰
guangzhou, canton | 广州
shenzhen | 深圳
hangzhou | 杭州
nanjing | 南京
hong kong, hongkong | 香港
taipei | 台北
taiwan | 台湾
singapore | 新加坡
malaysia | 马来西亚
thailand | 泰国
bangkok | 曼谷
vietnam | 越南
korea, seoul | 韩国、首尔
osaka, kyoto | 大阪、京都
canada | 加拿大
toronto | 多伦多
vancouver | 温哥华
new york | 纽约
boston | 波士顿
los angeles | 洛杉矶
san francisco | 旧金山
seattle | 西雅图
chicago | 芝加哥
dublin, ireland | 都柏林、爱尔兰
amsterdam, netherlands | 阿姆斯特丹、荷兰
brussels, belgium | 布鲁塞尔、比利时
zurich, switzerland | 苏黎世、瑞士
prague | 布拉格
budapest | 布达佩斯
warsaw, poland | 华沙、波兰
copenhagen, denmark | 哥本哈根、丹麦
stockholm, sweden | 斯德哥尔摩、瑞典
helsinki, finland | 赫尔辛基、芬兰
oslo, norway | 奥斯陆、挪威
iceland | 冰岛
athens, greece | 雅典、希腊
istanbul, turkey | 伊斯坦布尔、土耳其
madrid, spain | 马德里、西班牙
barcelona | 巴塞罗那
portugal | 葡萄牙
milan, venice, florence | 米兰、威尼斯、佛罗伦萨
munich | 慕尼黑
hamburg | 汉堡
frankfurt | 法兰克福
cologne | 科隆
ladder | 梯子、梯
suitcase, luggage, baggage | 行李、箱子、行李箱
"""
