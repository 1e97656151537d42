"""Words for one's family in the languages of the chats: "Mum" in a question is who the phone calls 妈妈."""

from __future__ import annotations

_SAME = """
mum mom mama mamma mother mommy mummy 妈 妈妈 老妈 母亲 妈咪 娘
dad papa father daddy 爸 爸爸 老爸 父亲 爹
grandma granny grandmother nana 奶奶 外婆 姥姥
grandpa granddad grandfather 爷爷 外公 姥爷
wife 老婆 媳妇 妻子
husband hubby 老公 丈夫
"""

KIN = {word: frozenset(words) for words in map(str.split, _SAME.strip().splitlines()) for word in words}
