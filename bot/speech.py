"""What a model may word: prose that code has decided, with all that it may rest on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Voice = Literal["answer", "recommendation", "feedback", "persona", "general", "abroad"]


@dataclass(frozen=True)
class Speech:
    """One piece of prose to be worded.

    `prose` is the offline wording, which stands where the model's doesn't hold; of general knowledge there is
    none, and what is said `abroad` is an answer in the learner's own language. `before` and `after`
    are shown around it as they are, `before` parted by `glue`; `then` goes on where it ends. `said` are the learner's words, `earlier` what was said before,
    of feedback the verdict and points that stand.
    `sources` are the quotes behind the markers, in their order. `may_recommend` are the levels that
    the prose may recommend, None where nothing was decided; `secret` what it must not come near,
    `verdict` the mark that feedback may not talk away.
    `alone` says that it leans on nothing said before.
    """

    voice: Voice
    said: str
    prose: str
    before: str = ""
    glue: str = "\n\n"
    then: str = ""
    after: str = ""
    earlier: str = ""
    sources: tuple[tuple[str, str], ...] = ()
    may_recommend: tuple[str, ...] | None = None
    may_name_levels: bool = True
    secret: tuple[str, ...] = ()
    who: dict[str, str] = field(default_factory=dict)
    alone: bool = False
    verdict: str | None = None

    @property
    def markers(self) -> set[str]:
        """The markers that may be used."""
        return {marker for marker, _ in self.sources}

    def whole(self, prose: str) -> str:
        """The whole reply around some prose."""
        said = " ".join(one for one in (prose, self.then) if one)
        said = f"{self.before}{self.glue}{said}" if self.before else said
        return f"{said}\n\n{self.after}" if self.after else said


@dataclass(frozen=True)
class Worded:
    """How a speech came out: the prose, and what it took.

    `replaced` says why the offline wording stands in for the model's, None where it doesn't.
    """

    prose: str
    calls: int = 0
    prompt_tokens: int = 0
    replaced: str | None = None
    cached: bool = False
    offline: bool = False  # whether the model can't be had just now
