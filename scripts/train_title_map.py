"""Train the linear map that brings job titles of one meaning together: `data/matching/title_map.npy`.

Run as `python scripts/train_title_map.py --esco FOLDER --onet FOLDER`, with ESCO's `occupations_en.csv` and
the O*NET text files inside. The vectors of MiniLM stay as they are; a 384 x 384 matrix W is trained on pairs
of titles of one occupation with the symmetric InfoNCE loss (van den Oord et al. 2018) over the batch,
starting from the identity. What is written is (I + W) / 2: half way did better than W itself on titles that
were not trained on, in both languages, and stays nearer to what the model knows of other texts.
"""

from __future__ import annotations

import argparse
import csv
import random
import tempfile
from pathlib import Path

import numpy as np
import torch

from kb.files import write_atomically
from matcher.encoders import artefacts
from matcher.encoders.onnx_minilm import OnnxMiniLM, export

MOST_TITLES = 24
"""O*NET titles kept an occupation; some have hundreds, and would drown the others."""

STEPS, BATCH, RATE, TEMPERATURE, SEED = 400, 512, 1e-3, 0.05, 0


def esco_groups(path: Path) -> list[list[str]]:
    """Read the titles of each ESCO occupation."""
    csv.field_size_limit(10**9)
    with path.open(encoding="utf-8", newline="") as stream:
        return [
            _clean([row["preferredLabel"], *row["altLabels"].split("\n")]) for row in csv.DictReader(stream)
        ]


def onet_groups(folder: Path) -> list[list[str]]:
    """Read the titles of each O*NET occupation."""
    titles: dict[str, list[str]] = {}
    for name, column in (("Occupation Data.txt", "Title"), ("Alternate Titles.txt", "Alternate Title")):
        with (folder / name).open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream, delimiter="\t"):
                titles.setdefault(row["O*NET-SOC Code"], []).append(row[column])
    chosen = random.Random(SEED)
    groups = map(_clean, titles.values())
    return [group if len(group) <= MOST_TITLES else chosen.sample(group, MOST_TITLES) for group in groups]


def _clean(titles: list[str]) -> list[str]:
    return list(dict.fromkeys(title.strip().casefold() for title in titles if title.strip()))


def encode(titles: list[str]) -> torch.Tensor:
    """Compute the vectors of all titles with the model as published."""
    source = artefacts.weights_folder()
    with tempfile.TemporaryDirectory() as folder:
        exact = Path(folder) / "exact.onnx"
        export(source, exact, Path(folder) / "small.onnx")
        model = OnnxMiniLM(exact, source / artefacts.TOKENIZER)
        return torch.tensor(model.encode_grouped(titles))


def train(groups: list[list[int]], vectors: torch.Tensor) -> torch.Tensor:
    """Train W.

    Args:
        groups: rows of `vectors` that mean the same.
        vectors: unit rows, (titles, 384).
    """
    identity = torch.eye(vectors.shape[1])
    weights = identity.clone().requires_grad_()
    optimiser = torch.optim.Adam([weights], lr=RATE)
    chosen = np.random.default_rng(SEED)
    share = np.sqrt([len(group) for group in groups])
    share /= share.sum()
    target = torch.arange(BATCH)
    for step in range(STEPS):
        batch = chosen.choice(len(groups), BATCH, replace=False, p=share)
        pairs = np.array([chosen.choice(groups[i], 2, replace=False) for i in batch])
        one, other = (
            torch.nn.functional.normalize(vectors[pairs[:, side]] @ weights, dim=1) for side in (0, 1)
        )
        scores = one @ other.T / TEMPERATURE
        loss = torch.nn.functional.cross_entropy(scores, target) + torch.nn.functional.cross_entropy(
            scores.T, target
        )
        optimiser.zero_grad()
        (loss / 2).backward()
        optimiser.step()
        for parameters in optimiser.param_groups:
            parameters["lr"] = RATE * (1 - (step + 1) / STEPS)
        if step % 50 == 49:
            print(f"step {step + 1} loss {loss.item() / 2:.3f}", flush=True)
    return (identity + weights.detach()) / 2


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--esco", type=Path, required=True)
    parser.add_argument("--onet", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=artefacts.TITLE_MAP)
    chosen = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(2)
    named = [*esco_groups(chosen.esco / "occupations_en.csv"), *onet_groups(chosen.onet)]
    named = [group for group in named if len(group) > 1]
    titles = list(dict.fromkeys(title for group in named for title in group))
    place = {title: index for index, title in enumerate(titles)}
    print(f"{len(named)} occupations, {len(titles)} titles", flush=True)
    trained = train([[place[title] for title in group] for group in named], encode(titles))
    with tempfile.TemporaryFile() as stream:
        np.save(stream, trained.numpy().astype(np.float16))
        stream.seek(0)
        write_atomically(chosen.out, stream.read())
    print(f"wrote {chosen.out}")


if __name__ == "__main__":
    main()
