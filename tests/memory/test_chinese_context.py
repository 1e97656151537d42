"""Whom a Chinese message is about, and short answers: what stands before a line helps to read it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.memory.told import FRIEND, OWNER, believed, facts, thread
from tests.tables import every
from zhiji.memory.records import Subject


def test_a_dropped_subject_is_who_speaks() -> None:
    assert facts((FRIEND, "搬到嘉兴了")) == {("home", "小周", "嘉兴")}


def test_a_dropped_subject_goes_on_with_who_was_named() -> None:
    assert facts((FRIEND, "我爸住院了 肺炎")) == {("event", "爸", "住院"), ("health", "爸", "肺炎")}


def test_a_pronoun_is_who_was_named_before() -> None:
    assert ("allergy", "儿子", "花生") in facts((FRIEND, "我儿子来了 他对花生过敏"))


def test_the_same_sender_goes_on_about_the_one_just_named() -> None:
    assert facts((FRIEND, "我妈昨天不舒服"), (FRIEND, "查出来是胆囊炎")) == {("health", "妈", "胆囊炎")}


def test_kin_of_a_friend_are_the_friends() -> None:
    (told,) = believed(thread((OWNER, "在吗"), (FRIEND, "我妈是护士")))
    assert told.subject == Subject(name="妈", of=FRIEND)


def test_kin_of_the_owner_are_called_as_mentioned() -> None:
    (told,) = believed(thread((OWNER, "我妈是护士")))
    assert told.subject == Subject(name="妈")


def test_a_parent_speaks_of_the_owners_kin() -> None:
    (told,) = believed(thread((OWNER, "家里都好吗"), (FRIEND, "你爷爷确诊糖尿病了")))
    assert told.subject == Subject(name="爷爷")


def test_two_subjects_are_two_facts() -> None:
    assert facts((OWNER, "哪天搬"), (FRIEND, "我跟我爸搬到镇江了")) == {
        ("home", "小周", "镇江"),
        ("home", "爸", "镇江"),
    }


def test_a_new_topic_without_a_name_is_not_the_speaker() -> None:
    assert not facts((FRIEND, "来了个实习生 对花生过敏"))


def test_what_one_tells_the_other_of_himself_is_not_believed() -> None:
    assert not facts((OWNER, "嗯"), (FRIEND, "你对花生过敏 你住南京"))


def test_a_rumour_is_kept_as_hearsay() -> None:
    (told,) = believed(thread((FRIEND, "听说小李离职了")))
    assert (told.trust, told.subject.name, told.negated) == ("hearsay", "小李", True)


def test_an_answer_is_read_with_its_question() -> None:
    (told,) = believed(thread((OWNER, "你去过冰岛吗"), (FRIEND, "去过 前年")))
    assert (told.relation, told.value, told.also, told.by) == ("been_to", "冰岛", (1,), FRIEND)


def test_a_no_denies_what_was_asked() -> None:
    assert facts((OWNER, "你会说法语吗"), (FRIEND, "不会")) == {("language", "小周", "not 法语")}
    assert facts((OWNER, "你家有没有狗"), (FRIEND, "没有")) == {("pet", "小周", "not 狗")}
    assert facts((OWNER, "你吃香菜吗"), (FRIEND, "不吃")) == {("diet", "小周", "不吃香菜")}


def test_bare_answers_to_open_questions() -> None:
    assert facts((OWNER, "你现在住哪"), (FRIEND, "苏州")) == {("home", "小周", "苏州")}
    assert facts((OWNER, "你学什么专业的"), (FRIEND, "会计")) == {("school", "小周", "会计")}
    assert facts((OWNER, "你做什么工作的"), (FRIEND, "护士")) == {("job", "小周", "护士")}
    assert facts((OWNER, "去过哪些地方"), (FRIEND, "云南 西藏")) == {
        ("been_to", "小周", "云南"),
        ("been_to", "小周", "西藏"),
    }


def test_a_question_about_somebody_else_is_not_answered_for_oneself() -> None:
    assert not facts((OWNER, "他会说法语吗"), (FRIEND, "不会"))


def test_a_denied_separation_names_the_partner() -> None:
    assert ("partner", "小周", "阿远") in facts((OWNER, "听说你跟阿远分了?"), (FRIEND, "没有 好着呢"))


def test_a_separation_names_whom_the_chat_spoke_of() -> None:
    said = (OWNER, "听说你跟阿远分了?"), (FRIEND, "没有 好着呢"), (FRIEND, "这次真分了")
    assert ("partner", "小周", "not 阿远") in facts(*said)


def test_a_number_is_of_whom_the_words_name() -> None:
    assert facts((FRIEND, "师傅姓葛 电话 13900001234")) == {("contact", "葛师傅", "13900001234")}
    assert facts((FRIEND, "房东电话 13900001234")) == {("contact", "房东", "13900001234")}


def test_a_code_belongs_to_what_it_opens_over_clauses() -> None:
    assert facts((FRIEND, "wifi密码我改了 新的 shiliu-88-tang")) == {("code", "wifi", "shiliu-88-tang")}


def test_an_assistant_tells_no_facts() -> None:
    assert not facts((FRIEND, "我住在杭州"), kind="assistant")
    assert facts((OWNER, "我住在杭州"), kind="assistant")


def test_traditional_characters_and_cantonese_are_read_and_kept_as_written() -> None:
    assert facts((FRIEND, "我對蝦過敏")) == {("allergy", "小周", "蝦")}
    assert facts((FRIEND, "我而家住喺觀塘")) == {("home", "小周", "觀塘")}


def test_since_when_is_told() -> None:
    (told,) = believed(thread((FRIEND, "我去年跳槽到小米了")))
    assert told.valid_from == "2024"


@given(st.text(alphabet="我你他妈爸住在搬到是有没不吃对过敏喜欢养猫 ,。?的了2a", max_size=40))
def test_quotes_lie_within_the_message(text: str) -> None:
    for one in believed(thread((OWNER, "在吗"), (FRIEND, text))):
        assert 0 <= one.quote.start < one.quote.stop <= len(text)
        assert one.value


def test_an_answer_about_somebody_else_is_about_them() -> None:
    assert facts((OWNER, "小李搬去哪了"), (FRIEND, "搬到镇江了")) == {("home", "小李", "镇江")}
    assert facts((OWNER, "你妈怎么样了"), (FRIEND, "住院了")) == {("event", "妈", "住院")}
    assert not facts((OWNER, "他搬去哪了"), (FRIEND, "搬到镇江了"))


def test_what_is_owned_up_to_as_a_joke_is_not_believed() -> None:
    assert facts((FRIEND, "我和阿远领证了"), (OWNER, "???"))
    assert not facts((FRIEND, "我和阿远领证了"), (OWNER, "???"), (FRIEND, "嘻嘻 愚人节快乐"))


ANSWERS = """
你还在美团吗 | 早不在了 | employer | 小周 | not 美团
你还住天通苑? | 搬了 现在在回龙观 | home | 小周 | 回龙观
你能喝酒吗 | 不能 | diet | 小周 | 不喝酒
有没有过敏的东西 | 虾 | allergy | 小周 | 虾
你过敏什么 | 花生和坚果 | allergy | 小周 | 坚果
你对猫毛过敏吗 | 不过敏 | allergy | 小周 | not 猫毛
你多大 | 27 | age | 小周 | 27
你儿子几岁了 | 六岁 | age | 儿子 | 6
你闺女上几年级 | 二年级 | school | 闺女 | 二年级
你在哪上班来着 | 在招行 | employer | 小周 | 招行
你做哪行的 | 外贸 | job | 小周 | 外贸
你老公做什么的 | 程序员 | job | 老公 | 程序员
你叫什么名字 | 陈小北 | name | 小周 | 陈小北
您贵姓 | 免贵姓葛 | name | 小周 | 葛
你微信多少 | moonfish_22 | contact | 小周 | moonfish_22
电话给我一下 | 13812345678 | contact | 小周 | 13812345678
wifi密码多少 | 88886666 | code | wifi | 88886666
会粤语吗 | 会一点 | language | 小周 | 粤语
去过日本没 | 没去过 | been_to | 小周 | not 日本
你有女朋友没 | 没有 | partner | 小周 | not 女朋友
你家养猫吗 | 养了两只 | pet | 小周 | 猫
你大几了 | 大三 | school | 小周 | 大三
你爸还在上班吗 | 退休了 | job | 爸 | 退休
你不是在腾讯吗 | 早离职了 | employer | 小周 | not 腾讯
你住北京吧 | 不是 我在天津 | home | 小周 | 天津
"""
NO_ANSWERS = """
他叫什么名字 | 陈小北
谁去过日本 | 不知道
加你微信了 | thanks
报我名字打折 | 谢谢
你多大的鞋 | 不知道
她在哪上班 | 招行
你会粤语吗 | 你猜
你去过日本吗 | 你呢
他对花生过敏吗 | 过敏
你电话打不通 | 没电了
"""


@every(ANSWERS.strip().splitlines())
def test_an_answer_tells_what_was_asked(row: str) -> None:
    question, answer, *told = row.split(" | ")
    assert tuple(told) in facts((OWNER, question), (FRIEND, answer))


@every(NO_ANSWERS.strip().splitlines())
def test_what_answers_nothing_tells_nothing(row: str) -> None:
    question, answer = row.split(" | ")
    assert not facts((OWNER, question), (FRIEND, answer))
