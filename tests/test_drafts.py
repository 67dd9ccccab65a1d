"""What a reply shows of foreign text: links lead nowhere, whatever else stays as it was typed."""

from __future__ import annotations

import pytest

from bot.drafts import Draft, Point, cited, unlinked
from bot.tutor import Tutor


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("See ![i](https://a.example/x.png?q=1) now.", "See `![i](https://a.example/x.png?q=1)` now."),
        ("[click](javascript:alert(1)) me", "`[click](javascript:alert(1)`) me"),
        ('Say <a href="//x.org">this</a>', "Say `<a href=\"//x.org\">`this`</a>`"),
        ("[click](//a.example/x) me", "`[click](//a.example/x)` me"),
        ("at https://a.example/x", "at `https://a.example/x`"),
        ("at www.a.example", "at `www.a.example`"),
        ("mail a@b.example please", "mail `a@b.example` please"),
        ("[ref]: https://a.example", "`[ref]: https://a.example`"),
        ("see ![x][ref] there", "see `![x][ref]` there"),
    ],
)  # fmt: skip
def test_a_link_to_elsewhere_leads_nowhere(text: str, shown: str) -> None:
    assert unlinked(text) == shown


@pytest.mark.parametrize(
    "text",
    ["It is so. [1][2]", "![The decision tree](/public/decision-tree.svg)", "Note: this, and data: that.",
     "| a | b |\n|---|---|\n| 1 | 2 |", "**Bold** and *more*: 3:4"],
)  # fmt: skip
def test_what_is_the_pages_own_stays(text: str) -> None:
    assert unlinked(text) == text


def test_every_part_of_a_draft_is_looked_at(tiny: Tutor) -> None:
    link = "https://a.example"
    draft = Draft((Point(link),), heading=link, opens=link, block=link)
    (part,), _ = cited([draft], tiny.course)
    assert part.text.count(f"`{link}`") == 4
