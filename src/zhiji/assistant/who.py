"""Whom a question names: by the names people show, by what chats are called, and "Mum" where the chats say 妈妈."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from zhiji.anchors import PeopleAnchors
from zhiji.assistant import kin
from zhiji.assistant.question import Named
from zhiji.chat import Message
from zhiji.language import fold, is_stop_word, tokens
from zhiji.language.cutting import ENGLISH_FRAME, pieces
from zhiji.language.glossary import synonyms, translations
from zhiji.people import People
from zhiji.search.names import NameBook
from zhiji.store import Store
from zhiji.store.context import Context
from zhiji.store.directory import Directory

# Called by what they are to the owner.
_KIN = re.compile(
    r"\b(?:mum|mom|mother|mummy|mommy|mama|dad|father|daddy|papa|parents|folks|grandparents|grandma|grandmother|granny|grandpa|grandfather"
    r"|sister|brother|uncle|aunt|auntie|cousin|husband|wife|boss|landlord|landlady|teacher)\b"
    r"|爷爷奶奶|外公外婆|姥姥姥爷|爹妈|妈妈|老妈|母亲|爸爸|老爸|父亲|爸妈|父母|奶奶|外婆|姥姥|爷爷|外公|姥爷|姐姐|妹妹|哥哥|弟弟|叔叔|舅舅|阿姨|姑姑|老公|老婆|老板|房东|老师|妈|爸",
    re.I,
)
_BOTH = {
    **dict.fromkeys(("parents", "folks", "爸妈", "父母", "爹妈"), ("dad", "mum")),
    **dict.fromkeys(("grandparents", "爷爷奶奶"), ("爷爷", "奶奶")),
    **dict.fromkeys(("外公外婆", "姥姥姥爷"), ("外公", "外婆")),
}  # two people by one word
_NO_NAME = re.compile(r"[\W\d_]+")
_TWO_SCRIPTS = re.compile("[\u3400-\u9fff]+[A-Za-z]+|[A-Za-z]+[\u3400-\u9fff]+")
_BARE_GENITIVE = re.compile(r"\b([A-Za-z]{2,}[a-z])s(?= [a-z])")
_OF_GROUP = r"\b{name},? (?:from|in|of|at) (?:the |my |our )?([a-z]{{4,}})|([\u3400-\u9fff]{{2,6}}?)(?:群|里|班|队|那边)*的{name}"
_GROUP = re.compile(r"\b(?:group|chat|channel|crew|gang|lot|bunch|squad|team|lads|guys|crowd)\b|群|那帮|那伙")
_LONG_WORDS = re.compile(r"[a-z\u00e0-\u024f]{4,}")
_HAN_RUN = re.compile("[\u3400-\u9fff]{2,}")
_NO_CHAT_WORDS = frozenset(
    {"group", "chat", "channel", "family", "work", "with", "what", "this", "that", "happened"}
)
_SHORTEST_PART = 3  # characters of a chat's name by which it is meant
_MOST_CHATS = 40
_MOST_HEARD = 300  # messages of somebody, to hear what they call the owner


class Who:
    """The people and chats of an archive, as a question may name them."""

    def __init__(self, store: Store) -> None:
        self._people = People(store)
        self._directory = Directory(store)
        self._context = Context(store)
        self._anchors = PeopleAnchors(store)
        self._writers: dict[int, frozenset[int]] = {}
        self._names = self._all_names()
        self._book = NameBook((account, name) for account, some in self._names.items() for name in some)

    def named(self, question: str) -> list[Named]:
        """The people that a question names, in order, each once; all of an ambiguous name together."""
        found: dict[frozenset[int], Named] = {}
        for mention in self._book.mentions(question):
            accounts = self._whole(mention.accounts)
            found.setdefault(accounts, Named(_hyphened(mention.word, question), accounts))
        for name, accounts in self._of_two_scripts(question):
            found.setdefault(accounts, Named(name, accounts))
        for mention in self._anchors.mentions(question):  # misspelled, or in other letters
            known = any(mention.word in one.word or one.word in mention.word for one in found.values())
            if not known and not _asks(mention.word):
                found.setdefault(mention.accounts, Named(mention.word, mention.accounts))
        taken = [one.word for one in found.values()]
        folded = fold(question)  # 媽 is 妈
        for match in _KIN.finditer(folded if len(folded) == len(question) else question):
            word = question[match.start() : match.end()]
            if not any(word in other for other in taken):
                accounts = self._kin(match.group())
                if accounts:
                    found.setdefault(accounts, Named(word, accounts))
        for word, accounts in self._known_by_their_words(question, [one.word for one in found.values()]):
            found.setdefault(accounts, Named(word, accounts))
        return sorted(found.values(), key=lambda one: question.find(one.word))

    def _known_by_their_words(
        self, question: str, taken: Sequence[str]
    ) -> Iterator[tuple[str, frozenset[int]]]:
        """Brothers, sisters and children whom nobody's name tells: by what they call the owner."""
        for match in kin.WORDS.finditer(question):
            word = match.group()
            if any(word in other for other in taken) or kin.is_anothers(question, match.start()):
                continue
            partners = (partner for _, partner in self._directory.partners(self.owner)) if self.owner else ()
            account = kin.relative(word, partners, self._said_by)
            if account is not None:
                yield word, self._whole([account])

    def _said_by(self, account: int) -> Sequence[Message]:
        accounts = self._whole([account])
        return self._context.by(accounts, chats=self.chats_of(accounts), limit=_MOST_HEARD)

    def narrowed(self, named: Iterable[Named], question: str) -> tuple[list[Named], frozenset[str]]:
        """The same people, of one name those of a group that stands beside it: "Sam from badminton"; and such words."""
        found, words = [], set[str]()
        for one in named:
            beside = re.search(_OF_GROUP.format(name=re.escape(one.word)), question, re.I)
            word = fold(next(filter(None, beside.groups()), "")) if beside else ""
            there = frozenset().union(*(self.writers(chat) for chat in self._chats_with(word))) & one.accounts
            whole = self._whole(there)
            if word and there and whole < one.accounts:
                words.add(word)
                found.append(Named(one.word, whole))
            else:
                found.append(one)
        return found, frozenset(words)

    def _chats_with(self, word: str) -> list[int]:
        """The groups with a word in their names, in either language."""
        return [
            number
            for number, chat in self._directory.chats().items()
            if word and chat.kind != "direct" and chat.name and _is_in(word, fold(chat.name))
        ]

    def with_owners(self, question: str) -> str:
        """The question with the apostrophes that it left out behind names: "hannas diet" is Hanna's."""
        return _BARE_GENITIVE.sub(
            lambda word: word[0] if self._is_name(word[0]) or not self._is_name(word[1]) else f"{word[1]}'s",
            question,
        )

    def _is_name(self, word: str) -> bool:
        return any(mention.word.lower() == word.lower() for mention in self._book.mentions(word))

    def _of_two_scripts(self, question: str) -> Iterator[tuple[str, frozenset[int]]]:
        """Names like 小K and 阿May, whose halves by themselves are no names."""
        for account, some in self._names.items():
            for name in some:
                if _TWO_SCRIPTS.fullmatch(name) and name in question:
                    yield name, self._whole([account])

    def called(self, name: str) -> frozenset[int]:
        """The accounts of whoever `name` or number means; UnknownName if nobody."""
        return frozenset(account.id for one in self._people.resolve(name).matches for account in one.accounts)

    def chats_named(self, question: str) -> frozenset[int]:
        """The group chats whose name, or three characters of it, stand in the question."""
        folded = fold(question)
        return frozenset(
            number
            for number, chat in self._directory.chats().items()
            if chat.kind != "direct" and chat.name and _part_of(fold(chat.name), folded)
        ) or self._chats_by_word(folded)

    def _chats_by_word(self, folded: str) -> frozenset[int]:
        """The group that one word of its name stands for: "the Bergsee group"."""
        asked = _GROUP.search(folded)
        if asked is None:
            return frozenset()
        found = {
            number: _words_of(fold(chat.name)) & set(_LONG_WORDS.findall(folded))
            for number, chat in self._directory.chats().items()
            if chat.kind == "group" and chat.name
        }
        found = {number: words - _NO_CHAT_WORDS for number, words in found.items()}
        kinds = set(_GROUP.findall(folded))  # "the badminton crew" isn't the crew of another place
        telling = frozenset(number for number, words in found.items() if words - kinds)
        return telling or frozenset(number for number, words in found.items() if words)

    def chats_about(self, text: str) -> list[int]:
        """The groups of whose name a word stands in a text: "Harbour Run" of "when was the harbour trip moved?"."""
        folded = fold(text)
        return [
            number
            for number, chat in self._directory.chats().items()
            if chat.kind != "direct" and chat.name and _shares_a_word(fold(chat.name), folded)
        ]

    def persons_of(self, accounts: Iterable[int]) -> list[tuple[str, frozenset[int]]]:
        """The people that these accounts are of, each with a name and all accounts of theirs."""
        found = {self._people.of(account).name: self._whole([account]) for account in accounts}
        return sorted(found.items())

    def chat_words(self, question: str, chats: Iterable[int]) -> list[str]:
        """What of the question is the name of one of the chats."""
        known = self._directory.chats()
        folded = fold(question)
        words = [_part_of(fold(known[number].name), folded) for number in chats]
        parts = [set(_LONG_WORDS.findall(fold(known[number].name))) for number in chats]
        return [*filter(None, words), *(one for some in parts for one in some if one in folded)]

    def group_words(self, question: str, chats: Iterable[int]) -> frozenset[str]:
        """The words by which a question means a chat in another language: "badminton lot" for 羽毛球群."""
        known, folded = self._directory.chats(), fold(question)
        asked = set(_LONG_WORDS.findall(folded))
        own = {word for number in chats for word in _words_of(fold(known[number].name)) & asked}
        meant = own - {word for number in chats for word in _LONG_WORDS.findall(fold(known[number].name))}
        return frozenset(meant | set(_GROUP.findall(folded))) if meant else frozenset()

    @property
    def owner(self) -> frozenset[int]:
        """The owner's accounts; empty while nobody knows who that is."""
        owner = self._people.owner
        return frozenset(account.id for account in owner.accounts) if owner else frozenset()

    def require_owner(self) -> None:
        """OwnerUnknown while nobody knows who the owner is."""
        self._people.require_owner()

    def chats_of(self, accounts: frozenset[int]) -> list[int]:
        """The chats in which these accounts wrote, those of two people first."""
        return self._context.shared_chats(accounts, most=_MOST_CHATS)

    def writers(self, chat: int) -> frozenset[int]:
        """Who wrote in a chat lately, as far as there are few."""
        if chat not in self._writers:
            self._writers[chat] = self._context.writers(chat)
        return self._writers[chat]

    def names_of(self, accounts: Iterable[int]) -> list[str]:
        """Everything that these accounts are called by."""
        return [name for account in accounts for name in self._names.get(account, ())]

    def called_in_all(self, account: int) -> list[str]:
        """Everything that the person of an account is called by; UnknownName if there is none."""
        return self.names_of(one.id for one in self._people.of(account).accounts)

    def every_name(self) -> list[str]:
        """Everything that anybody is called by."""
        return [name for some in self._names.values() for name in some]

    def person_name(self, account: int) -> str:
        """What the person of an account is called."""
        return self._people.of(account).name

    def shown(self, message: Message) -> Message:
        """The message with its sender as the owner knows them."""
        return self._people.shown(message)

    def _kin(self, word: str) -> frozenset[int]:
        words = _BOTH.get(word.lower(), (word,))
        others = [other for one in (word, *words) for other in (one, *synonyms(one), *translations(one))]
        return self._whole(account for other in others for account in self._exactly(other))

    def _exactly(self, name: str) -> Iterator[int]:
        wanted = fold(name)
        for account, some in self._names.items():
            if any(_NO_NAME.sub("", fold(one)) == wanted for one in some):
                yield account

    def _whole(self, accounts: Iterable[int]) -> frozenset[int]:
        """The accounts with all others of the same people."""
        persons = {self._people.of(account) for account in accounts}
        return frozenset(account.id for person in persons for account in person.accounts)

    def _all_names(self) -> dict[int, list[str]]:
        names: defaultdict[int, list[str]] = defaultdict(list, self._directory.account_names())
        for account in self._directory.accounts().values():
            person = self._people.of(account)
            names[account.id] += [one for one in (person.name, account.name, *person.aliases) if one]
        if self.owner:
            chats = self._directory.chat_names()
            for chat, partner in self._directory.partners(self.owner):
                names[partner] += chats.get(chat, [])
        return {account: list(dict.fromkeys(some)) for account, some in names.items()}


