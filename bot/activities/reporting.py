"""Reports of wrong answers, kept on this machine for the author of the course."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from pathlib import Path

from bot.session import Exchange

log = logging.getLogger(__name__)


def keep_report(path: Path, exchange: Exchange) -> bool:
    """Append one report to the log. False, with the reason logged, if it can't be written."""
    line = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "question": exchange.said,
        "reply": exchange.reply.text,
        "citations": [one.model_dump() for one in exchange.reply.citations],
    }
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    except OSError as error:
        log.error("a report could not be kept in %s: %s", path, error)
        return False
    return True
