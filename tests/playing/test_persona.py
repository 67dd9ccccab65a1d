"""The persona: what it tells and when, what it holds against a decision, and that it never repeats itself."""

from __future__ import annotations

import re
from collections import Counter
from random import Random

import pytest

from bot.content.scenarios import Scenario
from bot.tutor import Tutor
from tests.playing.given import ORDER, faintly, heard, planted, played, tokens

PLAYS = 200
SCENARIOS = (
    "ravi-adviser", "anisha-adviser", "elena-adviser",
    "ravi-defender", "anisha-defender", "elena-defender",
)  # fmt: skip
ADVISERS = SCENARIOS[:3]


@pytest.fixture(params=SCENARIOS)
def scenario(request: pytest.FixtureRequest, tutor: Tutor) -> Scenario:
    return tutor.course.scenarios[request.param]


def right(scenario: Scenario) -> dict[str, str]:
    return {scenario.accepts[0][0].replace("-", "_"): "recommends"}


def test_a_fact_comes_out_only_by_what_was_asked_and_the_trust_earned(scenario: Scenario) -> None:
    marked = planted(scenario)
    acts = sorted(
        {act for one in scenario.facts for act in one.reveal.asked} | {"say-cost", "rude"}
    )
    for seed in range(40):
        chance = Random(seed)
        turns = [heard(*chance.sample(acts, chance.choice((1, 2)))) for _ in range(11)]
        story = played(marked, turns, seed)
        assert tokens(story) == set(story.revealed)
        for at, turn in enumerate(story.turns):
            before = type(story)(marked, story.turns[:at], ORDER)
            for fact in (one for one in marked.facts if one.id in (*turn.found, *turn.given)):
                assert not fact.reveal.never
                assert before.trust >= fact.reveal.trust
                assert set(turn.acts) & {*fact.reveal.asked, *fact.reveal.nearby}


def test_what_is_never_told_is_not_told_though_everything_is_asked(scenario: Scenario) -> None:
    acts = {act for one in scenario.facts for act in (*one.reveal.asked, *one.reveal.nearby)}
    story = played(planted(scenario), [heard(one) for one in sorted(acts)] * 2)
    assert not tokens(story) & {one.id for one in scenario.facts if one.reveal.never}


def test_no_line_comes_twice_in_a_play(tutor: Tutor, scenario: Scenario) -> None:
    acts = list(tutor.course.acts)
    for seed in range(PLAYS):
        chance = Random(seed)
        turns = [heard(*chance.sample(acts, chance.choice((0, 1, 1, 2)))) for _ in range(12)]
        if seed % 3 == 0:
            turns = [heard(chance.choice(acts))] * 12  # the same thing again and again
        if seed % 5 == 0:
            level = chance.choice(ORDER).replace("-", "_")
            turns[chance.randrange(12)] = heard("say-cost", **{level: "recommends"})
        lines = Counter(line for one in played(scenario, turns, seed).turns for line in one.lines)
        assert not [line for line, count in lines.items() if count > 1]


def test_the_persona_names_no_level_before_the_learner_has(
    tutor: Tutor, scenario: Scenario
) -> None:
    terms = [tutor.course.terms[one.id] for one in tutor.course.levels]
    names = [name for one in terms for name in (one.name, *one.aliases) if len(name) > 2]
    level = re.compile("|".join(rf"\b{re.escape(one)}\b" for one in names), re.IGNORECASE)
    acts = list(tutor.course.acts)
    for seed in range(60):
        chance = Random(seed)
        turns = [heard(*chance.sample(acts, 2)) for _ in range(12)]
        for turn in played(scenario, turns, seed).turns:
            assert turn.lines and not level.search(" ".join(turn.lines)), turn.lines


def test_a_right_decision_with_its_reason_is_accepted(scenario: Scenario) -> None:
    reasons = [
        heard(one, words="Because.") for one in ("say-cost", "say-time", "say-upkeep", "say-checks")
    ]
    decides = heard(scenario.ends.reasons[0], words="That is it.", **right(scenario))
    story = played(scenario, [heard("ask-data"), decides, *reasons])
    assert story.accepted
    assert sum(one.accepted for one in story.turns) == 1


def test_a_right_decision_without_a_reason_is_asked_for_one(scenario: Scenario) -> None:
    story = played(scenario, [heard(words="Do it.", **right(scenario))])
    assert not story.accepted and story.turns[-1].lines[0] in scenario.lines["why"]


@pytest.mark.parametrize("name", ADVISERS)
def test_a_wrong_decision_meets_new_words_each_time_and_is_never_accepted(
    name: str, tutor: Tutor
) -> None:
    scenario = tutor.course.scenarios[name]
    story = played(scenario, [heard("say-edge", words="Build it.", from_scratch="recommends")] * 12)
    assert not story.accepted and not any(one.accepted for one in story.turns)
    assert all(one.raised for one in story.turns[:5])


def test_a_faint_word_for_another_level_does_not_undo_a_decision(scenario: Scenario) -> None:
    faint = [heard(rag="recommends"), faintly(heard(fine_tuning="recommends"))]
    assert played(scenario, faint).decision.now == ("rag",)
    firm = [heard(rag="recommends"), heard(fine_tuning="recommends")]
    assert played(scenario, firm).decision.now == ("fine-tuning",)


def test_who_agrees_with_an_objection_gives_way_sooner(scenario: Scenario) -> None:
    wrong = heard(prompt_engineering="recommends")
    halfway = faintly(heard(**right(scenario)), 0.3)
    assert not played(scenario, [wrong, halfway]).decision.right(scenario)
    conceded = faintly(heard("agrees", **right(scenario)), 0.3)
    assert played(scenario, [wrong, conceded]).decision.right(scenario)


def test_what_was_firmly_taken_back_gives_way_to_a_faint_word(scenario: Scenario) -> None:
    turns = [
        heard(prompt_engineering="recommends"),
        heard(prompt_engineering="rejects"),
        faintly(heard(rag="recommends")),
    ]
    assert played(scenario, turns).decision.now == ("rag",)
    unsure = [turns[0], faintly(turns[1]), turns[2]]
    assert played(scenario, unsure).decision.now == ("prompt-engineering",)


def test_a_decision_that_is_taken_back_is_accepted_no_more(scenario: Scenario) -> None:
    decides = heard(
        scenario.ends.reasons[0], "say-cost", "say-time", words="That is it.", **right(scenario)
    )
    other = heard(words="No, build one.", from_scratch="recommends")
    story = played(scenario, [decides, heard("say-checks", words="Checked."), other])
    assert not story.accepted


def test_a_command_is_answered_alone(scenario: Scenario) -> None:
    turn = played(scenario, [heard("commands", "ask-budget", "ask-data")]).turns[0]
    assert turn.lines == [one for one in scenario.lines["commands"] if one in turn.lines]
    assert not turn.found and not turn.given