def _asks(word: str) -> bool:
    """Whether a word is one that questions are made of: "how long" is not 阿朗, misspelled."""
    return word.islower() and all(stem in ENGLISH_FRAME or is_stop_word(stem) for stem in tokens(word))


def _hyphened(word: str, question: str) -> str:
    """A half of a name with its other half: Lou, in "Mary-Lou"."""
    if not word.isascii():
        return word
    match = re.search(rf"(?:\w+-)*\b{re.escape(word)}\b(?:-\w+)*", question)
    return match.group() if match else word


def _is_in(word: str, name: str) -> bool:
    return word in name if not word.isascii() else word in _words_of(name)


def _words_of(name: str) -> set[str]:
    """The longer words of a chat's name, and what its Chinese ones are in English."""
    chinese = (piece for run in _HAN_RUN.findall(name) for piece, _ in pieces(run))
    others = (other for piece in chinese for other in translations(piece))
    return set(_LONG_WORDS.findall(name)) | {fold(one) for one in others if len(one) > _SHORTEST_PART}


def _shares_a_word(name: str, text: str) -> bool:
    latin = (set(_LONG_WORDS.findall(name)) - _NO_CHAT_WORDS) & set(_LONG_WORDS.findall(text))
    return bool(latin) or any(run[:2] in text for run in _HAN_RUN.findall(name))


def _part_of(name: str, question: str) -> str:
    """The longest part of a chat's name that the question has, "" if it is too short to mean it."""
    bare = name.strip("#＃ ")
    if bare and len(bare) >= _SHORTEST_PART and bare in question:
        return bare
    if bare.isascii():
        return ""
    for size in range(len(bare) - 1, _SHORTEST_PART - 1, -1):
        for at in range(len(bare) - size + 1):
            if (part := bare[at : at + size]) in question and not part.isascii():
                return part
    return ""
