"""Where chats lie in a download, which app's they are, and what their files look like.

`your_facebook_activity/messages/inbox/<slug>_<id>/message_1.json` (2025), `your_activity_across_facebook/...` (2024),
`messages/...` before; `your_instagram_activity/messages/...` of Instagram, whose old downloads have `messages/...`, too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from zhiji.sources.export import Export
from zhiji.sources.protocol import AROUND, SET
from zhiji.sources.written_dates import written

App = Literal["messenger", "instagram"]
_SECTIONS = frozenset(
    {"inbox", "archived_threads", "filtered_threads", "message_requests", "e2ee_cutover", "spam_threads"}
    | {"your_group_messages"}
)
_FILE = re.compile(r"message(?:_(\d{1,9}))?\.(json|html)")
_ROOTED = re.compile(r"(?:.*/)?(?:messages|groups)/[^/]+/[^/]+/[^/]+")
_ACTIVITIES: dict[str, App] = {
    "your_facebook_activity": "messenger",
    "your_activity_across_facebook": "messenger",
    "your_instagram_activity": "instagram",
}
_LOOKS = 8
_PACKED = re.compile(r"\.(?:zip|tar)$", re.IGNORECASE)
_MEDIA = re.compile(
    rf"(?:.*/)?messages/(?:{'|'.join(sorted(_SECTIONS))})/[^/]+/(?:photos|videos|audio|gifs|files)/[^/]+"
)
_DOWNLOAD = re.compile(r"facebook|instagram|messenger|\bmeta\b", re.IGNORECASE)
# What lies at the root of a download, of Facebook and Instagram, 2018 to 2026.
_OF_A_DOWNLOAD = re.compile(
    r"your_\w+|about_you|account_\w+|accounts_center|ads_\w+|apps_and_websites\w*|archive|bug_bounty|calls_and_messages"
    r"|comments\w*|connections|contacts|content|device_information|digital_wallets|events|facebook_\w+|feed|files|fundraisers"
    r"|followers_and_following|following_and_followers|friends\w*|groups|guides|index\.html|interactions|journalist_registration"
    r"|likes\w*|location\w*|logged_information|login_\w+|loyalty_cards|marketplace|media|messages|monetization|music\w*"
    r"|notifications|other_\w+|pages\w*|past_\w+|payment_history|personal_information|photos_and_videos|polls|portal"
    r"|posts|preferences|privacy_checkup|profile_information|recent\w*|reels|saved\w*|search\w*|security_\w+|shops?\w*"
    r"|short_videos|spark_ar|start_here\.html|story\w*|stories|subscriptions|trending|volunteering|voice_\w+"
)
SURE = 3
_INNER = {*_ACTIVITIES, "messages"}  # folders within a download, which is more than they are
_OF_INSTAGRAM = re.compile(
    r"(?:^|/)(?:your_instagram_activity|followers_and_following|account_information|ads_and_content"
    r"|login_and_account_creation|past_instagram_insights)/"
)
_OF_FACEBOOK = re.compile(
    r"(?:^|/)(?:your_facebook_activity|your_activity_across_facebook|friends_and_followers|profile_information|about_you"
    r"|your_interactions_on_facebook|facebook_\w+|stickers_used)/"
)
_INSTAGRAM_WORDS = re.compile(
    r"your_instagram_activity|https?:\\?/\\?/(?:www\.)?instagram\.com|instagramuser_\d|_2ph- _a6-g uiBoxWhite"
)
_FACEBOOK_WORDS = re.compile(
    r"your_facebook_activity|your_activity_across_facebook|stickers_used|facebook\.com|Facebook user"
)
_ID = re.compile(r"(?:.*_)?(\d{8,})")
_SLUG = re.compile(r".+_\d{8,}")
_MESSAGES = re.compile(r'"messages"\s*:\s*\[')
_PARTICIPANTS = re.compile(r'"participants"\s*:\s*\[\s*\{\s*"name"\s*:')
_STAMP = re.compile(r'"timestamp_ms"\s*:\s*-?\d')
_SECONDS = re.compile(r'"timestamp"\s*:\s*\d')
_CHAT_WORDS = re.compile(r'"(?:thread_path|is_still_participant|joinable_mode|magic_words)"\s*:')
_SECURE = re.compile(r'"participants"\s*:\s*\[\s*"|"threadName"\s*:\s*"|"isUnsent"\s*:')
_HTML = re.compile(r"<html|<!doctype html", re.IGNORECASE)
_PAGE_NAME = re.compile(r"message(?:_\d+)?(?:[ _-]?\(?\d+\)?)?\.html?", re.IGNORECASE)
_STYLED = re.compile(r"\b(?:_a6-g|_a706|_2lej|_4t5n|_2lem)\b")
_DIVISION = re.compile(r">([^<>]{8,60})</div>")
_OBJECT = re.compile(r"[\s\ufeff]*\{")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatFile:
    """One of the files that a chat is written in."""

    member: str | None  # None for a file that is all there is
    folder: str = ""  # of the chat, with all that is before it
    name: str = ""  # of that folder
    section: str = ""  # "inbox" ...; "" if its folder lies in none
    number: int = 1  # 1 holds the newest messages
    kind: str = "json"  # or "html"
    app: App | None = None  # None where its path doesn't tell


def chat_file(member: str) -> ChatFile:
    """What a file's path says of the chat in it."""
    *folders, name = member.split("/")
    found = _FILE.fullmatch(name)
    apps = [_ACTIVITIES[folder] for folder in folders if folder in _ACTIVITIES]
    return ChatFile(
        member=member,
        folder="/".join(folders),
        name=folders[-1] if folders and found else "",
        section=_section(folders) if found else "",
        number=int(found[1] or 1) if found else 1,
        kind=found[2] if found else name.rpartition(".")[2].lower(),
        app=apps[-1] if apps else None,
    )


