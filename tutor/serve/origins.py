"""Which addresses a `from="…"` in a list of keys means: wildcards, networks, and what is excepted by `!`."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
AddressRange = ipaddress.IPv4Network | ipaddress.IPv6Network
_ADDRESS = re.compile(r"[0-9a-f.:*?]+")


class BadOrigins(ValueError):
    """A list of addresses makes no sense; the message is a clause."""


@dataclass
class Origins:
    """A list of addresses, as `ssh_config` has them under PATTERNS, and networks.

    Attributes:
        has_names: whether it names machines, which nobody looks up here.
    """

    has_names: bool = False
    _wanted: list[str | AddressRange] = field(default_factory=list)
    _excepted: list[str | AddressRange] = field(default_factory=list)

    def allow(self, address: str) -> bool:
        """Whether somebody may come from there: something in the list matches, and nothing that is excepted does."""
        there = plain(address)
        if any(_matches(pattern, there) for pattern in self._excepted):
            return False
        return any(_matches(pattern, there) for pattern in self._wanted)


def read_origins(text: str) -> Origins:
    """Return what a list such as `10.0.0.0/8,!10.0.0.7,2001:db8::*` means.

    Raises:
        BadOrigins: a network in it is none.
    """
    origins = Origins()
    for part in text.lower().split(","):
        name = part.strip()
        pattern = name.removeprefix("!")
        if not pattern:
            raise BadOrigins("from= has an empty place in its list")
        kind = origins._excepted if name.startswith("!") else origins._wanted
        kind.append(_network(pattern) if "/" in pattern else pattern)
        origins.has_names |= "/" not in pattern and not _ADDRESS.fullmatch(pattern)
    return origins


def plain(address: str) -> Address | None:
    """Return an address, an IPv4 one in IPv6's clothes as itself; None if it is none."""
    try:
        there = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return None
    mapped = there.ipv4_mapped if isinstance(there, ipaddress.IPv6Address) else None
    return mapped or there


def _network(text: str) -> AddressRange:
    try:
        return ipaddress.ip_network(text)
    except ValueError as problem:
        raise BadOrigins("from= holds a network that is none") from problem


def _matches(pattern: str | AddressRange, there: Address | None) -> bool:
    if there is None:
        return False
    if not isinstance(pattern, str):
        return there in pattern
    # In these patterns a bracket is no wildcard.
    return fnmatchcase(str(there), pattern.replace("[", "[[]"))
