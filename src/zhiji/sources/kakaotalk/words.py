"""What KakaoTalk itself writes in place of pictures, calls and deeds, Korean and English: data only.

Read in exports and their parsers of 2014 to 2026. Phrases are compared without a full stop at their end.
"""

from __future__ import annotations

MEDIA = {
    "image": ("사진", "Photo", "Photos", "Image"),
    "video": ("동영상", "Video", "Videos"),
    "sticker": ("이모티콘", "Emoticon", "Emoticons", "Sticker", "Stickers"),
    "voice": ("음성메시지", "음성 메시지", "Voice Note", "Voice Message", "Voice Messages"),
    "contact": ("연락처", "카카오톡 프로필", "KakaoTalk Profile"),
}
# 사진 3장, 동영상 2개; the English "3 photos"
COUNTED = (
    ("image", r"사진 ?\d{1,3} ?장|Photos? ?\d{1,3}|\d{1,3} photos?"),
    ("video", r"동영상 ?\d{1,3} ?개|\d{1,3} videos?"),
    ("voice", r"(?:음성 ?메시지|Voice Note|Voice Message) \d{1,2}:\d\d"),
)
# 파일: plan.pdf, 지도: an address. People write "위치:" and "연락처:" themselves, so these are no marks
FILE = r"(?:파일|File) ?: ?(?P<name>[^\n]{1,250}\.\w{1,8})"
PLACE = r"(?:지도|Map) ?: ?(?P<place>[^\n]{1,250})"
CALLS = (
    r"(?:(?:그룹 ?)?(?:보이스톡|페이스톡|라이브톡|그룹콜)|(?:Group )?(?:Voice|Video|Face|Live) (?:Call|Talk))"
    r"(?: (?:해요|요청|부재중|취소|종료|거절|응답 ?없음|시작|ended|started|cancell?ed|missed|no answer)\b.{0,24}"
    r"| \d{1,2}:\d\d(?::\d\d)?|)|(?:Missed|Cancell?ed) (?:voice |video )?call"
)
DELETED = (
    "삭제된 메시지입니다",
    "This message was deleted",
    "This message has been deleted",
    "Deleted message",
)
EMOTICON = ("(이모티콘)", "(Emoticon)", "(emoticon)")

# A whole line that is a notice, as regular expressions
NOTICES = """
.{0,300}님이 (?:나갔습니다|들어왔습니다|나가셨습니다)
.{1,300}님이 들어왔습니다\\..{1,300}
.{0,2000}님을 초대(?:하였|했)습니다
.{1,99}님을 ?(?:내)?보냈습니다
.{1,99}님이 .{1,99}님을 내보냈습니다
(?:메시지|대화)가 삭제되었습니다
(?:채팅방 )?(?:관리자|방장|부방장)가 메시지를 가렸습니다
.{1,99}님이 (?:방장|부방장)이 되었습니다
.{1,99}님이 (?:방장|부방장)에서 해제되었습니다
관리자만 말하기 기능이 (?:활성화|해제)되었습니다
(?:운영정책을 위반한 메시지로|타인, 기관 등의 사칭에).{1,300}
채팅방을? ?(?:나갔습니다|만들었습니다)
.{1,99} (?:has )?(?:left|joined|been invited to|been removed from) (?:this|the) chatroom
(?:The|This) message (?:has been|was) (?:deleted|hidden)(?: by .{1,99})?
"""
# What follows somebody's name in an English notice
DEEDS = r"(?:has )?(?:left|joined)(?: (?:this|the) chat)?|(?:has )?invited .{1,2000}"
# Names that the app gives the owner
OWNER = ("회원님",)
OWNER_EN = ("you", "You")
