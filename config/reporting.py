"""Failures reported to Sentry, if an operator wants that, without anything a visitor sent.

It is off unless `SENTRY_DSN` is set, and the package `sentry-sdk` is then needed. What is
sent is built anew from a few fields that can't hold an answer: the kinds of the exception,
the places in the code, the release of the content, the number of the request. Leaving
things out of an event one by one would trust the next version of the package to add
nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from config.environment import BadEnvironment
from config.logs import current_request


def start(address: str, *, transport: Callable[[Any], Any] | None = None) -> None:
    """Report from now on; `transport` is for tests."""
    try:
        import sentry_sdk  # an operator's choice, and not among the locked packages
    except ImportError:
        raise BadEnvironment("SENTRY_DSN is set. Install the package sentry-sdk, or remove it.") from None
    sentry_sdk.init(
        dsn=address,
        transport=transport,
        before_send=scrubbed,
        before_send_transaction=lambda event, hint: None,
        before_breadcrumb=lambda crumb, hint: None,
        default_integrations=True,
        auto_session_tracking=False,
        include_local_variables=False,
        include_source_context=False,
        max_request_body_size="never",
        send_default_pii=False,
        traces_sample_rate=None,
    )


KEPT = ("event_id", "timestamp", "level", "platform", "logger", "environment", "release")
PLACE = ("filename", "function", "module", "lineno", "in_app")


def scrubbed(event: Any, hint: Any) -> Any:
    """What may leave this machine of a failure."""
    told: dict[str, Any] = {name: event[name] for name in KEPT if name in event}
    told["tags"] = {"request": current_request.get()}
    failures = event.get("exception", {}).get("values", [])
    if failures:
        told["exception"] = {"values": [_failure(failure) for failure in failures]}
    elif isinstance(event.get("logentry"), dict):
        # The sentence as it stands in the code, without what was put into it.
        told["logentry"] = {"message": str(event["logentry"].get("message", ""))}
    return told


def _failure(failure: dict[str, Any]) -> dict[str, Any]:
    frames = (failure.get("stacktrace") or {}).get("frames", [])
    places = [{name: frame[name] for name in PLACE if name in frame} for frame in frames]
    kind: dict[str, Any] = {name: failure[name] for name in ("type", "module") if name in failure}
    return {**kind, "stacktrace": {"frames": places}}
