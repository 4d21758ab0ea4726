"""Where a request comes from, and marks that stand for it without telling it.

The address is the one of the connection. Only behind proxies that the operator names in
`TRUSTED_PROXIES` does the header `X-Forwarded-For` count, read from its end: anybody may
write anything at its beginning.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from typing import TypeAlias

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network

NOWHERE = "unknown"
MOST_PROXIES = 10
HOME_NETWORK = 64
"""Bits of an IPv6 address that tell one household from another; who is in it can choose the rest."""


def place(request: HttpRequest) -> str:
    """The network address that one visitor, household or office has; never to be kept in the clear."""
    address = _read(request.META.get("REMOTE_ADDR", ""))
    proxies: Sequence[Network] = settings.TRUSTED_PROXIES
    if address is None and settings.TRUSTED_UNIX_SOCKET:
        address = _forwarded(request, proxies, None)
    elif address is not None and _is_proxy(address, proxies):
        address = _forwarded(request, proxies, address)
    if address is None:
        return NOWHERE
    if address.version == 6:
        return str(ipaddress.ip_network((address, HOME_NETWORK), strict=False).network_address)
    return str(address)


def mark(what: str, text: str) -> str:
    """Sixteen characters that stand for `text`, of no use to anybody without the secret key."""
    return salted_hmac(f"content.callers.{what}", text, algorithm="sha256").hexdigest()[:16]


def _forwarded(request: HttpRequest, proxies: Sequence[Network], nearest: Address | None) -> Address | None:
    """The last address of the chain that is no proxy of ours."""
    chain = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    for written in reversed(chain[-MOST_PROXIES:]):
        address = _read(written)
        if address is None:
            return nearest
        nearest = address
        if not _is_proxy(address, proxies):
            return address
    return nearest


def _is_proxy(address: Address, proxies: Sequence[Network]) -> bool:
    return any(address in network for network in proxies)


def _read(text: str) -> Address | None:
    try:
        address = ipaddress.ip_address(text.strip())
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
