"""From a message to requests."""

from bot.routing.request import Request
from bot.routing.route import route

__all__ = ["Request", "route"]
