"""Advice as a learner meets it: plans, push-back, new facts, questions back, guesses."""

from __future__ import annotations

import re

import pytest

from bot.activities.advise_steps import words_of
from bot.conversation import take_turn
from bot.replies import NeedRead, Reply
from bot.session import Case, Session
from bot.tutor import Tutor

MANUAL = "Our warehouse people should be able to ask the safety manual."


def talk(tutor: Tutor, *turns: str) -> list[Reply]:
    session = Session()
    return [take_turn(session, one, tutor) for one in turns]


def said(reply: Reply) -> int:
    """The words of a recommendation below its first line, without markers."""
    return len(re.sub(r"\[\d+\]", "", reply.text.split("\n\n", 1)[1]).split())


@pytest.mark.parametrize(
    ("plan", "first_line", "levels"),
    [
        (MANUAL, "Recommendation: **RAG**", ["rag"]),
        ("We just need ideas and first drafts for our newsletter, nothing special.", "Recommendation: **Pretrained, as is**", ["pretrained"]),
        ("Our replies should be polite, in three bullet points and under 80 words.", "Recommendation: **Prompt engineering**", ["prompt-engineering"]),
        ("Every report must use our specialist engineering terms in exactly the same way, every single time.", "Recommendation: **Fine-tuning**", ["fine-tuning"]),
        ("Answers must come from our archive of contracts, and always in the exact legal terminology of our house, every time.", "Recommendation: **RAG**, then **Fine-tuning**", ["rag", "fine-tuning"]),
        ("RAG over our handbooks is in place and finds the right pages, but the style of the reports still doesn't hold.", "Recommendation: **Fine-tuning** (on top of the RAG you have)", ["fine-tuning"]),
        ("We are a model provider and sell foundation models to other firms.", "Recommendation: **Training from scratch**", ["from-scratch"]),
    ],
)  # fmt: skip
def test_a_plan_gets_the_level_of_the_course(
    tutor: Tutor, plan: str, first_line: str, levels: list[str]
) -> None:
    reply = talk(tutor, plan)[0]
    assert reply.text.split("\n")[0] == first_line
    assert list(reply.levels or ()) == levels
    assert reply.level == levels[0]
    assert reply.activity == "advise"
    assert reply.citations
    assert 70 <= said(reply) <= 160
    heard = [one for one in reply.needs or () if one.value == "said"]
    assert heard
    assert all(one.words and one.words in plan for one in heard)
    assert f'"{heard[0].words}"' in reply.text or any(
        f'"{one.words}"' in reply.text for one in heard
    )
    assert "Effort" in reply.details
    assert "I assumed" in reply.details or levels == ["from-scratch"]


@pytest.mark.parametrize(
    "push",
    ["I still think fine-tuning is better", "my boss disagrees", "are you sure?", "but everybody fine-tunes these days", "just say fine-tuning, please", "Couldn't it learn the manual by heart instead?", "why on earth not fine-tuning?"],
)  # fmt: skip
def test_an_opinion_does_not_move_the_level(tutor: Tutor, push: str) -> None:
    first, second = talk(tutor, MANUAL, push)
    assert second.levels == first.levels == ("rag",)
    assert "What would change it" in second.text


def test_a_new_fact_decides_anew_and_shows_what_changed(tutor: Tutor) -> None:
    first, second = talk(tutor, MANUAL, "actually prompts and retrieval didn't hold the style")
    assert first.levels == ("rag",)
    assert second.levels == ("fine-tuning",)
    assert "before, I recommended RAG, and now it is Fine-tuning" in second.text


@pytest.mark.parametrize(
    ("plan", "remark", "levels"),
    [
        (
            "Our clerks should get answers from our own filing system.",
            "The auditor wants the official terminology in every single answer, without exception.",
            ("rag", "fine-tuning"),
        ),
        (
            "Answers from our own case files, and always in our exact specialist terminology.",
            "The terminology has been dropped, nobody minds it any more; the case files still count.",
            ("rag",),
        ),
        (
            "Our bakers should get answers from our own recipe archive.",
            "The archive has been thrown away, so forget it. It's only for general ideas and drafts.",
            ("pretrained",),
        ),
        (
            "Our instructions are far too long and cost too much on a million calls a day.",
            "We shortened them to three lines on format and tone, so the cost is no problem any more.",
            ("prompt-engineering",),
        ),
        (
            "Every letter must be in our exact house style, no slip allowed.",
            "The letters have to take the prices from our own price list as well. Style as before.",
            ("rag", "fine-tuning"),
        ),
    ],
)
def test_a_fact_takes_back_what_it_speaks_of_and_leaves_the_rest(
    tutor: Tutor, plan: str, remark: str, levels: tuple[str, ...]
) -> None:
    assert talk(tutor, plan, remark)[-1].levels == levels


