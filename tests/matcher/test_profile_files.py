"""A profile written is the profile read, whatever somebody wrote in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.profile import Profile, ProfileError, ProfileSkill, profile_yaml, read_profile, write_profile

text = st.text(st.characters(exclude_categories=("Cs",)), max_size=80)
profiles = st.builds(
    Profile,
    id=st.just("me"),
    text=text,
    skills=st.lists(
        st.builds(ProfileSkill, skill=text.filter(bool), level=st.one_of(st.none(), st.integers(1, 5))),
        max_size=3,
    ).map(tuple),
    interests=st.lists(text, max_size=2).map(tuple),
    not_mine=st.lists(text, max_size=2).map(tuple),
    riasec=st.dictionaries(st.sampled_from("RIASEC"), st.floats(0, 1, width=16), max_size=6),
    experience=st.lists(text, max_size=2).map(tuple),
    current_role=st.one_of(st.none(), text.filter(bool)),
)


@settings(max_examples=60)
@given(profiles)
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, profile: Profile) -> None:
    file = tmp_path_factory.mktemp("profile") / "me.yaml"
    write_profile(profile, file)
    assert read_profile(file) == profile


def test_a_text_is_written_as_a_person_would() -> None:
    written = profile_yaml(Profile(text="會修圖\n\n喜歡：畫畫 # 真的", skills=(ProfileSkill(skill="ps"),)))
    assert (
        written == "text: |-\n  會修圖\n\n  喜歡：畫畫 # 真的\nskills: [{skill: ps}]\n"
        or written.startswith("text: |-\n  會修圖\n\n  喜歡：畫畫 # 真的\nskills:\n")
    )


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match=r"\.yaml"):
        write_profile(Profile(text="x"), tmp_path / "me.txt")
    assert list(tmp_path.iterdir()) == []
