"""A readiness grid of 10,000 invented people and 60 posts, against judging them one by one."""

from __future__ import annotations

import random
import tracemalloc

from kb import Knowledge
from matcher.team.grid import grid
from matcher.team.people import Person, Roster, SkillRating
from matcher.team.readiness import Judge
from tests.benchmarks.measure import Figure, medians, seconds

PEOPLE, POSTS, ONE_BY_ONE = 10_000, 60, 100
MOST_SECONDS, MOST_MIB = 10.0, 1024.0


def company(knowledge: Knowledge, count: int) -> Roster:
    """Invented people: each holds a role and rated levels of its skills and a few others."""
    draw = random.Random(20261125)
    roles, skills = sorted(knowledge.roles), sorted(knowledge.skills)
    people = []
    for number in range(count):
        role = draw.choice(roles)
        named = {q.skill for q in knowledge.roles[role].skills} | set(draw.sample(skills, 4))
        rated = tuple(SkillRating(skill=s, level=draw.randint(1, 5)) for s in sorted(named))
        months = draw.randint(0, 60)
        person = Person(
            id=f"p{number}", role=role, post_months=months, company_months=months + 6, skills=rated
        )
        people.append(person)
    return Roster(people=tuple(people))


def main() -> list[Figure]:
    """Seconds of the grid, its memory, and the rate of the other way."""
    knowledge = Knowledge.load()
    posts = sorted({edge.to_role for edge in knowledge.records.edges})[:POSTS]
    everybody, few = company(knowledge, PEOPLE), company(knowledge, ONE_BY_ONE)
    judge = Judge(knowledge, few)
    [whole] = medians([lambda: grid(knowledge, everybody, posts)], repeats=3)
    each = seconds(lambda: [judge.assess(person, post) for person in few.people for post in posts])
    slow = each * PEOPLE / ONE_BY_ONE
    tracemalloc.start()
    grid(knowledge, everybody, posts)
    peak = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    what = f"readiness of {PEOPLE:,} people for {len(posts)} posts"
    note = f"of {ONE_BY_ONE} people, times {PEOPLE // ONE_BY_ONE}"
    return [
        Figure(what, whole, "what it should take at most", MOST_SECONDS, "s", MOST_SECONDS / whole, 1.0),
        Figure(what, whole, "one verdict after another", slow, "s", slow / whole, None, note),
        Figure(f"{what}, memory", peak, "what it should need at most", MOST_MIB, "MiB", MOST_MIB / peak, 1.0),
    ]
