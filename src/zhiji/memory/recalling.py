"""What a question asks to be told all of: "which places has Mia been to?" is after every message that says one.

Lists of what is known of a person, by relation, are made in idle time; a question that asks for such a list is answered
from it. No language model, no guess: a question whose words name no relation recalls nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from types import MappingProxyType

from zhiji.memory.records import Relation
from zhiji.store.connection import Connection
from zhiji.store.facts import Facts

_ASKED: Mapping[str, str] = {
    "pet": r"\b(?:pets?|dogs?|cats?|kitten|puppy|puppies|animals?)\b|宠物|养.{0,3}(?:什么|啥|猫|狗|几)|[猫狗](?:叫|几)",
    "been_to": r"\b(?:where|which|what|how many)\b.{0,40}\b(?:been|visit\w*|travel\w*|trips?|vacation\w*|holiday\w*|went|go(?:ne)? to)\b"
    r"|\b(?:countries|cities|places)\b|去过|旅[行游]|[哪什].{0,3}地方|玩过",
    "likes": r"\b(?:hobb\w+|interests?|interested|likes?|loves?|enjoys?|favou?rites?|passion\w*|into|activit\w+|sports?|fan of|do (?:for fun|to (?:relax|unwind|destress)))\b"
    r"|喜欢|爱好|兴趣|最爱|爱[吃喝看听玩]|迷",
    "dislikes": r"\b(?:dislikes?|hates?|can'?t stand|afraid|scared|not like|doesn'?t like)\b|讨厌|不喜欢|害怕|怕什么",
    "allergy": r"\ballerg\w+\b|过敏",
    "diet": r"\b(?:diet|eat|eats|drinks?|vegan|vegetarian|avoid)\b|忌口|不吃|不喝|吃素|饮食",
    "language": r"\blanguages?\b|\bspeaks?\b|语言|会说|会讲|方言",
    "home": r"\b(?:live|lives|lived|living|home|address|moved?|reside\w*|based)\b|住|家在|搬|地址",
    "job": r"\b(?:job|work|works|worked|working|occupation|profession|career|do for a living|positions?)\b|工作|职业|做什么的|上班|职位",
    "employer": r"\b(?:employer|company|work(?:s|ed|ing)? (?:for|at))\b|公司|单位|在哪.{0,3}上班",
    "school": r"\b(?:school|university|college|study|studies|studied|studying|major|degree|course)\b|学校|大学|读.{0,3}(?:什么|哪)|专业|学历|毕业",
    "partner": r"\b(?:partner|husband|wife|boyfriend|girlfriend|spouse|married|dating|relationship|single|engaged)\b|对象|男朋友|女朋友|老公|老婆|丈夫|妻子|结婚|单身",
    "relation": r"\b(?:kids?|child|children|sons?|daughters?|siblings?|brothers?|sisters?|family|parents|cousins?)\b|孩子|儿子|女儿|兄弟|姐妹|亲戚|家人",
    "health": r"\b(?:health|ill|illness|sick|disease|condition|injur\w+|surgery|operation|medications?|medicines?|pills?)\b|病|身体|受伤|手术|吃.{0,3}药|健康",
    "possession": r"\b(?:own|owns|bought|buy|car|bike|instruments?|items?|collect\w*)\b|买了|有.{0,3}(?:车|房)|收藏",
    "contact": r"\b(?:phone|number|email|e-mail|address|contact)\b|电话|手机号|邮箱|微信号|联系",
    "code": r"\b(?:code|password|pin|passcode|wi-?fi)\b|密码|门禁|验证码",
    "birthday": r"\b(?:birthdays?|born|bday)\b|生日|出生|哪年生|属什么",
    "age": r"\b(?:how old|age)\b|多大|几岁|年龄",
    "name": r"\b(?:name|called)\b|叫什么|名字",
}  # fmt: skip
_RELATIONS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {relation: re.compile(pattern, re.I) for relation, pattern in _ASKED.items()}
)


def asked_relations(question: str) -> frozenset[Relation]:
    """The relations that a question names."""
    return frozenset(relation for relation, pattern in _RELATIONS.items() if pattern.search(question))  # type: ignore[misc]


class Recalled:
    """The lists of one archive, as one thread sees them."""

    def __init__(self, connection: Connection) -> None:
        self._facts = Facts(connection)

    def told(self, question: str, accounts: Collection[int]) -> frozenset[int]:
        """The messages that tell what a question asks of a person, by their accounts."""
        relations = asked_relations(question) if accounts else frozenset()
        if not relations:
            return frozenset()
        found = self._facts.find(subjects=[f"account:{one}" for one in accounts], relations=relations)
        return frozenset(one.message for one in found if one.message > 0)  # what the owner told is no message
