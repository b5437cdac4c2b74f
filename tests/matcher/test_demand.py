"""What roles ask for, and the gaps of somebody who shows less."""

from __future__ import annotations

from kb import Knowledge
from matcher.demand import demand_of
from matcher.fits import Lack


def test_a_role_asks_for_what_its_record_says() -> None:
    for role in Knowledge.load().roles.values():
        demand = demand_of(role)
        assert demand.role == role.id
        assert demand.whole == sum(q.importance * q.level for q in role.skills)
        assert [tuple(asked) for asked in demand.asked] == [
            (q.skill, q.importance, q.level, q.must) for q in role.skills
        ]
        assert list(demand.short) == [q.skill for q in role.skills]
        for q in role.skills:
            weights = [round(q.importance * n / demand.whole, 9) for n in range(q.level, 0, -1)]
            assert list(demand.short[q.skill]) == [
                (not q.must, -weight, q.skill, Lack(q.skill, q.importance, have, q.level, q.must, weight))
                for have, weight in enumerate(weights)
            ]
