"""The end of a run: the output, the rejects and the manifest take their names, then the parts are removed."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic_core import from_json

from kb.files import write_atomically
from kb.messages import Messages
from matcher.batch.cohort import Cohort
from matcher.batch.engine import Run
from matcher.batch.manifest import Identity, hash_of
from matcher.batch.options import FOR_MACHINES
from matcher.batch.writers import Report, write_report


def rejects_path(output: Path) -> Path:
    """Where the rejects of an output go: `OUT.rejects.csv` beside `OUT.xlsx`."""
    return output.with_name(output.stem + ".rejects.csv")


def manifest_path(output: Path) -> Path:
    """Where the manifest of an output goes: `OUT.run.json` beside `OUT.xlsx`."""
    return output.with_name(output.stem + ".run.json")


def finish(
    run: Run, own: Identity, messages: Messages, ran: Mapping[str, Any], *, figures: bool
) -> Cohort | None:
    """Write everything and remove the parts.

    Args:
        run: all of whose shards are kept.
        own: what it was made from.
        messages: the reader's language.
        ran: how it ran, for the manifest only: workers, runner, seconds.
        figures: whether the cohort is wanted where the output does not show it.

    Returns:
        The cohort in figures; None when nobody wants it, since counting it takes time.

    Raises:
        BatchError: when the format cannot hold the answers.
        OSError: when a file cannot be written.
    """
    output = run.options.output
    cohort = Cohort()
    counted = figures or run.options.format not in FOR_MACHINES
    for line in run.lines() if counted else ():
        cohort.add(from_json(line))
    about = provenance(run, own)
    report = Report(
        lines=run.lines,
        knowledge=run.recipe.matcher().knowledge,
        messages=messages,
        top=run.options.top,
        raw=run.options.raw,
        cohort=cohort,
        about=about,
    )
    whole = run.parts.whole(output.suffix)
    if run.whole is None:
        write_report(run.options.format, report, whole)
    _publish(whole, output)
    rejects = rejects_path(output)
    if run.counts.rejected:
        _publish(run.parts.rejects, rejects)
    else:
        rejects.unlink(missing_ok=True)
    sha256 = hash_of(output) if run.whole is None else run.whole.sha256
    written = {"name": output.name, "sha256": sha256, "bytes": output.stat().st_size}
    manifest = {**about, "identity": own.model_dump(mode="json"), "output": written, "run": dict(ran)}
    text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    write_atomically(manifest_path(output), text.encode())
    run.parts.clear()
    return cohort if counted else None


def provenance(run: Run, own: Identity) -> dict[str, Any]:
    """What an output was made from and what became of the rows; nothing that changes from run to run."""
    table, counts = run.prepared.table, run.counts
    return {
        "program": own.program,
        "code": own.code,
        "input": {
            "name": run.prepared.table.name,
            "sha256": own.input,
            "kind": table.kind,
            "encoding": table.encoding,
            "delimiter": table.delimiter,
            "sheet": table.sheet,
            "columns": list(table.columns),
        },
        "mapping": {field: list(columns) for field, columns in run.prepared.mapping.columns.items()},
        "knowledge": own.knowledge,
        "model": own.model,
        "options": dict(own.options),
        "counts": {
            "rows": counts.rows,
            "answered": counts.answered,
            "abstained": counts.abstained,
            "rejected": counts.rejected,
            "rejected_by_code": dict(sorted(counts.by_code.items())),
            "ids_again": counts.twins,
            "rows_with_ids_again": counts.twin_rows,
            "without_id": counts.nameless,
            "rows_without_id": counts.nameless_rows,
        },
    }


def finished(output: Path, own: Identity) -> dict[str, Any] | None:
    """The manifest of an output that was made from the same things and is as it was written; else None."""
    try:
        manifest: dict[str, Any] = json.loads(manifest_path(output).read_bytes())
        same = Identity.model_validate(manifest["identity"]).difference(own) == ""
        whole = hash_of(output) == manifest["output"]["sha256"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return manifest if same and whole else None


def _publish(part: Path, path: Path) -> None:
    """Give a finished file its name, once it is on the disk."""
    with part.open("rb+") as stream:
        os.fsync(stream.fileno())
    part.replace(path)


__all__ = ["finish", "finished", "manifest_path", "provenance", "rejects_path"]
