"""What LINE itself writes in place of pictures, calls and deeds, by language: data only.

A line of a table is a language and its phrases, "|" between. Read in exports and their parsers of 2015 to 2026; the
phones write media in brackets ([Photo]), the computers without and sometimes in the plural (Photos).
"""

from __future__ import annotations

IMAGE = """
en Photo | Photos | Image | GIF | Album | Albums
ja 写真 | 画像 | アルバム
zh 照片 | 圖片 | 图片 | 相簿 | 相册 | 相冊
ko 사진 | 앨범
th รูป | รูปภาพ | ภาพ | อัลบั้ม
id Foto
es Imagen | Imágenes
vi Ảnh | Hình ảnh
"""

VIDEO = """
en Video | Videos
ja 動画
zh 影片 | 视频 | 視頻
ko 동영상
th วิดีโอ | วีดีโอ
es Vídeo
fr Vidéo
"""

VOICE = """
en Voice message | Voice messages | Voice Message | Audio
ja ボイスメッセージ | 音声メッセージ
zh 語音訊息 | 語音留言 | 语音信息 | 语音消息 | 语音
ko 음성메시지 | 음성 메시지
th ข้อความเสียง
id Pesan suara
"""

STICKER = """
en Sticker | Stickers
ja スタンプ
zh 貼圖 | 贴图
ko 스티커
th สติกเกอร์
id Stiker
"""

FILE = """
en File | Files
ja ファイル
zh 檔案 | 文件
ko 파일
th ไฟล์
id Berkas
de Datei
fr Fichier
"""

LOCATION = """
en Location | null
ja 位置情報
zh 位置 | 位置訊息 | 位置資訊 | 位置信息
ko 위치 | 위치정보 | 위치 정보
th ตำแหน่ง | ตำแหน่งที่ตั้ง | ที่ตั้ง
id Lokasi
"""

CONTACT = """
en Contact | Contacts
ja 連絡先
zh 聯絡資訊 | 聯絡人 | 联系人 | 联系人信息
ko 연락처
th ผู้ติดต่อ
"""

NOTE = """
en Note | Notes
ja ノート
zh 記事本 | 记事本
ko 노트
th โน้ต
"""

EVENT = """
en Event | Events
ja イベント
zh 活動 | 活动
ko 이벤트
"""

POLL = """
en Poll | Polls
ja 投票 | アンケート
zh 投票
ko 투표
"""

MUSIC = """
en Music
ja ミュージック
zh 音樂 | 音乐
"""

TRANSFER = """
en LINE Pay
"""

# Lines about a call; phones set ☎ before them. The length of a call may follow.
CALL = """
en Call time | Missed call | No answer | Canceled call | Cancelled call | Group call
ja 通話時間 | 不在着信 | 通話に応答がありませんでした | 通話をキャンセルしました | グループ通話
zh 通話時間 | 通话时间 | 未接來電 | 未接来电 | 無人接聽 | 无人接听 | 您已取消通話 | 您已取消通话 | 取消通話
ko 통화시간 | 통화 시간 | 부재중 전화 | 통화 취소
th ไม่ได้รับสาย | สายที่ไม่ได้รับ | เวลาการโทร | ระยะเวลาการโทร | ยกเลิกการโทร
"""

# A message that was taken back, without its author's name
UNSENT = """
en You unsent a message. | Message unsent. | unsent a message.
ja メッセージの送信を取り消しました | 送信を取り消しました
zh 您已收回訊息 | 你已收回訊息 | 已收回訊息 | 您撤回了一条消息 | 你撤回了一条消息 | 撤回了一条消息 | 您收回了訊息 | 收回了訊息
ko 메시지 보내기를 취소했습니다 | 메시지를 삭제했습니다
th ยกเลิกข้อความแล้ว | คุณยกเลิกข้อความ | ยกเลิกข้อความ
"""

# What follows a person's name where the line is a notice, as regular expressions
DEEDS = """
en joined the (?:chat|group)
en left the (?:chat|group)
en unsent a message
en (?:was|were) invited to the (?:chat|group)
en (?:added|invited|removed) .{1,99} (?:to|from) the (?:chat|group)
en changed the (?:chat|group)(?:'s)? (?:profile photo|name|picture|icon|background)(?: to .*)?
en (?:created|deleted|changed) (?:an|the|a) (?:album|note|group).*
en made an announcement
ja (?:さん)?が(?:グループに|トークに)?参加しました
ja (?:さん)?が(?:グループを|トークを)?(?:退会|退出|退室)しました
ja (?:さん)?が.{1,99}を(?:グループに|トークに)?(?:招待|追加|削除)しました
ja (?:さん)?が(?:グループに|トークに)招待されました
ja (?:さん)?がグループ(?:名|の名前|のプロフィール画像|アイコン).*変更しました
ja (?:さん)?がメッセージの送信を取り消しました
ja (?:さん)?がアナウンスしました
zh (?:已)?加入(?:了)?(?:群組|群组|聊天|该群)
zh (?:已)?(?:離開|离开|退出)(?:了)?(?:群組|群组|聊天)
zh 已退群
zh (?:已)?(?:收回|撤回)(?:了)?(?:訊息|一条消息)
zh (?:已)?(?:邀請|邀请|新增|将|將).{1,99}(?:加入|至|到)(?:群組|群组|群|聊天)?
zh (?:已設定公告|发布了通告)
ko 님이 (?:들어왔습니다|나갔습니다|참여했습니다)
ko 님이 .{1,99}님을 초대했습니다
th (?:เข้าร่วม|เข้า|ออกจาก)กลุ่ม(?:แล้ว)?
th เพิ่ม .{1,99} เข้ากลุ่ม
th เชิญ .{1,99} เข้า(?:ร่วม)?กลุ่ม
th (?:ได้)?ยกเลิกข้อความ(?:แล้ว)?
"""

# The first line of an export, after "[LINE] ": the kind of chat, and what stands around its name
HEADERS = """
 Chat history with *
group Chat history in *
 Chat with *
direct 与*的聊天记录
direct 与*的对话
direct 和*的聊天记录
direct 與*的聊天記錄
direct 和*的聊天記錄
direct 與*的聊天紀錄
direct 與*的對話
direct 與*的聊天
direct 与*的聊天
group *的聊天记录
group *的聊天記錄
group *的聊天紀錄
group *的聊天
direct *とのトーク履歴
direct *とのトーク
group *のトーク履歴
group *のトーク
direct ประวัติการแชทกับ*
direct ประวัติแชทกับ*
direct ประวัติการสนทนากับ*
group ประวัติการแชทในกลุ่ม*
group ประวัติแชทในกลุ่ม*
direct *님과의 대화*
direct *님과의 채팅*
group *의 대화
group *의 채팅
 Riwayat obrolan dengan *
 Riwayat chat dengan *
group Riwayat obrolan di *
group Riwayat chat di *
 Historial de chat con *
 Lịch sử trò chuyện với *
"""