def test_what_is_taken_back_is_denied_in_the_learners_words(tutor: Tutor) -> None:
    remark = "The RAG was switched off last week, but the manuals still count."
    reply = talk(
        tutor, "RAG over our manuals is in place and the style still doesn't hold.", remark
    )[-1]
    needs = {one.name: one for one in reply.needs or ()}
    assert needs["own-data"].value == "said"
    assert needs["rag-in-place"].value == "denied"
    assert str(needs["rag-in-place"].words) in remark


def test_what_if_compares_and_leaves_the_case_as_it_was(tutor: Tutor) -> None:
    _, supposed, after = talk(
        tutor,
        MANUAL,
        "what if it also had to use our exact terminology every time?",
        "are you sure?",
    )
    assert supposed.levels == ("rag", "fine-tuning")
    assert "As you described it, the level is RAG" in supposed.text
    assert after.levels == ("rag",)


def test_too_little_is_asked_back_twice_and_then_answered_with_an_if(tutor: Tutor) -> None:
    replies = talk(tutor, "which level for a chatbot?", "not sure", "no idea")
    for reply in replies[:2]:
        assert reply.level is None
        assert reply.text.endswith("?")
        assert reply.open is not None and reply.open.activity == "advise"
        assert len(reply.choices) >= 3
    last = replies[2]
    assert last.level is None and last.open is None
    assert last.text.count("if ") >= 3 and last.citations


def test_a_button_answers_the_question_back(tutor: Tutor) -> None:
    replies = talk(tutor, "which level for a chatbot?", "From our own documents or data")
    assert replies[1].levels == ("rag",)
    denied = talk(
        tutor, "which level for a chatbot?", "General knowledge is enough", "Nothing special"
    )
    assert denied[2].levels == ("pretrained",)


def test_a_question_in_between_is_answered_and_the_open_one_put_again(tutor: Tutor) -> None:
    asked, between, decided = talk(
        tutor, "which level for a chatbot?", "What does RAG cost?", "from our own price lists"
    )
    assert "moderate" in between.text and between.text.endswith("?")
    assert between.open == asked.open
    assert decided.levels == ("rag",)


def test_an_answer_on_the_card_can_be_changed(tutor: Tutor) -> None:
    session = Session()
    first = take_turn(session, MANUAL, tutor)
    assert first.card is not None
    step = next(one for one in first.card["path"] if one["words"])
    changed = take_turn(session, step["others"][0]["sends"], tutor)
    assert step["answer"] == "Yes"
    assert changed.levels != ("rag",)


def test_the_learner_may_guess_first(tutor: Tutor) -> None:
    asked, guess, shown = talk(tutor, "let me guess first", MANUAL, "fine-tuning")
    assert asked.open is not None and guess.open is not None
    assert guess.level is None and "Fine-tuning" in guess.choices
    assert shown.levels == ("rag",)
    assert "You chose Fine-tuning, while the tree says RAG" in shown.text


def test_a_case_for_practice_waits_for_a_level(tutor: Tutor) -> None:
    session = Session()
    posed = [take_turn(session, "give me a case", tutor).text for _ in range(2)]
    assert posed[0] != posed[1]
    unread = take_turn(session, "hm", tutor)
    assert unread.level is None and unread.open is not None
    assert take_turn(session, "RAG", tutor).level is not None


def test_a_business_that_wants_its_own_model_gets_the_level_of_its_need(tutor: Tutor) -> None:
    plan = "We want to train our own model so that staff can ask questions about our product catalogue."
    reply = talk(tutor, plan)[0]
    assert reply.levels == ("rag",)
    assert "never what the unit recommends to a business" in reply.text


@pytest.mark.parametrize(
    ("question", "level"),
    [("Which level does Ravi choose?", "rag"), ("Which level is right for Anisha?", "fine-tuning"), ("What should Elena's firm use?", "rag")],
)  # fmt: skip
def test_the_courses_own_cases_name_their_level(tutor: Tutor, question: str, level: str) -> None:
    assert talk(tutor, question)[0].level == level


@pytest.mark.parametrize(
    "plan",
    [
        "I'm the CTO of a shipyard. Our welders should be able to look things up in our own welding procedures.",
        "Now for the whole story: our choir keeps eighty years of concert programmes, and singers keep asking which pieces we sang and when. Answers should come out of those programmes.",
    ],
)
def test_a_plan_is_one_whatever_it_names(tutor: Tutor, plan: str) -> None:
    assert talk(tutor, plan)[0].level == "rag"


