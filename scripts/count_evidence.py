"""Count which of our own names the postings and occupations of a family use; keep counts, never texts.

Usage: python scripts/count_evidence.py [PATH-TO-POSTINGS]
PATH-TO-POSTINGS holds `zh_postings.csv` and `en_postings.csv` with columns `description_masked` and
`role_label`, and may hold `esco_roles.jsonl` (`role_label`, `uri`, `skills`) and `onet_roles.jsonl`
(`role_labels`, `soc`, `tasks`); by default `../shared/eval/dev` beside the repository. Writes
`data/evidence/<family>.yaml`.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from matcher.evaluation.counting import count_postings, counts_as_yaml

ROOT = Path(__file__).resolve().parent.parent


def main(folder: Path) -> int:
    """Count and write; 1 when there is nothing to count."""
    if not (folder / "zh_postings.csv").exists():
        print(f"No postings at {folder}: the counts in data/evidence/ stay as they are.", file=sys.stderr)
        return 0
    target = ROOT / "data" / "evidence"
    target.mkdir(exist_ok=True)
    for family, text in counts_as_yaml(count_postings(folder), date.today().isoformat()).items():
        (target / f"{family}.yaml").write_text(text, encoding="utf-8")
        print(f"data/evidence/{family}.yaml")
    return 0


if __name__ == "__main__":
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "eval" / "dev"
    sys.exit(main(given))
