"""Whether a message asks for advice: outright, by describing a plan, or by a remark on the last recommendation."""

from __future__ import annotations

from bot.reading.plan_model import REMARKS
from bot.reading.question import Question
from bot.routing.plan_odds import plan_odds, told_before
from bot.routing.request import Request, small_talk
from bot.session import Session
from bot.tutor import Tutor

ASKS_LEVEL = -2.5  # log odds from which a question for a level is about a plan
WEIGHS = -2.4  # ... from which a choice between two levels for oneself is about a plan
TOLD = 0.8  # ... from which what comes before a level is named is a plan
FEWEST = 3  # words in the shortest plan
BRIEF = 12  # words up to which a message far outside the course is no plan
FAR = -4.0  # ... log odds of lying inside it from which it is far
SURE_PLAN = 3.8  # ... from which a message is a plan though a model might do the job
NEARLY = -0.7  # ... from which a statement is a plan in which a need is read as plainly as
PLAIN = 2.0  # this logit
CLEARLY = 4.0  # ... from which a message is a plan though it names what plans seldom do
SURELY = 0.9  # chance from which it is another plan for certain
ON_LAST = 8  # words up to which a line asks for another form of the last answer
ASKED = 0.8  # ... asks something, though it isn't put as a question
LATER = 0.7  # ... adds to a case that was advised on some turns ago
DOUBTS = (
    "sure",
    "what_if",
    "why_alone",
    "doubts",
    "challenges",
)  # cues of a remark on what was recommended
CHOOSES = ("choice", "use", "definition")  # aspects of a question that only asks which to take
ANEW = 16  # words from which a message that reads like a plan is another plan


def about_advice(session: Session, text: str, lower: str, tutor: Tutor) -> Request | None:
    """A request for advice, a described plan, or a remark on the recommendation just given."""
    cues = tutor.cues
    if cues.hit("advise_explicit", lower):
        return Request("advise", text, "describe")
    if cues.hit("show_tree", lower):
        return Request("advise", text, "tree")
    if cues.hit("guess_first", lower):
        return Request("advise", text, "guess")
    another = session.practised and cues.hit("another_case", lower)
    if another or cues.hit("practice", lower):
        return Request("advise", text, "practice")
    if _refused(session, lower, tutor):
        return Request("advise", text, "remark")
    if tutor.plans is None or session.activity.open or small_talk(lower, tutor):
        return None
    kinds = tutor.plans.kinds(text)
    remarks = session.case is not None and _remarks(session, lower, kinds, tutor)
    if remarks and not ("?" in text and _asks_for_a_model(text, tutor)):
        return Request("advise", text, "remark")
    if kinds["plan"] < SURELY and session.case is not None and _on_it(session):
        return None  # a question after a recommendation is not another plan
    if _of_last_answer(session, text, tutor):
        return None
    return Request("advise", text, "plan") if _plans(text, lower, tutor) else None


def asks_again(session: Session, text: str, lower: str, tutor: Tutor) -> Request | None:
    """ "So which level would you recommend?" once a plan was advised on."""
    told = session.case is not None and session.case.outcome is not None and _on_it(session)
    again = told and tutor.cues.hit("asks_recommendation", lower)
    return Request("advise", text, "remark") if again else None


def _refused(session: Session, lower: str, tutor: Tutor) -> bool:
    """Whether a bare "no" is said to the recommendation itself, as nothing else was offered."""
    told = session.case is not None and session.case.outcome is not None and _on_it(session)
    return told and session.offer is None and small_talk(lower, tutor) == "no"


def _on_it(session: Session) -> bool:
    """Whether the last reply was advice."""
    return bool(session.history) and session.history[-1].reply.activity == "advise"


def _of_last_answer(session: Session, text: str, tutor: Tutor) -> bool:
    """Whether a message asks for another form of the answer just given, be it in words that no cue knows."""
    answered = bool(session.history) and session.history[-1].reply.activity == "ask"
    return answered and bool(session.topic.answer) and tutor.answerer.forms.of(text) is not None


def asks_another_form(lower: str, tutor: Tutor) -> bool:
    """Whether a short line plainly asks for a table, an example or a shorter, simpler or longer answer."""
    forms = ("table", "shorter", "example", "simpler", "more")
    return len(lower.split()) <= ON_LAST and any(tutor.cues.hit(one, lower) for one in forms)


