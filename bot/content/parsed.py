"""YAML, parsed by the fast loader; the files of a course once only, and kept as JSON from then on."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import numpy as np
import yaml

from bot.kept import Arrays, ModelFiles

# libyaml's safe loader where PyYAML has it: the same result, ten times as fast
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NAME, KEY = "parsed", f"JSON of PyYAML {yaml.__version__}"


def parsed(text: str) -> Any:
    """What a YAML text says. Raises yaml.YAMLError."""
    return yaml.load(text, Loader=LOADER)


class ParsedFiles:
    """YAML texts by their hash: reading JSON takes a twentieth of the time that parsing takes."""

    def __init__(self, prepared: ModelFiles | None) -> None:
        self._prepared = prepared
        self._held: Arrays = (prepared.read(NAME, KEY) if prepared else None) or {}
        self._used: Arrays = {}

    def of(self, text: str) -> Any:
        """What a YAML text says. Raises yaml.YAMLError."""
        if self._prepared is None:
            return parsed(text)
        name = hashlib.sha256(text.encode()).hexdigest()
        held = self._held.get(name)
        if held is not None:
            self._used[name] = held
            return json.loads(held.tobytes())
        value = parsed(text)
        as_json = _as_json(value)
        if as_json is not None:
            self._used[name] = as_json
        return value

    def keep(self) -> None:
        """Keep what was asked for, and nothing else, if that is not what is kept already."""
        if self._prepared and self._used.keys() != self._held.keys():
            self._prepared.write(NAME, KEY, self._used)


def _as_json(value: Any) -> np.ndarray | None:
    """A parsed value as (bytes,) uint8 of JSON; None where JSON would change it, as it does a date."""
    try:
        text = json.dumps(value)
    except (TypeError, ValueError):
        return None
    return np.frombuffer(text.encode(), np.uint8) if json.loads(text) == value else None
