"""The interest quiz: one statement after another, answered 1 to 5, then the roles that go with it."""

from __future__ import annotations

from matcher.interests import ANSWERS, quiz_order, score_quiz, strongest
from tui.plain.desk import Desk


def quiz(desk: Desk) -> None:
    """Ask the quiz and match with the answers, beside whatever was said before."""
    from tui.plain.matching import answer

    talk = desk.talk
    items = quiz_order(desk.knowledge.records.quiz_items)
    talk.say("quiz_how", count=len(items))
    answers: dict[str, int] = {}
    for number, item in enumerate(items, 1):
        talk.say("quiz_item", number=number, count=len(items), text=item.text.get(talk.language))
        while said := talk.ask("quiz_answer"):
            if said.isdecimal() and int(said) in ANSWERS:
                answers[item.id] = int(said)
                break
            if said == "0":
                break
            talk.say("quiz_unclear", asked=said)
        else:
            continue
        if said == "0":
            break
    if not answers:
        talk.say("quiz_nothing")
        return
    desk.person = desk.person.model_copy(update={"riasec": score_quiz(answers, items)})
    letters = strongest(desk.person.riasec)
    names = [talk.session.say(f"words.interest_{letter.lower()}") for letter in letters]
    if names:
        talk.say("quiz_strongest", names=talk.session.say("words.comma").join(names))
    else:
        talk.say("quiz_flat")
    if not (desk.person.text or desk.person.skills):
        talk.say("quiz_alone")
    answer(desk)


__all__ = ["quiz"]