def _section(folders: list[str]) -> str:
    """The folder of chats that a chat's folder lies in: one that is known, or any in the folder of all messages."""
    if len(folders) > 1 and (folders[-2] in _SECTIONS or folders[-3:-2] == ["messages"]):
        return folders[-2]
    return ""


def alone(export: Export) -> ChatFile:
    """A file that is all there is; the folder that it lies in tells the chat's id, if it has the look of one."""
    folder = export.path.parent.name
    kind = "html" if export.name.lower().endswith(("html", "htm")) else "json"
    return ChatFile(member=None, name=folder if _SLUG.fullmatch(folder) else "", kind=kind)


def in_sections(members: Iterable[str], kind: str) -> list[ChatFile]:
    """The files that lie where a download has chats, by chat, the oldest messages first."""
    files = [chat_file(member) for member in members if member.endswith(kind) and "message" in member]
    return sorted((one for one in files if one.section), key=by_age)


def by_age(one: ChatFile) -> tuple[str, int, str]:
    """Sorts files by chat, the oldest messages first."""
    return one.folder, -one.number, one.member or ""


def of_app(
    files: list[ChatFile], app: App, *, members: Iterable[str], download: str, head: Callable[[str], str]
) -> list[ChatFile]:
    """Those of an app. Where no path tells which, what else is there does, or else how the first files begin."""
    if all(one.app for one in files):
        return [one for one in files if one.app == app]
    usual = _usual(tuple(members), download)
    if usual is None:
        begun = [head(one.member) for one in first_of(files) if one.member]
        usual = "instagram" if any(app_of(text, "") == "instagram" for text in begun) else "messenger"
    return [one for one in files if (one.app or usual) == app]


def first_of(files: list[ChatFile]) -> list[ChatFile]:
    """Files whose beginnings may tell which app they are of, if their paths don't."""
    return [one for one in files if one.app is None][:_LOOKS]


def _usual(members: tuple[str, ...], download: str) -> App | None:
    if "instagram" in download.lower():
        return "instagram"
    if "facebook" in download.lower() or any(_OF_FACEBOOK.search(member) for member in members):
        return "messenger"
    return "instagram" if any(_OF_INSTAGRAM.search(member) for member in members) else None


def sureness(files: list[ChatFile], download: str, members: Iterable[str]) -> int:
    """SET for a folder within a download, AROUND for its root, which must hold nothing else, for it is taken whole."""
    if download in _INNER:
        return SET
    if not any(_ROOTED.fullmatch(one.member or "") for one in files):
        return SURE
    if _PACKED.search(download):
        return SET
    first = {member.partition("/")[0] for member in members}
    own = _DOWNLOAD.search(download) or all(_OF_A_DOWNLOAD.fullmatch(one) for one in first)
    return AROUND if own else SURE


def only_media(members: Iterable[str], download: str, app: App) -> bool:
    """Whether a zip is a part of a download that holds what was sent in an app's chats, and no chat."""
    if not _PACKED.search(download):
        return False
    found = next((one for one in members if _MEDIA.fullmatch(one)), None)
    if found is None:
        return False
    apps = [_ACTIVITIES[folder] for folder in found.split("/") if folder in _ACTIVITIES]
    return (apps[-1] if apps else _usual((found,), download) or "messenger") == app


def is_chat(head: str) -> bool:
    """Whether a file that begins so is a chat's JSON."""
    if not _OBJECT.match(head) or not _MESSAGES.search(head):
        return False
    people = _PARTICIPANTS.search(head) is not None
    if '"sender_name"' in head:
        return bool(_STAMP.search(head) or (people and _SECONDS.search(head)))
    return people and _CHAT_WORDS.search(head) is not None


def is_secure_chat(head: str) -> bool:
    """Whether it is a chat that was encrypted from end to end, which comes in a shape of its own."""
    if not _OBJECT.match(head) or not _MESSAGES.search(head) or '"senderName"' not in head:
        return False
    return bool(_SECURE.search(head) and _SECONDS.search(head))


def is_page(head: str, name: str) -> bool:
    """Whether a file that begins so, and is called so, is a chat's HTML page."""
    if not _HTML.search(head):
        return False
    styled, people = _STYLED.search(head) is not None, "Participants:" in head
    if _PAGE_NAME.fullmatch(name):
        return styled or people
    return people and (styled or any(written(text) for text in _DIVISION.findall(head)[:200]))


def app_of(text: str, download: str) -> App:
    """Whose chat a file alone is, going by what it links to; most don't say it, and are taken for Messenger's."""
    if _INSTAGRAM_WORDS.search(text) and not _FACEBOOK_WORDS.search(text):
        return "instagram"
    if "instagram" in download.lower():
        return "instagram"
    return "messenger"


def slug(folder: str) -> str:
    """The name in a chat's folder's name."""
    return folder.rpartition("_")[0] or folder


def native(path: str) -> str | None:
    """The chat's own id: the number at the end of its folder's name, else that name."""
    name = path.rstrip("/").rpartition("/")[2]
    found = _ID.fullmatch(name)
    return (found[1] if found else name) or None
