"""A cluster of two nodes on this machine, one of which is killed in mid-run; prints what came of it as JSON.

A process of its own, because Ray leaves threads and open files behind that a test run must not keep.
"""

from __future__ import annotations

import json
import os
import sys

os.environ["RAY_USAGE_STATS_ENABLED"] = "0"

import ray
from ray.cluster_utils import Cluster

from kb.locate import builtin_root
from matcher.batch.people import Person
from matcher.batch.ray_runner import RayRunner
from matcher.batch.scoring import Recipe, Shard, run_recipe
from matcher.evaluation.gold import read_gold
from matcher.profile import Profile

SHARDS, PEOPLE = 24, 6
KILLED_AFTER = 4


def people() -> list[Person]:
    """Invented people out of the labelled profiles."""
    listed = read_gold(builtin_root() / "gold")[: SHARDS * PEOPLE]
    return [Person(i, p.id, "", Profile(id=p.id, text=p.text)) for i, p in enumerate(listed, 2)]


def main() -> None:
    """Answer the same shards here and on the cluster."""
    everybody = people()
    shards = [Shard(n, tuple(everybody[n * PEOPLE : (n + 1) * PEOPLE])) for n in range(SHARDS)]
    recipe = Recipe(encoder="ngram", top=3)
    here = dict(run_recipe(shard, recipe) for shard in shards)
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    doomed = cluster.add_node(num_cpus=1)
    ray.init(address=cluster.address, log_to_driver=False, logging_level="error")
    nodes = sum(node["Alive"] for node in ray.nodes())
    there: dict[int, bytes] = {}
    for number, lines in RayRunner(2).run(iter(shards), recipe):
        assert number not in there
        there[number] = lines
        if len(there) == KILLED_AFTER:
            cluster.remove_node(doomed, allow_graceful=False)
    left = sum(node["Alive"] for node in ray.nodes())
    ray.shutdown()
    cluster.shutdown()
    found = {"nodes": nodes, "left": left, "shards": len(there), "same": there == here}
    print(json.dumps(found))  # noqa: T201 - its answer


if __name__ == "__main__":
    main()
    sys.stdout.flush()
