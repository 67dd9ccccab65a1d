"""What can go wrong with a model's endpoint, in the few kinds that matter here."""

from __future__ import annotations

LONGEST_WAIT = 3.0  # seconds of Retry-After that are honoured
AGAIN = {408, 409, 429, 500, 502, 503, 504}  # statuses after which one more try may help


class Fault(Exception):
    """The model gave no usable reply. `again` says that one more try may help, after `wait` seconds.

    An `outage` is the endpoint's, while a reply that is too long is only the model's.
    """

    def __init__(
        self, reason: str, again: bool = False, wait: float = 0.0, outage: bool = True
    ) -> None:
        super().__init__(reason)
        self.reason, self.again, self.wait, self.outage = reason, again, wait, outage


def fault_of(error: BaseException) -> Fault:
    """An error of the client as a fault. What it says is not kept: it may hold the key."""
    if isinstance(error, Fault):
        return error
    if isinstance(error, TimeoutError) or "Timeout" in type(error).__name__:
        return Fault("timeout")
    status = getattr(error, "status_code", None)
    if isinstance(status, int):
        wait = _retry_after(error)
        return Fault(f"http {status}", again=status in AGAIN and wait <= LONGEST_WAIT, wait=wait)
    if "Connection" in type(error).__name__:
        return Fault("unreachable", again=True)
    return Fault("unreadable")


def _retry_after(error: BaseException) -> float:
    """The seconds that a server asks to wait, 0 if it doesn't say."""
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    try:
        return max(0.0, float(headers.get("retry-after", 0)))
    except ValueError:  # a date: as good as long
        return LONGEST_WAIT + 1