@pytest.mark.parametrize(
    ("plan", "level"),
    [
        ("Radio station: ideas and rough first drafts for the shows, any style will do. Plain model.", "pretrained"),
        ("Our customs people want answers from our own tariff files. Link the files, RAG, yes?", "rag"),
    ],
)  # fmt: skip
def test_a_level_named_at_the_end_leaves_a_plan_a_plan(tutor: Tutor, plan: str, level: str) -> None:
    assert talk(tutor, plan)[0].level == level


@pytest.mark.parametrize(
    "question", ["When is RAG enough?", "What is fine-tuning?", "Who is Ravi?"]
)
def test_a_question_about_the_course_stays_one(tutor: Tutor, question: str) -> None:
    assert talk(tutor, question)[0].activity == "ask"


def test_the_tree_can_be_seen(tutor: Tutor) -> None:
    reply = talk(tutor, "show me the decision tree")[0]
    assert "/public/decision-tree.svg" in reply.text
    assert "Must the answers come from your own documents or data?" in reply.text


def test_stop_ends_a_case_that_is_open(tutor: Tutor) -> None:
    assert talk(tutor, "which level for a chatbot?", "stop")[1].open is None


@pytest.mark.parametrize(
    "weighed",
    ["we have 90 handbooks, rag or fine-tuning?", "RAG or tuning for our binders of procedures?"],
)
def test_two_levels_weighed_for_something_of_ones_own_are_a_plan(
    tutor: Tutor, weighed: str
) -> None:
    assert talk(tutor, weighed)[0].levels == ("rag",)


def test_a_plan_told_with_the_wish_to_guess_first_is_kept(tutor: Tutor) -> None:
    """The guess is asked for, and then set beside the decision on that very plan."""
    first, second = talk(tutor, f"Let me guess first: {MANUAL}", "Fine-tuning")
    assert first.levels is None and first.open and first.open.item == "guess"
    assert second.levels == ("rag",) and "safety manual" in second.text


def test_an_example_is_given_beside_an_open_question(tutor: Tutor) -> None:
    """Of what was asked in between, and the question is put again."""
    session = Session()
    asked = take_turn(session, "Which level for a chatbot?", tutor)
    take_turn(session, "What is RAG?", tutor)
    reply = take_turn(session, "give me an example", tutor)
    assert asked.open and reply.open == asked.open
    assert reply.citations and reply.text.rstrip().endswith("?")


@pytest.mark.parametrize(
    "plan",
    [
        "We plan to build a language model of our own, so that nobody else has the same. It will answer members from our field trials.",
        "I want to train our very own model from zero to answer staff from our handbook.",
    ],
)  # fmt: skip
def test_a_wish_for_an_own_model_makes_nobody_a_provider(tutor: Tutor, plan: str) -> None:
    assert talk(tutor, plan)[0].levels == ("rag",)


def test_what_has_not_begun_is_not_in_place(tutor: Tutor) -> None:
    """Nor has it fallen short: "no prompt written yet" tells of no good prompts."""
    plans = tutor.plans
    assert plans
    begun = plans.scored("The search has been running since May and our good prompts don't hold.")
    idle = plans.scored("The search hasn't been started and no prompts were written so far.")
    for need in ("rag-in-place", "prompts-fell-short"):
        at = plans.labels.needs.index(("yes", need))
        assert begun.best[at] > 0 > idle.best[at]


def test_a_bare_no_to_a_recommendation_is_push_back(tutor: Tutor) -> None:
    before, after = talk(tutor, MANUAL, "no")
    assert after.levels == before.levels == ("rag",)


def test_a_wish_told_in_push_back_is_answered(tutor: Tutor) -> None:
    before, after = talk(tutor, MANUAL, "my boss wants a model of our own")
    assert after.levels == before.levels
    assert "training from scratch" in after.text.split("**Details")[0].lower()


@pytest.mark.parametrize("failed", [False, True])
def test_what_prompts_failed_at_is_not_left_to_them(tutor: Tutor, failed: bool) -> None:
    """What an instruction can state is the prompts' beside another need, but not where prompts didn't hold."""
    told = {"stated-style": "keep to our template", "fixed-style": "our clinic's own terms"}
    told |= {"prompts-fell-short": "good prompts failed"} if failed else {}
    needs = [NeedRead(name=one, value="said", words=words) for one, words in told.items()]
    draft = words_of(tutor).of(Case(needs=needs))
    said = " ".join(one.text for one in draft.points)
    assert draft.advice and draft.advice.levels == ("fine-tuning",)
    assert ("your prompts take care of it" in said) is not failed
