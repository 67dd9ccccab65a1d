"""What the parts of a role-play share: the persona's words as shown, and what replay shows of a scene."""

from __future__ import annotations

from bot.content.scenarios import Scenario
from bot.playing.story import Story
from bot.replies import Play
from bot.session import Playing
from bot.tutor import Tutor

ACTIVITY = "role-play"


def order_of(tutor: Tutor) -> list[str]:
    """The levels, cheapest first."""
    return [one.id for one in tutor.course.levels]


def scenario_of(playing: Playing, tutor: Tutor) -> Scenario:
    """The scenario that is played."""
    return tutor.course.scenarios[str(playing.scenario)]


def story_of(playing: Playing, tutor: Tutor) -> Story:
    """The play so far."""
    return Story(scenario_of(playing, tutor), playing.turns, order_of(tutor))


def spoken(scenario: Scenario, says: str, tutor: Tutor) -> str:
    """The persona's words under the persona's name."""
    return tutor.wording.say("play_line", persona=scenario.persona.name, says=says)


def shown_play(playing: Playing, tutor: Tutor) -> Play:
    """Whom the learner talks to and which facts are out."""
    story = story_of(playing, tutor)
    return Play(persona=story.scenario.persona.name, revealed=tuple(story.revealed))
