"""The page's HTML: Chainlit's, less whatever would ask another host."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from html import escape

from bot.wording import Wording

ELSEWHERE = re.compile(r"<link\b[^>]*\bhttps?://[^>]*>\s*")
PREVIEW = re.compile(r'<meta property="og:[^>]*>\s*')  # names another project's address and picture
INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def own_page(html: str, wording: Wording) -> str:
    """`html` with nothing left that is loaded from, or points to, another host."""
    html = PREVIEW.sub("", ELSEWHERE.sub("", html))
    says = escape(wording.say("no_script"))
    notice = f"<noscript><p>{says}</p></noscript>"
    return html.replace("<body>", f"<body>{notice}", 1)


def script_hashes(html: str) -> list[str]:
    """What a content security policy calls the inline scripts of a page."""
    bodies = (body.encode() for body in INLINE.findall(html))
    return [f"sha256-{b64encode(hashlib.sha256(body).digest()).decode()}" for body in bodies]
