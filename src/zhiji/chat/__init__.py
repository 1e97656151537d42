"""The records: what a chat is made of, as data that know nothing of files or databases.

A source yields `Message`s, the store gives them ids and merges those that are the same message; search and answers
hand them out again. Begin with `records.py`; `merge.py` holds the law by which two copies of a message become one,
`neutral.py` the JSON that every record can be written to and read from.
"""

from zhiji.chat.evidence import Evidence, Field
from zhiji.chat.merge import EDITED, merge
from zhiji.chat.neutral import BadRecord, from_json, to_json
from zhiji.chat.records import (
    Account,
    AccountId,
    Attachment,
    Chat,
    ChatId,
    ChatKind,
    Contact,
    Edit,
    Forwarded,
    Json,
    Message,
    MessageId,
    Part,
    Precision,
    Problem,
    Reaction,
)

__all__ = [
    "EDITED",
    "Account",
    "AccountId",
    "Attachment",
    "BadRecord",
    "Chat",
    "ChatId",
    "ChatKind",
    "Contact",
    "Edit",
    "Evidence",
    "Field",
    "Forwarded",
    "Json",
    "Message",
    "MessageId",
    "Part",
    "Precision",
    "Problem",
    "Reaction",
    "from_json",
    "merge",
    "to_json",
]
