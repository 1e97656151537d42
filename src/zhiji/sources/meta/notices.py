"""Lines that the apps wrote themselves, told from what people typed: by their fixed words, or by who acts in them."""

from __future__ import annotations

import re

_LONGEST = 200  # characters
# Seen in exports of 2019 to 2026; reactions and calls come as lines of their own on Instagram.
_WHOLE = re.compile(
    r"Reacted \S{1,20} to your message ?|Reacted to your message ?|(?:[^\n]{0,80} )?[Ll]iked a message ?"
    r"|對你的訊息「[^\n]*」傳達了 ?\S{1,12} ?心情|對你的訊息做出了回應|喜歡了一則訊息"
    r"|Đã bày tỏ cảm xúc \S{1,20} về tin nhắn của bạn ?"
    r"|You are now connected on Messenger\.?|Say hi to your new Facebook friend, [^\n]+"
    r"|You can now (?:message and call|call) each other and see info like Active Status and when you've read messages\.?"
    r"|Messages and calls are (?:secured|protected) with end-to-end encryption\.[^\n]*"
    r"|This poll is no longer available\.?"
)
_ACTS = re.compile(
    r" (?:(?:left|joined|created) the (?:group|chat|community|channel)\b|(?:added|removed) [^\n]+? (?:to|from) the group\b"
    r"|named the group\b|changed the (?:group (?:name|photo)|chat colors|theme|chat theme|quick reaction)\b"
    r"|set the (?:nickname|emoji|quick reaction)\b|set (?:your|his|her|their) (?:own )?nickname\b"
    r"|cleared (?:the nickname|your nickname|his own nickname|her own nickname)\b|waved at\b|pinned a message\b"
    r"|unpinned a message\b|turned (?:on|off) (?:disappearing|vanish|approval|member|end-to-end)\b"
    r"|created a poll\b|voted for\b|changed (?:his|her|their|your) vote\b|removed (?:his|her|their|your) vote\b"
    r"|unsent a message\b|took a screenshot\b|reacted \S{1,20} to \b|started sharing (?:video|live location)\b)"
)
_CALL = re.compile(
    r"(?:Audio|Video|Voice) (?:call|chat) (?:ended|started)\.?|The (?:video|audio) (?:chat|call) ended\.?"
    r"|Missed (?:audio|video|voice) (?:call|chat)\.?|You missed an? (?:\w+ )?(?:call|chat) (?:from|with) [^\n]+"
)
_CALLS = re.compile(
    r" (?:started an? (?:audio|video|voice) (?:call|chat)|joined the (?:video |audio )?(?:call|chat)"
    r"|(?:missed|declined) (?:your|an?|the) (?:\w+ )?(?:call|chat)|called (?:you|[^\n]{1,80})\.?$)"
)


def kind_of(text: str, sender: str) -> str | None:
    """ "system" or "call" for a line of the app's, None for anything else."""
    if len(text) > _LONGEST or not text:
        return None
    if _WHOLE.fullmatch(text):
        return "system"
    if _CALL.fullmatch(text):
        return "call"
    for who in (sender, "You"):
        if who and text.startswith(who):
            rest = text[len(who) :]
            if _ACTS.match(rest):
                return "system"
            if _CALLS.match(rest):
                return "call"
    return None
