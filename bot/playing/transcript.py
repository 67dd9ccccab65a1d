"""A play as Markdown, turn by turn."""

from __future__ import annotations

from bot.playing.story import Story
from bot.wording import Wording


def transcript(story: Story, opening: str, wording: Wording) -> list[str]:
    """The lines of the transcript; the learner's turns are numbered as the debrief counts them."""
    persona, learner = story.scenario.persona.name, wording.say("transcript_learner")
    lines = [wording.say("play_line", persona=persona, says=opening), ""]
    for number, turn in enumerate(story.turns, 1):
        who = {"who": learner, "turn": str(number)}
        lines += [wording.say("transcript_turn", **who, says=turn.said), ""]
        lines += [wording.say("play_line", persona=persona, says=" ".join(turn.lines)), ""]
    return lines
