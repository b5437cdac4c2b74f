"""What is released: a wheel and an sdist that work with no repository near."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("release")]

OUTSIDE = {"PYTHONPATH", "SHOPLADDER_LANG", "SHOPLADDER_KB", "VIRTUAL_ENV"}
"""Variables that could lead back to the repository."""


@pytest.fixture(scope="module")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(root)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into a fresh environment; its dependencies are the ones of this run, read-only."""
    home = tmp_path_factory.mktemp("env")
    venv.create(home, with_pip=False)
    site = Path(sysconfig.get_path("purelib", vars={"base": str(home), "platbase": str(home)}))
    # A path named in a .pth file is searched, but its own .pth files, and so our editable install, are not.
    (site / "dependencies.pth").write_text(_dependencies() + "\n", "utf-8")
    wheel = next(built.glob("*.whl"))
    python = home / "bin" / "python"
    command = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(python),
        "install",
        "--no-deps",
        "--no-index",
        str(wheel),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return home


def _dependencies() -> str:
    import pydantic

    return str(Path(pydantic.__file__).parent.parent)


def run(home: Path, *words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key not in OUTSIDE}
    return subprocess.run(
        [str(home / "bin" / "shopladder"), *words],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )


def test_the_wheel_carries_the_knowledge_and_no_tests(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        names = wheel.namelist()
    assert "kb/_data/families.yaml" in names
    assert any(name.startswith("kb/_data/locale/zh-Hans/") for name in names)
    assert any(name.endswith(".tcss") for name in names)
    assert any(name.endswith("licenses/NOTICE") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "scripts/", "docs/"))]


def test_the_sdist_can_be_built_from_again(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    assert {
        "pyproject.toml",
        "README.md",
        "LICENSE",
        "NOTICE",
        "data/families.yaml",
        "constraints.txt",
    } <= names


def test_it_matches_with_no_repository_near(installed: Path, root: Path, tmp_path: Path) -> None:
    done = run(installed, "match", "--text", "我喜歡拍照修圖，會用 Photoshop 做海報", "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["matches"][0]["family"] == "visual_design"

    where = subprocess.run(
        [str(installed / "bin" / "python"), "-c", "import kb.locate; print(kb.locate.builtin_root())"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        env={key: value for key, value in os.environ.items() if key not in OUTSIDE},
    )
    assert not Path(where.stdout.strip()).is_relative_to(root)


@pytest.mark.parametrize("words", [["kb", "check"], ["match", "--samples", "--top", "1"], ["--version"]])
def test_other_commands_need_no_repository_either(installed: Path, words: list[str], tmp_path: Path) -> None:
    done = run(installed, *words, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
