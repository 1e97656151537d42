"""What a chat tells of itself, in words: joins, names, timers, safety numbers; and calls."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zhiji.sources.signal.people import People
from zhiji.sources.signal.values import chosen, number, objects, part, phone, text

_SIMPLE = (
    "UNKNOWN",
    "JOINED_SIGNAL",
    "IDENTITY_UPDATE",
    "IDENTITY_VERIFIED",
    "IDENTITY_DEFAULT",
    "CHANGE_NUMBER",
    "RELEASE_CHANNEL_DONATION_REQUEST",
    "END_SESSION",
    "CHAT_SESSION_REFRESH",
    "BAD_DECRYPT",
    "PAYMENTS_ACTIVATED",
    "PAYMENT_ACTIVATION_REQUEST",
    "UNSUPPORTED_PROTOCOL_MESSAGE",
    "REPORTED_SPAM",
    "BLOCKED",
    "UNBLOCKED",
    "MESSAGE_REQUEST_ACCEPTED",
)
_SAYING = {
    "JOINED_SIGNAL": "joined Signal",
    "IDENTITY_UPDATE": "safety number changed",
    "IDENTITY_VERIFIED": "safety number marked as verified",
    "IDENTITY_DEFAULT": "safety number no longer marked as verified",
    "CHANGE_NUMBER": "changed their phone number",
    "RELEASE_CHANNEL_DONATION_REQUEST": "Signal asked for a donation",
    "END_SESSION": "secure session reset",
    "CHAT_SESSION_REFRESH": "chat session refreshed",
    "BAD_DECRYPT": "a message could not be delivered",
    "PAYMENTS_ACTIVATED": "activated payments",
    "PAYMENT_ACTIVATION_REQUEST": "asked to activate payments",
    "UNSUPPORTED_PROTOCOL_MESSAGE": "sent a message that needs a newer version of Signal",
    "REPORTED_SPAM": "reported as spam",
    "BLOCKED": "blocked",
    "UNBLOCKED": "unblocked",
    "MESSAGE_REQUEST_ACCEPTED": "message request accepted",
}
_LEVELS = ("UNKNOWN", "ANY", "MEMBER", "ADMINISTRATOR", "UNSATISFIABLE")
_WHO_MAY = {"ANY": "anybody", "MEMBER": "all members", "ADMINISTRATOR": "only admins"}
_GROUP = {  # {who} did something to {whom}
    "genericGroupUpdate": "{who} updated the group",
    "groupCreationUpdate": "{who} created the group",
    "groupMemberLeftUpdate": "{whom} left the group",
    "groupMemberRemovedUpdate": "{who} removed {whom}",
    "selfInvitedToGroupUpdate": "{who} invited you to the group",
    "selfInvitedOtherUserToGroupUpdate": "you invited {whom} to the group",
    "groupUnknownInviteeUpdate": "{who} invited {count} people to the group",
    "groupInvitationAcceptedUpdate": "{whom} accepted an invitation to the group",
    "groupInvitationDeclinedUpdate": "{whom} declined an invitation to the group",
    "groupMemberJoinedUpdate": "{whom} joined the group",
    "groupMemberAddedUpdate": "{who} added {whom}",
    "groupSelfInvitationRevokedUpdate": "{who} revoked your invitation to the group",
    "groupInvitationRevokedUpdate": "{who} revoked {count} invitations to the group",
    "groupJoinRequestUpdate": "{whom} asked to join the group",
    "groupJoinRequestCanceledUpdate": "{whom} took back the request to join the group",
    "groupSequenceOfRequestsAndCancelsUpdate": "{whom} asked to join the group and took it back {count} times",
    "groupInviteLinkResetUpdate": "{who} reset the group link",
    "groupInviteLinkEnabledUpdate": "{who} turned on the group link",
    "groupInviteLinkDisabledUpdate": "{who} turned off the group link",
    "groupMemberJoinedByLinkUpdate": "{whom} joined the group by its link",
    "groupV2MigrationUpdate": "the group was upgraded to a new kind",
    "groupV2MigrationSelfInvitedUpdate": "you could not be added to the new group and were invited",
    "groupV2MigrationInvitedMembersUpdate": "{count} members could not be added to the new group and were invited",
    "groupV2MigrationDroppedMembersUpdate": "{count} members could not be added to the new group",
    "groupTerminateChangeUpdate": "{who} ended the group",
}
_ACTORS = ("updaterAci", "removerAci", "inviterAci", "revokerAci")
_OTHERS = ("aci", "memberAci", "removedAci", "newMemberAci", "inviteeAci", "inviteeServiceId", "requestorAci")
_COUNTS = ("inviteeCount", "count", "invitedMembersCount", "droppedMembersCount")
_CALL_TYPES = ("UNKNOWN_TYPE", "AUDIO_CALL", "VIDEO_CALL")
_DIRECTIONS = ("UNKNOWN_DIRECTION", "INCOMING", "OUTGOING")
_STATES = ("UNKNOWN_STATE", "ACCEPTED", "NOT_ACCEPTED", "MISSED", "MISSED_NOTIFICATION_PROFILE")
_GROUP_STATES = (
    "UNKNOWN_STATE",
    "GENERIC",
    "JOINED",
    "RINGING",
    "ACCEPTED",
    "DECLINED",
    "MISSED",
    "MISSED_NOTIFICATION_PROFILE",
    "OUTGOING_RING",
)
_ENDED = {"NOT_ACCEPTED": "not answered", "DECLINED": "declined", "OUTGOING_RING": "rung"}
_UNITS = (
    (604_800_000, "week"),
    (86_400_000, "day"),
    (3_600_000, "hour"),
    (60_000, "minute"),
    (1_000, "second"),
)


def told(update: Mapping[str, Any], people: People) -> tuple[str, str]:
    """The kind of message that an update is, and what it says."""
    if "individualCall" in update:
        return "call", _call(part(update, "individualCall"))
    if "groupCall" in update:
        return "call", _group_call(part(update, "groupCall"))
    if "groupChange" in update:
        changes = objects(part(update, "groupChange").get("updates"))
        return "system", "\n".join(filter(None, (_changed(one, people) for one in changes)))
    return "system", _sentence(update)


def timer(milliseconds: object) -> str:
    """What a timer of disappearing messages was set to."""
    value = number(milliseconds) or 0
    if value <= 0:
        return "turned off disappearing messages"
    size, unit = next((one for one in _UNITS if value % one[0] == 0), (1, "millisecond"))
    count = value // size
    return f"set the timer of disappearing messages to {count} {unit}{'s' if count != 1 else ''}"


def _sentence(update: Mapping[str, Any]) -> str:
    if "simpleUpdate" in update:
        kind = chosen(part(update, "simpleUpdate").get("type"), _SIMPLE)
        return _SAYING.get(kind, kind.replace("_", " ").lower())
    if "expirationTimerChange" in update:
        return timer(part(update, "expirationTimerChange").get("expiresInMs"))
    if "profileChange" in update:
        names = part(update, "profileChange")
        return f"changed their name from {text(names.get('previousName'))} to {text(names.get('newName'))}"
    if "learnedProfileChange" in update:
        before = part(update, "learnedProfileChange")
        return (
            f"was known as {phone(before.get('e164')) or text(before.get('username')) or 'somebody'} before"
        )
    if "threadMerge" in update:
        return (
            f"the chat with {phone(part(update, 'threadMerge').get('previousE164'))} was merged into this one"
        )
    if "sessionSwitchover" in update:
        return f"{phone(part(update, 'sessionSwitchover').get('e164'))} belongs to this chat"
    if "pollTerminate" in update:
        return f"ended the poll “{text(part(update, 'pollTerminate').get('question'))}”"
    if "pinMessage" in update:
        return "pinned a message"
    return _spaced(next(iter(update), ""))


def _changed(update: Mapping[str, Any], people: People) -> str:
    kind = next((name for name, one in update.items() if isinstance(one, dict)), "")
    change = part(update, kind)
    who = _called(change, _ACTORS, people)
    whom = _called(change, _OTHERS, people)
    if kind == "groupNameUpdate":
        name = text(change.get("newGroupName"))
        return f"{who} named the group “{name}”" if name else f"{who} removed the group's name"
    if kind == "groupDescriptionUpdate":
        words = text(change.get("newDescription"))
        return f"{who} changed the description to “{words}”" if words else f"{who} removed the description"
    if kind == "groupAvatarUpdate":
        return f"{who} {'removed' if change.get('wasRemoved') else 'changed'} the group's picture"
    if kind == "groupAnnouncementOnlyChangeUpdate":
        return (
            f"{who} lets {'only admins' if change.get('isAnnouncementOnly') else 'all members'} send messages"
        )
    if kind == "groupAdminStatusUpdate":
        return f"{who} made {whom} {'an admin' if change.get('wasAdminStatusGranted') else 'a member'}"
    if kind == "groupJoinRequestApprovalUpdate":
        return f"{who} {'approved' if change.get('wasApproved') else 'denied'} the request of {whom} to join"
    if kind == "groupInviteLinkAdminApprovalUpdate":
        need = "now" if change.get("linkRequiresAdminApproval") else "no longer"
        return f"{who} changed the group link: admins {need} approve who joins"
    if kind == "groupExpirationTimerUpdate":
        return f"{who} {timer(change.get('expiresInMs'))}"
    if kind.endswith("AccessLevelChangeUpdate"):
        level = chosen(change.get("accessLevel"), _LEVELS)
        what = "add members" if "Membership" in kind else "edit the group's details"
        return f"{who} lets {_WHO_MAY.get(level, 'nobody')} {what}"
    counts = (number(change.get(one)) for one in _COUNTS)
    count = next((one for one in counts if one is not None), len(objects(change.get("invitees"))))
    pattern = _GROUP.get(kind)
    return pattern.format(who=who, whom=whom, count=count) if pattern else _spaced(kind)


def _called(change: Mapping[str, Any], keys: tuple[str, ...], people: People) -> str:
    given = next((change[one] for one in keys if change.get(one)), None)
    return people.name(given) or "somebody"


def _call(call: Mapping[str, Any]) -> str:
    kind = "video" if chosen(call.get("type"), _CALL_TYPES) == "VIDEO_CALL" else "voice"
    outgoing = chosen(call.get("direction"), _DIRECTIONS) == "OUTGOING"
    state = chosen(call.get("state"), _STATES)
    if state.startswith("MISSED"):
        return f"missed {kind} call"
    ended = _ENDED.get(state, "")
    return f"{'outgoing' if outgoing else 'incoming'} {kind} call" + (f", {ended}" if ended else "")


def _group_call(call: Mapping[str, Any]) -> str:
    state = chosen(call.get("state"), _GROUP_STATES)
    if state.startswith("MISSED"):
        return "missed group call"
    began, ended = number(call.get("startedCallTimestamp")), number(call.get("endedCallTimestamp"))
    seconds = (ended - began) // 1000 if began and ended and ended > began else 0
    length = f", {seconds // 60}:{seconds % 60:02}" if seconds else ""
    note = f", {_ENDED[state]}" if state in _ENDED else ""
    return f"group call{note}{length}"


def _spaced(name: str) -> str:
    words = "".join(f" {char.lower()}" if char.isupper() else char for char in name)
    return words.replace("_", " ").strip().removesuffix(" update")