def _plans(text: str, lower: str, tutor: Tutor) -> bool:
    """Whether a message describes a plan of one's own, and lies near enough to the course for it."""
    cues = tutor.cues
    said = len(lower.split())
    if said < FEWEST or asks_another_form(lower, tutor):
        return False
    far = said <= BRIEF and not cues.hit("names_ai", lower) and tutor.answerer.inwards(text) < FAR
    if far or cues.hit("errand", lower) or tutor.answerer.asks_elsewhere(text):
        return False
    if said <= BRIEF and not cues.hit("of_ours", lower) and _asks_a_fact(text, tutor):
        return False
    question = tutor.reader.read(text)
    if cues.hit("asks_level", lower):
        if tutor.answerer.asks_a_card(text):
            return False
        if cues.hit("asks_own_level", lower) and not question.subjects:
            return True
    models = [one for one in question.mentions if tutor.course.terms[one.id].kind == "model"]
    if "?" in text and (models[1:] or (models and cues.hit("other_one", lower))):
        return False  # two models are compared
    if cues.hit("compares_outright", lower) and question.subjects[1:]:
        return False  # "Compare what I'd pay for a pretrained model and for a fine-tuned one. We're a bakery."
    if cues.hit("asks_number", lower) and question.subjects:
        return False  # "how many examples does fine-tuning need?"
    told = told_before(text, tutor)
    if told and plan_odds(told, tutor) > TOLD:
        return True
    odds = plan_odds(text, tutor)
    if odds > NEARLY and _states_needs(text, lower, tutor):
        return True
    if odds > WEIGHS and _weighs_levels(question, lower, tutor):
        return True
    of_level = cues.hit("asks_level", lower)
    if odds <= (ASKS_LEVEL if of_level and not question.subjects else 0.0):
        return False
    levels = [one for one in question.subjects if tutor.course.terms[one].kind == "level"]
    if models and (question.checks or ("?" in text and not levels and not of_level)):
        return odds > CLEARLY  # a claim on a model is to be confirmed, whatever one wants it for
    if "?" in text and not of_level and odds < SURE_PLAN and _asks_for_a_model(text, tutor):
        return False
    if models[1:] or cues.hit("confirms", lower) or _of_the_course(question, lower, tutor):
        return odds > CLEARLY
    return True


def surely_plan(text: str, tutor: Tutor) -> bool:
    """Whether a message tells a plan, whatever else its words may ask for: "We want quiz questions from the model." """
    return tutor.plans is not None and plan_odds(text, tutor) > CLEARLY


def _states_needs(text: str, lower: str, tutor: Tutor) -> bool:
    """Whether a message asks nothing and states a need of its own plainly."""
    assert tutor.plans is not None
    asks = "?" in text or any(
        tutor.cues.hit(one, lower) for one in ("wh", "asks_level", "confirms")
    )
    return not asks and tutor.plans.plainest(text) > PLAIN


def _weighs_levels(question: Question, lower: str, tutor: Tutor) -> bool:
    """Whether a message puts one level against another for something of its own: "we've 400 manuals, this or that?" """
    levels = [one for one in question.subjects if tutor.course.terms[one].kind == "level"]
    weighs = levels[1:] and tutor.cues.hit("or", lower) and tutor.cues.hit("of_ours", lower)
    return bool(weighs) and not set(question.aspects) - set(CHOOSES)


def _asks_a_fact(text: str, tutor: Tutor) -> bool:
    """Whether a message all but certainly asks for something that the course says, other than what to take."""
    card = tutor.answerer.surest(text)
    return (
        card is not None and bool(card.aspect) and not tutor.course.aspects[card.aspect].recommends
    )


def _asks_for_a_model(text: str, tutor: Tutor) -> bool:
    """Whether a message tells of a job for which the course knows a model: "... typed up. Anything for that?" """
    card = tutor.answerer.surest(text)
    kinds = {one.kind for one in tutor.course.named(card.about)} if card else set()
    return "model" in kinds and "level" not in kinds


def _of_the_course(question: Question, lower: str, tutor: Tutor) -> bool:
    """Whether a message names what plans seldom do: people and options of the course, or asks for a model."""
    kinds = {tutor.course.terms[one.id].kind for one in question.mentions}
    return bool(kinds & {"person", "option"} or tutor.cues.hit("asks_model", lower))


def _remarks(session: Session, lower: str, kinds: dict[str, float], tutor: Tutor) -> bool:
    """Whether a message is about the case just advised on rather than a question or another plan."""
    if tutor.cues.hit("changes_answer", lower):
        return True
    if not _on_it(session):
        return kinds["new-fact"] + kinds["what-if"] + kinds["replacement"] > LATER
    if any(tutor.cues.hit(one, lower) for one in DOUBTS):
        return True
    said = sum(kinds[one] for one in REMARKS)
    if kinds["question"] > (0.5 if tutor.cues.hit("wh", lower) else ASKED):
        return False
    leans = tutor.cues.hit("opens_leaning", lower) or tutor.cues.hit("leans", lower)
    anew = kinds["plan"] > SURELY and said < kinds["plan"] and len(lower.split()) >= ANEW
    return bool(leans or not anew)
