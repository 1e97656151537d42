"""Slack: the export of a workspace, and what slackdump writes.

`workspace.py`, `dump.py` and `archive.py` read one form each; a record becomes a Message in `records.py`, the same for
all of them, with the names and chats of `directory.py`, the files of `files.py` and the words of `mrkdwn.py`.

Channels and people have ids that are unique in all of Slack as far as exports show; which workspace they are of isn't
told by all forms and is no part of them.
"""

from __future__ import annotations

from zhiji.sources.formats import App
from zhiji.sources.protocol import Guide
from zhiji.sources.slack.archive import Archive
from zhiji.sources.slack.directory import NAME
from zhiji.sources.slack.dump import Dump
from zhiji.sources.slack.workspace import Workspace

SOURCE = App(
    name=NAME,
    guide=Guide(
        title="Slack",
        checked="2026-07-22",
        how_en="An owner or admin of the workspace: Tools & settings > Workspace settings > Import/export data > Export. "
        "Add the zip as it is. Anybody else can use slackdump (its export, dump or archive); add what it wrote.",
        how_zh="工作区所有者或管理员：工具与设置 > 工作区设置 > 导入/导出数据 > 导出，直接添加得到的 zip。"
        "其他人可用 slackdump（export、dump 或 archive），添加它写出的文件或文件夹。",
        reads_en="Messages of all channels and direct messages in it, threads, edits, reactions, bots' cards, calls, what "
        "happened in channels, and the list of people. Files only where the export holds them (slackdump); Slack's own "
        "export has links to them, which are not followed. Canvases, lists and the log of integrations are not read.",
        reads_zh="读取其中所有频道和私信的消息、话题回复、编辑、表情回应、机器人卡片、通话、频道动态以及成员名单。"
        "文件仅在导出中包含时读取（slackdump）；官方导出只有链接，不会去下载。不读取 Canvas、列表和集成日志。",
    ),
    formats=[Workspace(), Dump(), Archive()],
)
