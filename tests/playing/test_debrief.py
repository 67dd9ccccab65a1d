"""The debrief: marks by what was done, quotes in the learner's exact words, scales kept apart."""

from __future__ import annotations

from bot.playing.debrief import debrief, unmet
from bot.playing.sentences import sentences_of
from bot.turns import Heard
from bot.tutor import Tutor
from tests.playing.given import heard, played


def test_an_objective_is_met_where_its_act_was_heard_and_quotes_the_sentence(tutor: Tutor) -> None:
    scenario = tutor.course.scenarios["ravi-adviser"]
    said = "Morning! Where do the answers sit, in your wiki?"
    turn = [
        Heard(words="Morning!", acts=["greets"]),
        Heard(words="Where do the answers sit", acts=["ask-data"]),
    ]
    turn[1] = turn[1].model_copy(update={"words": "Where do the answers sit, in your wiki?"})
    story = played(scenario, [heard("ask-purpose"), turn])
    judged = {one.objective.id: one for one in debrief(story).judged}
    assert (judged["whose-data"].status, judged["whose-data"].turn) == ("met", 2)
    assert judged["whose-data"].quote in said
    assert judged["purpose"].status == "met" and judged["tried"].status == "missed"
    assert judged["tried"].quote is None and judged["tried"].turn is None


def test_a_right_decision_that_was_dropped_is_partly_met(tutor: Tutor) -> None:
    scenario = tutor.course.scenarios["ravi-adviser"]
    turns = [heard("say-own-data", rag="recommends"), heard(from_scratch="recommends")]
    judged = {one.objective.id: one.status for one in debrief(played(scenario, turns)).judged}
    assert judged["recommends"] == "partly"
    judged = {one.objective.id: one.status for one in debrief(played(scenario, turns[:1])).judged}
    assert judged["recommends"] == "met"


def test_scales_are_never_blended(tutor: Tutor) -> None:
    scenario = tutor.course.scenarios["anisha-adviser"]
    found = debrief(played(scenario, [heard("ask-style"), heard("say-sums-up")]))
    scores = {one.scale: one.reached for one in found.scores}
    assert set(scores) == {"discovery", "decision", "justification", "communication"}
    assert scores["discovery"] == 3 and scores["communication"] == 2 and scores["decision"] == 0


def test_the_same_play_is_always_judged_alike(tutor: Tutor) -> None:
    scenario = tutor.course.scenarios["elena-adviser"]
    story = played(scenario, [heard("ask-data"), heard("say-own-data", rag="recommends")])
    assert debrief(story).judged == debrief(story).judged


def test_what_is_unmet_comes_by_stage_and_weight(tutor: Tutor) -> None:
    scenario = tutor.course.scenarios["ravi-adviser"]
    left = unmet(played(scenario, [heard("ask-data")]))
    here = [one for one in left if one.id in scenario.stages[0].objectives]
    assert here and left[: len(here)] == sorted(here, key=lambda one: -one.weight)
    later = unmet(played(scenario, [heard("ask-data"), heard(rag="recommends")]))
    assert later[0].id in scenario.stages[1].objectives
    assert later[-1].id in scenario.stages[0].objectives
    assert "whose-data" not in {one.id for one in left}


def test_the_sentence_that_speaks_against_the_level_is_quoted(tutor: Tutor) -> None:
    scenario = tutor.course.scenarios["elena-adviser"]
    money = "Cost is middling, you pay for the fetching."
    against = "Maybe look at fine-tuning in a year, not before."
    turn = [*heard("say-cost", words=money), *heard(words=against, fine_tuning="later")]
    judged = {one.objective.id: one for one in debrief(played(scenario, [turn])).judged}
    assert judged["not-dearer"].status == "met" and judged["not-dearer"].quote == against
    outright = "Tuning would change its manners and file no paper."
    turns = [turn, heard("say-dearer-unneeded", words=outright, fine_tuning="rejects")]
    judged = {one.objective.id: one for one in debrief(played(scenario, turns)).judged}
    assert (judged["not-dearer"].quote, judged["not-dearer"].turn) == (outright, 2)


def test_what_tells_something_asks_nothing(tutor: Tutor) -> None:
    assert tutor.turns is not None
    (told,) = tutor.turns.hear("It takes some weeks or months before it runs.")
    assert "say-time" in told.acts and not [one for one in told.acts if one.startswith("ask-")]
    (asked,) = tutor.turns.hear("How many weeks or months can you wait before it runs?")
    assert "ask-time" in asked.acts


def test_a_reason_full_of_denials_turns_no_recommendation_round(tutor: Tutor) -> None:
    assert tutor.turns is not None
    (one,) = tutor.turns.hear("RAG, because no public model has ever seen a page of yours")
    assert one.levels["rag"] == "recommends"
    (one,) = tutor.turns.hear("RAG won't do, because nothing has to be looked up here")
    assert one.levels["rag"] == "rejects"


def test_a_title_ends_no_sentence() -> None:
    said = "Dr. Finch, what do you write? No. Thank you, Mr. Moss. Good."
    assert sentences_of(said) == [
        "Dr. Finch, what do you write?",
        "No.",
        "Thank you, Mr. Moss.",
        "Good.",
    ]
