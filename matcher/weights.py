"""The weights of the score, read from `data/matching/weights.yaml`, where each has its reason."""

from __future__ import annotations

from functools import cache
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from kb.problems import BrokenKnowledge, Problem
from kb.told import told
from kb.yaml_reader import dotted
from matcher.matching_data import matching_document

Share = Annotated[float, Field(ge=0, le=1)]
Positive = Annotated[float, Field(gt=0)]

FILE = "matching/weights.yaml"


class _Weights(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Components(_Weights):
    """The share of each component; they sum to 1."""

    meaning: Share
    skill: Share
    title: Share
    interest: Share
    entry: Share

    @model_validator(mode="after")
    def _sum_to_one(self) -> Components:
        total = self.meaning + self.skill + self.title + self.interest + self.entry
        if abs(total - 1.0) > 1e-9:
            raise ValueError(f"the component weights sum to {total}, not 1")
        return self


class Meaning(_Weights):
    """How clauses become the meaning component."""

    half: Positive
    power: Positive
    parting: Positive
    role_power: Positive
    role_share: Annotated[float, Field(ge=0)]
    mention: Annotated[float, Field(ge=0)]
    word: Annotated[float, Field(ge=0)]
    encoder: Annotated[float, Field(ge=0)]
    told: Annotated[float, Field(ge=0)]


class SkillWeights(_Weights):
    """How named skills count."""

    related: Share
    tool_level: Annotated[int, Field(ge=1, le=5)]


class TitleWeights(_Weights):
    """How named titles count."""

    least_share: Share
    whole: Share
    wish: Share


class InterestWeights(_Weights):
    """How interests count."""

    liked_skill: Share
    words: Share
    riasec: Share


class EntryWeights(_Weights):
    """How the rung fits the person's standing."""

    spread: Positive
    usual_rung: Positive


class Abstain(_Weights):
    """When no answer is given."""

    least_affinity: Annotated[float, Field(ge=0)]
    least_trade: Share
    least_beside: Share
    least_covered: Share


class Weights(_Weights):
    """All weights."""

    components: Components
    meaning: Meaning
    skill: SkillWeights
    title: TitleWeights
    interest: InterestWeights
    entry: EntryWeights
    abstain: Abstain


@cache
def builtin_weights() -> Weights:
    """The weights that ship.

    Raises:
        BrokenKnowledge: when the file is damaged or its weights do not sum to 1.
    """
    document = matching_document("weights")
    try:
        return Weights.model_validate(document.data)
    except ValidationError as error:
        raise BrokenKnowledge(
            [
                Problem(
                    FILE,
                    document.marks.get(tuple(d["loc"])),
                    dotted(tuple(d["loc"])),
                    "weights",
                    told("weights_refused", why=d["msg"]),
                    told("mend_it"),
                )
                for d in error.errors()
            ]
        ) from None
