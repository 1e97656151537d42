"""The time zone of this computer by its name, a zone by its name, and what time it is there."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from zhiji.errors import SettingError

_OFFSET = re.compile(r"UTC([+-])(\d\d):(\d\d)")
_LINK = Path("/etc/localtime")


def zone(name: str) -> tzinfo:
    """The zone of an IANA name, or of an offset like "UTC+08:00"."""
    if offset := _OFFSET.fullmatch(name):
        minutes = int(offset[2]) * 60 + int(offset[3])
        return timezone(timedelta(minutes=-minutes if offset[1] == "-" else minutes))
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise SettingError(
            f"This computer knows no time zone “{name}”; pip install tzdata may help."
        ) from None


def moment(now: datetime | str | None, local: tzinfo) -> datetime:
    """The clock, or the time to take for it (a text as in RFC 3339), in the local zone if it has none."""
    if now is None:
        return datetime.now(local)
    if isinstance(now, str):
        try:
            now = datetime.fromisoformat(now)
        except ValueError:
            raise SettingError(
                f"now = {now!r} is no time; write it like 2026-01-10T09:00:00+08:00."
            ) from None
    return now if now.tzinfo else now.replace(tzinfo=local)


def local_zone_name(*, env: Mapping[str, str] = os.environ, link: Path = _LINK) -> str:
    """The IANA name of this computer's zone; where the system doesn't tell it, the offset it has now."""
    for name in (env.get("TZ", "").lstrip(":"), _linked(link)):
        if name and _known(name):
            return name
    written = datetime.now().astimezone().strftime("%z")
    return f"UTC{written[:3]}:{written[3:5]}"


def _linked(link: Path) -> str:
    """The name that /etc/localtime is a link to."""
    try:
        target = str(link.readlink())
    except OSError:
        return ""
    return target.partition("zoneinfo/")[2]


def _known(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
