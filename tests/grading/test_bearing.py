from __future__ import annotations

from bot.grading.bearing import BEARING, Bearing
from bot.tutor import Tutor

ASKED = ["Fine-tuning changes the habits of a model. RAG fetches the documents of the firm."]


def told(tutor: Tutor, answer: str) -> dict[str, float]:
    found = Bearing(tutor.reader.names).overall(answer, ASKED)
    assert all(one.startswith(BEARING) for one in found)
    return {name.removeprefix(BEARING): value for name, value in found.items()}


def test_the_reference_itself_agrees_with_itself(tutor: Tutor) -> None:
    same = told(tutor, ASKED[0])
    assert same["close"] == same["close, agreeing"] >= 2
    assert not same["close, opposed"] and not same["exchanged"] and same["likened"]


def test_things_exchanged_and_clauses_denied_are_counted(tutor: Tutor) -> None:
    swapped = told(
        tutor, "RAG changes the habits of a model. Fine-tuning fetches the documents of the firm."
    )
    assert swapped["exchanged"] >= 2
    denied = told(tutor, "Fine-tuning does not change the habits of a model.")
    assert (
        denied["close, opposed"] and not denied["close, agreeing"] and denied["denials more"] == 1
    )


def test_sides_taken_are_set_against_those_of_the_reference(tutor: Tutor) -> None:
    bearing = Bearing(tutor.reader.names)
    found = bearing.overall("It costs less and is quick.", ["It costs more."])
    assert found[f"{BEARING}sides turned"] == 1 and found[f"{BEARING}sides new"] == 2


def test_what_is_unlike_bears_on_nothing(tutor: Tutor) -> None:
    assert not any(told(tutor, "Bananas taste of summer.").values())
