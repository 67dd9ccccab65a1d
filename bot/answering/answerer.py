"""From a question to an answer: what leans on the talk, what compares, what is true, what is near."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from bot.answering.claims import Claims
from bot.answering.compare import FACTORS, Comparisons
from bot.answering.contradiction import Contradiction
from bot.answering.declining import declined
from bot.answering.evidence import proof
from bot.answering.followup import FollowUps
from bot.answering.forms import forms_of
from bot.answering.makers import other_maker
from bot.answering.picking import Picking
from bot.answering.premise import Premises, Verdict
from bot.answering.ranking import Ranker, Ranking
from bot.answering.requests import OnLastAnswer
from bot.answering.scope import Scope
from bot.answering.stating import Stating
from bot.answering.suggest import suggestions
from bot.answering.whether import Whether
from bot.content import Course
from bot.content.formats import Card
from bot.drafts import Draft, Point
from bot.kept import ModelFiles
from bot.reading.cues import Cues
from bot.reading.options import listed
from bot.reading.question import Question, QuestionReader
from bot.reading.words import words
from bot.retrieval.cross_encoder import CrossEncoder
from bot.retrieval.retriever import UnitRetriever
from bot.retrieval.search import HybridSearch
from bot.session import Topic
from bot.wording import Wording

SEPARATE = (
    "cost",
    "effort",
    "time",
    "data",
    "maintenance",
    "type",
    "maker",
    "strengths",
    "limits",
)  # asked side by side
TERSE = 4  # words of a telegraphic question
CONTINUES = 9  # words up to which a line may go on with the last question
SEVERAL = 2  # aspects answered in one reply
RECENT = 6  # things that a later "which of the two?" may mean
SUREST = -0.075  # the classifier's score from which a card is all but certain
SAME = 0.9  # cosine from which two questions are the same
LISTED = 3  # names of one kind in an answer from which it counts as a list


class Answerer:
    """Answers questions on one course. Pure: the same question and topic, the same answer."""

    def __init__(
        self,
        course: Course,
        cues: Cues,
        wording: Wording,
        reader: QuestionReader,
        search: HybridSearch,
        files: ModelFiles,
        encoder: CrossEncoder | None,
    ) -> None:
        self.course = course
        self.wording = wording
        self.reader = reader
        self.search = search
        self.names = reader.names
        self.cues = cues
        self._wordings = np.array([one.kind == "wording" for one in search.entries], bool)
        self.ranker = Ranker(course, cues, search, files)
        self.scope = Scope(course, cues, search, self.ranker)
        claims = Claims(cues, self.names, search, files)
        stating = Stating(course, files)
        embed = search.embedder.vectors if search.embedder else None
        whether = Whether(course, embed, files)
        against = Contradiction(encoder, embed)
        self.premises = Premises(course, cues, self.names, claims, stating, whether, against)
        self.comparisons = Comparisons(course, cues, wording, self.names, search.similarity)
        self.picking = Picking(course, cues, wording, self.names)
        self.followups = FollowUps(course, cues, self.names, reader)
        retriever = UnitRetriever(course=course, search=search)
        self.forms = forms_of(course, reader.repair, embed, files)
        self.on_last = OnLastAnswer(course, cues, wording, self.names, retriever, self.forms)

    def answer(self, text: str, topic: Topic) -> Draft:
        """The answer to one question, given what was just talked about."""
        picked = self._picked(text) or self._in_one_line(text, topic)
        if picked:
            return self._with_choices(picked)
        asked = self.reader.read(text)
        cued = ("simpler", "which_one")
        if any(self.cues.hit(one, asked.text.lower()) for one in cued):
            asked = self.followups.placed(asked, topic)  # "explain the last one like I'm ten"
        followed = self.on_last.answer(asked, topic)
        if followed:
            return self._with_choices(followed)
        question = self.followups.standalone(asked, topic)
        answer = self._standing(question, topic)
        if answer.grounded is False and question.text == asked.text:
            answer = self._continued(question, topic) or answer
        elif answer.grounded is False and not self.followups.leans_outright(asked):
            alone = self._standing(asked, topic)  # what is declined is what was said
            answer = answer if alone.grounded else alone
        return self._with_choices(answer)

    def _picked(self, text: str) -> Draft | None:
        """The answer to a question that lists what it may be: the option first; None where none is picked."""
        question = listed(text)
        if question is None:
            return None
        return self.picking.pick(
            question, lambda alone: self._standing(self.reader.read(alone), Topic())
        )

    def _in_one_line(self, text: str, topic: Topic) -> Draft | None:
        """ "RAG in one line": the sentence that the answer turns on; None where no such length is asked for."""
        found = self.cues.hit("in_one_line", text.lower())
        rest = f"{text[: found.start()]} {text[found.end() :]}".strip(" ,.;:-") if found else ""
        if len(words(rest)) < 1 or not self.reader.read(rest).entities:
            return None
        draft = self.answer(rest, topic)
        if not draft.grounded or draft.block or draft.topic is None:
            return draft
        return replace(draft, points=self.on_last.brief(draft.points, draft.topic))

    def _continued(self, question: Question, topic: Topic) -> Draft | None:
        """The answer to a short line as the end of the last question: "At what share of the price, though?" """
        short = len(words(question.text)) <= CONTINUES
        if not topic.question or not short or question.subjects or self.scope.foreign(question):
            return None
        whole = self.reader.read(f"{topic.question.rstrip('?.! ')}, {question.text}")
        answer = self._standing(whole, topic)
        new = answer.topic is not None and answer.topic.target != topic.target
        return answer if answer.grounded and new else None

    def asks_a_card(self, text: str) -> bool:
        """Whether a text is, all but in letters, a question that the course has a card for."""
        scores = self.search.scores(self.reader.read(text).text)
        return bool(scores.cosine[self._wordings].max(initial=0.0) >= SAME)

    def asks_elsewhere(self, text: str) -> bool:
        """Whether a text is, all but in letters, one of the things that are known to lie outside the course."""
        return self.scope.elsewhere(self.search.scores(self.reader.read(text).text))

    def surest(self, text: str) -> Card | None:
        """The card that all but certainly answers a text; None where several may."""
        question = self.reader.read(text)
        scores = self.search.scores(question.text)
        likely = self.ranker.likely(scores)[0]
        if likely.max(initial=-1.0) < SUREST:
            return None
        return self.course.cards[self.ranker.rank(question, scores).cards[0].target]

    def inwards(self, text: str) -> float:
        """How far inside the course a text lies, as log odds."""
        question = self.reader.read(text)
        return self.scope.inwards(question, self.search.scores(question.text))

    def _standing(self, question: Question, topic: Topic) -> Draft:
        """The answer to a question that stands alone."""
        question = self._unframed(question)
        query = question.statement if question.checks else question.text
        scores = self.search.scores(query)
        ranking = self.ranker.rank(question, scores)
        place = self.scope.place(question, scores, ranking)
        if place.where != "inside":
            return declined(place, ranking, question, topic, self.course, self.wording)
        known = self.premises.known(question)
        if known:
            return self._checked(known, question, topic)
        denied = self._presumed(question, topic) or self._denied_half(question, topic)
        if denied:
            return denied
        verdict = other_maker(question, self.course, self.cues) or self.premises.check(
            question, ranking, scores
        )
        stated = not self.cues.hit("checks", question.statement.lower())  # rather than "is it ...?"
        settled = self.comparisons.settled(question)
        if verdict and verdict.says == "no" and stated and not settled:
            return self._checked(verdict, question, topic)
        compared = settled or self.comparisons.compare(question, ranking)
        if compared:
            points, things = compared
            then = self._topic(question, topic, things, points, None)
            return Draft(tuple(points), topic=then.model_copy(update={"compared": things}))
        if verdict:
            return self._checked(verdict, question, topic)
        return self._card(ranking, question, topic)

    def _unframed(self, question: Question) -> Question:
        """A question without what puts it as one of an exam; a case that was told there claims nothing."""
        bare = self.reader.unframed(question)
        if bare is question or question.checks or question.believes:
            return bare
        return replace(bare, checks=False, believes=False)

    def _presumed(self, question: Question, topic: Topic) -> Draft | None:
        """The correction of what "since X, how ...?" takes for granted, if X is false.

        What the learner says of themselves ("My colleague is deaf, how ...?") can't be.
        """
        found = self.cues.hit("presumes", question.text.lower())
        claim = (found.group(1) or found.group(2)) if found else ""
        return self._denied(claim, topic) if self.premises.claims_something(claim) else None

    def _denied_half(self, question: Question, topic: Topic) -> Draft | None:
        """The correction of one of two claims in one statement; the whole may sound true."""
        halves = self.premises.halves(question) if question.checks else []
        return next((one for half in halves if (one := self._denied(half, topic))), None)

    def _denied(self, claim: str, topic: Topic) -> Draft | None:
        """The correction of a claim, if it is false."""
        draft = self._standing(self.reader.read(f"{claim}, right?"), topic)
        denial = self.wording.say("says_no")
        denied = draft.opens == denial or draft.points[0].text.startswith(denial)
        return draft if denied else None

    def _checked(self, verdict: Verdict, question: Question, topic: Topic) -> Draft:
        points = [Point(verdict.text, verdict.cites)]
        about = list(question.subjects) or list(verdict.about)
        return Draft(
            tuple(points),
            opens=self.wording.say(f"says_{verdict.says}"),
            topic=self._topic(question, topic, about, points, verdict.target),
        )

    def _card(self, ranking: Ranking, question: Question, topic: Topic) -> Draft:
        """The nearest card, or where several aspects of one thing are asked, one for each."""
        several = self._aspect_by_aspect(question)
        if several:
            points = [Point(one.answer, one.cites) for one in several]
            about = list(question.subjects)
            return Draft(tuple(points), topic=self._topic(question, topic, about, points, None))
        card = self._telegraphic(question) or self.course.cards[ranking.cards[0].target]
        points = [Point(card.answer, card.cites)]
        return Draft(
            tuple(points),
            topic=self._topic(
                question, topic, self._about(card, question), points, f"card:{card.id}"
            ),
        )

    def _telegraphic(self, question: Question) -> Card | None:
        """The card for "rag when" or "phi cost": one thing, one aspect, hardly a word more."""
        aspects = [one for one in question.aspects if one != "definition"]
        if len(words(question.text)) > TERSE or len(question.subjects) != 1 or len(aspects) != 1:
            return None
        return self.course.by_key.get((frozenset(question.subjects), aspects[0]))

    def _aspect_by_aspect(self, question: Question) -> list[Card]:
        """A card for each aspect that is asked of one thing; [] unless there are two or more."""
        terms = self.course.named(question.subjects)
        things = [one.id for one in terms]
        if len(things) != 1 or question.checks or "reason" in question.aspects:
            return []
        keys = [(frozenset(things), one) for one in question.aspects]
        cards = [self.course.by_key.get(key) for key in keys if key[1] in SEPARATE]
        return [one for one in cards if one] if len(cards) == SEVERAL and all(cards) else []

    def _about(self, card: Card, question: Question) -> list[str]:
        """What the talk is now about: what was named, then what the card adds."""
        return list(dict.fromkeys([*question.subjects, *card.about]))

    def _topic(
        self,
        question: Question,
        last: Topic,
        about: list[str],
        points: list[Point],
        target: str | None,
    ) -> Topic:
        answer = " ".join(one.text for one in points)
        aspects = [one for one in question.aspects if one != "definition"]
        same = bool(set(about) & set(last.entities))
        return Topic(
            question=question.text,
            answer=answer,
            proof=proof(points, self.course),
            entities=about,
            aspect=next((one for one in aspects if one in FACTORS), next(iter(aspects), None)),
            listed=self._listed(answer) or (last.listed if same else []),
            target=target,
            recent=list(dict.fromkeys([*about, *last.recent]))[:RECENT],
            seen=[*(last.seen if same else []), *([target] if target else [])],
        )

    def _listed(self, answer: str) -> list[str]:
        """The things of one kind that an answer lists, in its order; [] if it is no list."""
        terms = self.course.named(self.names.ids(answer))
        for kind in ("level", "model", "factor", "option"):
            same = [one.id for one in terms if one.kind == kind]
            if len(same) >= LISTED:
                return same
        return []

    def _with_choices(self, answer: Draft) -> Draft:
        if answer.choices or answer.topic is None:
            return answer
        labels = suggestions(answer.topic, self.course, self.wording)
        return Draft(
            answer.points,
            answer.grounded,
            answer.block,
            answer.topic,
            labels,
            answer.offer,
            answer.opens,
        )
