"""(e) Many people: profiles a second of a whole batch run, against plain scripts on the same profiles.

`python -m tests.benchmarks.batch --profiles 10000 100000 --theirs 500 [--quality] [--json FILE]` chooses
sizes, tells of its progress on stderr and prints JSON. `--profiles 1000000 --theirs 0` runs ours alone. The
scripts answer less (roles and scores, no reasons, no gaps) and are given no file to read or write. Each is
timed before and after ours, on profiles of the same file, because the machine's load moves.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb import Knowledge
from tests.benchmarks.measure import ROOT, Figure

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PROFILES, THEIRS = 10_000, 200
"""Profiles for us and for each script, when nothing else is asked."""

TARGET_SIZE = 100_000
"""How many profiles `TARGET` is for; what a run does once weighs on shorter ones."""

TOP, WORKERS = 5, 2

TELL_EVERY = 15.0
"""Seconds between two lines of progress."""

LOOK_EVERY = 1.0
"""Seconds between two looks at memory; each takes some milliseconds a process, on the same cores."""

TARGET = 20.0
"""Times the throughput of sentence-transformers that a run of 100,000 should reach."""

GROWTH = 1.5
"""Times the memory of a tenth of the profiles that it may take."""


@dataclass(frozen=True)
class Ran:
    """One run."""

    profiles: int
    seconds: float
    cpu: float
    """Processor seconds of all processes."""
    peak: float = 0.0
    """MiB: greatest sum over processes of resident memory, shared pages shared out."""

    @property
    def rate(self) -> float:
        """Profiles a second."""
        return self.profiles / self.seconds


def made(count: int, folder: Path, most: int | None = None) -> Path:
    """A file of recombined profiles."""
    path = folder / f"{count}.csv"
    words = [sys.executable, "scripts/make_profiles.py", str(count), str(path)]
    words += ["--most", str(most)] if most is not None else []
    subprocess.run(words, cwd=ROOT, check=True, capture_output=True)
    return path


def ours(path: Path, count: int, folder: Path) -> Ran:
    """A whole run of `shopladder batch`: read, match, explain, write."""
    output = folder / "out.jsonl"
    words = ["-m", "tui.cli", "batch", str(path), "-o", str(output)]
    words += ["--workers", str(WORKERS), "--top", str(TOP), "--restart"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, *words], cwd=ROOT, stderr=subprocess.PIPE, text=True)
    peaks = [0.0]
    watch = threading.Thread(target=_watch, args=(process, peaks, output, count), daemon=True)
    watch.start()
    _, said = process.communicate()
    seconds = time.perf_counter() - start
    watch.join()
    if process.returncode:
        raise RuntimeError(said[-2000:])
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Ran(count, seconds, cpu, peaks[0])


def _watch(process: subprocess.Popen[str], peaks: list[float], output: Path, count: int) -> None:
    from matcher.batch.options import SHARD_ROWS
    from matcher.batch.parts import Parts

    start = said = time.monotonic()
    while process.poll() is None:
        peaks[0] = max(peaks[0], sum(map(_memory, _family(process.pid))))
        if time.monotonic() - said > TELL_EVERY:
            said = time.monotonic()
            done = min(count, SHARD_ROWS * len(Parts(output).done()))
            _say(f"ours: {done:,} of {count:,} in {said - start:.0f} s; at most {peaks[0]:.0f} MiB")
        time.sleep(LOOK_EVERY)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _family(pid: int) -> list[int]:
    found = [pid]
    for parent in found:
        try:
            listed = Path(f"/proc/{parent}/task/{parent}/children").read_text()
        except OSError:
            continue
        found += map(int, listed.split())
    return found


def _memory(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


class Fuzzy:
    """rapidfuzz: the likest name of a role or of a skill it asks for."""

    name = "rapidfuzz"

    def __init__(self, knowledge: Knowledge) -> None:
        from kb.chinese import fold

        self.roles = tuple(knowledge.roles)
        names: dict[str, int] = {}
        for record in (*knowledge.roles.values(), *knowledge.skills.values()):
            for name in record.names():
                names.setdefault(fold(name), len(names))
        self._names = list(names)
        self._of_role = [
            (
                [names[fold(name)] for name in role.names()],
                [names[fold(n)] for q in role.skills for n in knowledge.skills[q.skill].names()],
            )
            for role in knowledge.roles.values()
        ]

    def scores(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """(texts, roles): best title, and the mean of the likeness of the names of its skills."""
        import numpy as np
        from rapidfuzz import fuzz, process

        from kb.chinese import fold

        like = process.cdist([fold(t) for t in texts], self._names, scorer=fuzz.partial_ratio, workers=-1)
        columns = [like[:, own].max(axis=1) + like[:, skills].mean(axis=1) for own, skills in self._of_role]
        return np.stack(columns, axis=1).astype(np.float64)


NAMES = ("minilm", "rapidfuzz", "tf-idf")
"""The scripts: sentence-transformers and cosine, rapidfuzz on titles and skills, TF-IDF and linear search."""


@cache
def scripts(names: tuple[str, ...] = NAMES) -> tuple[Any, ...]:
    """What one would write without us; each has `name`, `roles` and `scores`."""
    from matcher.evaluation.baselines import builtin_baselines

    if not names:
        return ()
    knowledge = Knowledge.load()
    made = (*builtin_baselines(knowledge), Fuzzy(knowledge))
    return tuple(script for name in names for script in made if script.name == name)


def theirs(script: Any, texts: Sequence[str]) -> Ran:
    """The best roles of each text by one script."""
    import numpy as np

    _say(f"{script.name}: {len(texts):,} profiles")
    start, cpu = time.perf_counter(), time.process_time()
    np.argsort(-script.scores(texts), axis=1, kind="stable")[:, :TOP]
    return Ran(len(texts), time.perf_counter() - start, time.process_time() - cpu)


def compare(
    count: int,
    sample: int,
    most: int | None = None,
    names: tuple[str, ...] = NAMES,
    folder: Path | None = None,
) -> dict[str, Any]:
    """Everything of one size, as plain data.

    Args:
        count: profiles for us.
        sample: profiles for each script, of the same; none for a run of ours alone.
        most: phrases of the longest profile.
        names: the scripts.
        folder: where a folder for the files is made; an answer takes some 30 kB for a while.
    """
    names = names if sample else ()
    with tempfile.TemporaryDirectory(prefix="shopladder-", dir=folder) as name:
        own = Path(name)
        _say(f"making {count:,} profiles")
        path = made(count, own, most)
        chosen: list[str] = []
        if sample:
            with path.open(encoding="utf-8", newline="") as stream:
                texts = [row["text"] for row in csv.DictReader(stream)]
            chosen = random.Random(1).sample(texts, min(sample, len(texts)))
            del texts
        for script in scripts(names):
            script.scores(chosen[:4])
        before = [theirs(script, chosen) for script in scripts(names)]
        run = ours(path, count, own)
        after = [theirs(script, chosen) for script in scripts(names)]
    both = [
        Ran(2 * b.profiles, b.seconds + a.seconds, b.cpu + a.cpu) for b, a in zip(before, after, strict=True)
    ]
    return {
        "profiles": count,
        "ours": asdict(run) | {"rate": run.rate, "cpu_ms": run.cpu / count * 1000},
        "theirs": {
            script.name: asdict(ran)
            | {
                "rate": ran.rate,
                "ratio": run.rate / ran.rate,
                "cpu_ratio": (ran.cpu / ran.profiles) / (run.cpu / count),
            }
            for script, ran in zip(scripts(names), both, strict=True)
        },
        "load": os.getloadavg(),
    }


def quality(rows: int = 400) -> dict[str, dict[str, float]]:
    """Mean reciprocal rank of the right family, ours and theirs, where the development data is there.

    Ours is cross-fitted: the counts of a row never come from itself.
    """
    from matcher.evaluation.baselines import measure
    from matcher.evaluation.families import Row, cross_fitted, ranked_families, read_rows, report
    from matcher.evaluation.suite import CROSS_FITTED, allowed_families, development_folder
    from matcher.matcher import Matcher

    folder = development_folder()
    if folder is None:
        return {}
    knowledge = Knowledge.load()
    found: dict[str, dict[str, float]] = {}
    read = {
        name: read_rows(folder / f"{name}.csv", "description_masked", "role_label") for name in CROSS_FITTED
    }
    matcher = Matcher.load()
    _say("mean reciprocal rank of ours")
    answers: dict[str, dict[int, tuple[list[str], bool]]] = {name: {} for name in CROSS_FITTED}
    for language, left_out, fitted in cross_fitted(matcher, folder):
        name = next(name for name, spoken in CROSS_FITTED.items() if spoken == language)
        for index in left_out:
            if index < rows:
                text = read[name][index].text
                answers[name][index] = ranked_families(fitted, text, allowed_families(read[name]))
    for name, listed in read.items():
        chosen: list[Row] = listed[:rows]
        rank: Callable[[int, str], tuple[list[str], bool]] = lambda i, _, own=answers[name]: own[i]  # noqa: E731
        found[name] = {"rows": len(chosen), "ours": report(name, chosen, rank).mrr.value}
        for script in scripts():
            _say(f"{name}: mean reciprocal rank of {script.name}")
            measured = measure(script, knowledge, name, chosen, allowed_families(listed))
            found[name][script.name] = measured.families.mrr.value
    return found


def units(count: int = 400) -> dict[str, float]:
    """What one of each costs one process, in processor milliseconds; bytes and MiB where it says so."""
    import gc

    from matcher.batch.people import Person
    from matcher.batch.scoring import Recipe, score_shard
    from matcher.profile import Profile

    start = time.process_time()
    matcher = Recipe(top=TOP).matcher()
    matcher.match("會修圖")
    loaded = time.process_time() - start
    with tempfile.TemporaryDirectory(prefix="shopladder-") as name:
        written = made(count, Path(name)).read_text("utf-8")
    texts = [row["text"] for row in csv.DictReader(written.splitlines())]
    people = [Person(row, str(row), "", Profile(text=text)) for row, text in enumerate(texts, 2)]
    clauses = {words for text in texts for words in matcher.linker.link(text).uncovered()}
    meaning = matcher.scorer.meaning
    alone = sorted(clauses)[:: max(1, len(clauses) // 200)]
    encoding = _each(lambda: meaning.encoder.encode(alone), len(alone)) if meaning is not None else 0.0
    gc.set_threshold(50_000)
    score_shard(people, matcher, TOP)
    warm = min(_each(lambda: score_shard(people, matcher, TOP), count) for _ in range(3))
    return {
        "start_ms": loaded * 1000,
        "encode_clause_ms": encoding,
        "profile_ms": warm,
        "clauses_a_profile": sum(len(matcher.linker.link(text).clauses) for text in texts) / count,
        "bytes_a_line": len(score_shard(people, matcher, TOP)) / count,
        "memory_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _each(call: Callable[[], object], count: int) -> float:
    start = time.process_time()
    call()
    return (time.process_time() - start) / count * 1000


def main() -> list[Figure]:
    """Throughput at a size that takes a minute, and at that of the target."""
    return [figure for size in (PROFILES, TARGET_SIZE) for figure in figures(compare(size, THEIRS))]


def figures(compared: dict[str, Any]) -> list[Figure]:
    """Ratios of one size."""
    rate = compared["ours"]["rate"]
    note = f"{compared['profiles']:,} profiles, {WORKERS} processes; with reasons, gaps and files"
    return [
        Figure(
            "profiles a second",
            rate,
            name,
            found["rate"],
            "profiles/s",
            found["ratio"],
            TARGET if name == "minilm" and compared["profiles"] >= TARGET_SIZE else None,
            note,
        )
        for name, found in compared["theirs"].items()
    ]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.batch")
    parser.add_argument("--profiles", type=int, nargs="+", default=[PROFILES])
    parser.add_argument("--theirs", type=int, default=THEIRS)
    parser.add_argument("--most", type=int, default=None, help="phrases of the longest profile")
    parser.add_argument("--against", nargs="+", choices=NAMES, default=list(NAMES))
    parser.add_argument("--units", action="store_true", help="what one of each costs, and nothing else")
    parser.add_argument("--folder", type=Path, default=None, help="where the files of a run go for a while")
    parser.add_argument("--json", type=Path, default=None, help="a file for what is printed")
    parser.add_argument("--quality", action="store_true", help="mean reciprocal rank on the development data")
    asked = parser.parse_args()
    if asked.units:
        print(json.dumps(units(), indent=1))
        raise SystemExit
    against = tuple(asked.against)
    runs = [compare(size, asked.theirs, asked.most, against, asked.folder) for size in asked.profiles]
    result: dict[str, Any] = {"runs": runs}
    if asked.quality:
        result["quality"] = quality()
    printed = json.dumps(result, ensure_ascii=False, indent=1)
    print(printed)
    if asked.json is not None:
        asked.json.write_text(printed + "\n", encoding="utf-8")
