"""Verified answers to questions that lean on nothing said before, to be given again without a call."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from bot.speech import Speech

MOST = 500
Key = tuple[str, ...]


class Cache:
    """The last few hundred answers, by question, passages, prompt and model."""

    def __init__(self) -> None:
        self._held: OrderedDict[Key, str] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key | None) -> str | None:
        """The answer that is kept, if there is one."""
        with self._lock:
            if key is None or key not in self._held:
                return None
            self._held.move_to_end(key)
            return self._held[key]

    def put(self, key: Key | None, prose: str) -> None:
        """Keep an answer; the one that was not asked for longest goes."""
        if key is None:
            return
        with self._lock:
            self._held[key] = prose
            while len(self._held) > MOST:
                self._held.popitem(last=False)


def key_of(speech: Speech, prompt: str, model: str) -> Key | None:
    """What names an answer; None for what is said of a learner's own text or leans on the talk."""
    if speech.voice != "answer" or not speech.alone:
        return None
    asked = " ".join(speech.said.lower().split()).strip(" ?!.")
    levels = ",".join(speech.may_recommend or ())
    return (asked, speech.prose, levels, *(quote for _, quote in speech.sources), prompt, model)
