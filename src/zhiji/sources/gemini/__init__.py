"""Gemini: what Google Takeout has of it (My Activity), and the prompts that AI Studio saves on Drive.

`activity.py` and `page.py` read the one, as JSON and HTML, `studio.py` the other.
"""

from __future__ import annotations

from zhiji.sources.formats import App
from zhiji.sources.gemini.activity import Activity
from zhiji.sources.gemini.page import Page
from zhiji.sources.gemini.studio import Studio
from zhiji.sources.protocol import Guide

SOURCE = App(
    name="gemini",
    guide=Guide(
        title="Gemini",
        checked="2026-11-25",
        how_en="takeout.google.com: deselect all, choose My Activity > Gemini Apps (not only “Gemini”, which holds no conversations), "
        "and under “Multiple formats” better JSON than HTML. AI Studio: its prompts lie in the folder Google AI Studio on Drive; "
        "download them or take Drive into the Takeout.",
        how_zh="takeout.google.com：先取消全选，再选“我的活动”中的 Gemini Apps（只选“Gemini”不含对话），并最好在“多种格式”里把 HTML 改成 JSON。"
        "AI Studio：对话保存在 Drive 的 Google AI Studio 文件夹，下载它们，或在 Takeout 里包含云端硬盘。",
        reads_en="What you asked and the answers of My Activity (it doesn't say which belong to one conversation, unless it links to it); "
        "all turns and thoughts of AI Studio's prompts, whose files mostly hold no times: they get the day on which the file was saved.",
        reads_zh="读取“我的活动”里的提问和回答（其中通常不说明哪些属于同一对话）；读取 AI Studio 的全部轮次和思考，"
        "这些文件大多没有时间，因此以文件的保存日期为准。",
        files=("takeout-*.zip", "MyActivity.json", "My Activity.json", "MyActivity.html"),
    ),
    formats=(Activity(), Page(), Studio()),
)
