"""The list of keys of `nntutor serve`, line by line; and the server's own key, made whole or not at all."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

asyncssh = pytest.importorskip("asyncssh", reason="AsyncSSH is not installed: pip install 'nntutor[serve]'")

from tutor.serve import keys as own  # noqa: E402
from tutor.serve.authorized_keys import KeyLine, UnusableKeyLine, read_line  # noqa: E402
from tutor.serve.origins import BadOrigins, read_origins  # noqa: E402
from tutor.serve.register import MANY, Register, read_listing  # noqa: E402
from tutor.serve.settings import CannotServe  # noqa: E402

LINE = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIINKd+g/I5YMbwYxIsdSYprCyjFSsNGxG9U2N8tiXUTF"
ANOTHER = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJO1q4VJ3yYWBridUONjGJwye5PzspDXqCumiHAP9ihW"
KEY, OTHER = asyncssh.import_public_key(LINE), asyncssh.import_public_key(ANOTHER)
NOW = datetime(2026, 3, 2, tzinfo=UTC).timestamp()


def listed(path: Path, *lines: str | bytes) -> Path:
    path.write_bytes(b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines))
    return path


# A line


@pytest.mark.parametrize(
    "line",
    [
        f"{LINE} Zoë".encode(),
        f"{LINE} Zoë".encode("latin-1"),
        f"{LINE} two words\r".encode(),
        b"\xef\xbb\xbf" + LINE.encode(),
        f"\t{LINE}".encode(),
        f'permitopen="foo" {LINE}'.encode(),
        f'environment="A=B" {LINE}'.encode(),
        f'environment="broken" {LINE}'.encode(),
        f'command="say \\"hello, there\\"" {LINE}'.encode(),
        f"no-port-forwarding,no-X11-forwarding,no-agent-forwarding,no-user-rc {LINE}".encode(),
        f"restrict,pty {LINE}".encode(),
        f'from="10.0.0.0/8,!10.0.0.7",expiry-time="20990101" {LINE}'.encode(),
    ],
)
def test_a_key_is_known_whatever_else_its_line_says(tmp_path: Path, line: bytes) -> None:
    register = Register(listed(tmp_path / "keys", line, ANOTHER), now=lambda: NOW)
    assert register.entry(KEY, "10.1.2.3") is not None
    assert register.entry(OTHER, "10.1.2.3") is not None


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (f'from="10.0.0.1 {LINE}', "a quotation mark in it is never closed"),
        ("ssh-ed25519 AAAA", "its key is damaged"),
        ("ssh-ed25519", "neither a key nor an option"),
        (LINE[:-8], "its key is damaged"),
        ("-----BEGIN OPENSSH PRIVATE KEY-----", "neither a key nor an option"),
        ("b3BlbnNzaC1rZXktdjEAAAAA", "neither a key nor an option"),
        ("hunter2", "neither a key nor an option"),
        (f"hunter2 {LINE}", "neither a key nor an option"),
        (f"no-pty, {LINE}", "no public key stands in it"),
        (f"from {LINE}", 'its option from wants a value in "quotes"'),
        (f'no-pty="yes" {LINE}', "its option no-pty wants no value"),
        (f'from="1.2.3.4",from="1.2.3.5" {LINE}', "the option from twice"),
        (f'from="10.0.0.1/8" {LINE}', "from= holds a network that is none"),
        (f'from="" {LINE}', "from= has an empty place"),
        (f'expiry-time="soon" {LINE}', "its expiry-time is none"),
        (f'expiry-time="20261301" {LINE}', "its expiry-time is none"),
        (f"cert-authority {LINE}", "certificates are not known here"),
        (f"verify-required {LINE}", "a PIN cannot be asked for here"),
        ("ssh-ed25519-cert-v01@openssh.com AAAA", "certificates, and those"),
    ],
)
def test_a_line_that_cannot_be_used_is_named_and_the_rest_is_used(tmp_path: Path, line: str, why: str) -> None:
    register = Register(listed(tmp_path / "keys", "# a class", line, ANOTHER))
    (remark,) = register.remarks
    assert remark.startswith("Line 2 in the list of keys is not used: ")
    assert why.replace("certificates, and those", "a certificate, and those") in remark
    assert register.entry(OTHER, "10.1.2.3") is not None
    assert register.entry(KEY, "10.1.2.3") is None
    assert "hunter2" not in remark
    assert "b3Blbn" not in remark


def entry(line: str) -> KeyLine:
    found = read_line(line)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "option", ["agent-forwarding", "port-forwarding", "x11-forwarding", "user-rc", "no-touch-required"]
)
def test_what_cannot_be_had_here_is_said(option: str) -> None:
    assert entry(f"{option} {LINE}").remarks == (f"{option} means nothing here",)


def test_the_names_of_machines_are_not_looked_up_and_that_is_said(tmp_path: Path) -> None:
    register = Register(listed(tmp_path / "keys", f'from="*.example.org" {LINE}'))
    assert "not looked up here" in register.remarks[0]
    assert register.entry(KEY, "10.0.0.1") is None


@pytest.mark.parametrize(
    ("options", "terminal"),
    [("no-pty", False), ("restrict", False), ("restrict,pty", True), ("pty,no-pty", False), ("no-user-rc", True)],
)
def test_who_may_have_no_terminal_has_none(options: str, terminal: bool) -> None:
    assert entry(f"{options} {LINE}").terminal is terminal


@pytest.mark.parametrize(
    ("time", "until"),
    [
        ("20260302Z", NOW),
        ("202603020130Z", NOW + 5400),
        ("20260302013015z", NOW + 5415),
        ("20200101Z", datetime(2020, 1, 1, tzinfo=UTC).timestamp()),
    ],
)
def test_an_expiry_time_is_obeyed(time: str, until: float) -> None:
    there = entry(f'expiry-time="{time}" {LINE}')
    assert there.until == until
    assert there.admits(KEY, "10.0.0.1", until)
    assert not there.admits(KEY, "10.0.0.1", until + 1)


def test_an_expiry_time_without_a_z_is_this_machine_s(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "XYZ+5")
    time.tzset()
    try:
        assert entry(f'expiry-time="20260302" {LINE}').until == NOW + 5 * 3600
    finally:
        monkeypatch.undo()
        time.tzset()


def test_the_earliest_of_several_expiry_times_counts() -> None:
    assert entry(f'expiry-time="20990101Z",expiry-time="20260302Z" {LINE}').until == NOW


@pytest.mark.parametrize(
    ("origins", "address", "may"),
    [
        ("10.0.0.1", "10.0.0.1", True),
        ("10.0.0.1", "10.0.0.11", False),
        ("10.0.0.?", "10.0.0.7", True),
        ("10.*", "10.1.2.3", True),
        ("*", "10.1.2.3", True),
        ("10.0.0.0/8", "10.1.2.3", True),
        ("10.0.0.0/8", "11.1.2.3", False),
        ("10.0.0.0/8", "::ffff:10.1.2.3", True),
        ("2001:db8::/32", "2001:db8::1", True),
        ("2001:DB8::1", "2001:db8::1", True),
        ("fe80::*", "fe80::1%eth0", True),
        ("!10.0.0.7,10.0.0.0/8", "10.0.0.7", False),
        ("10.0.0.0/8,!10.0.0.7", "10.0.0.7", False),
        ("10.0.0.0/8,!10.0.0.7", "10.0.0.8", True),
        ("!10.0.0.7", "10.0.0.8", False),
        ("[1]0.0.0.1", "10.0.0.1", False),
        ("*", "-", False),
    ],
)
def test_where_somebody_may_come_from(origins: str, address: str, may: bool) -> None:
    assert read_origins(origins).allow(address) is may


def test_a_network_that_is_none_has_no_meaning() -> None:
    with pytest.raises(BadOrigins):
        read_origins("10.0.0.0/33")


def test_comments_and_empty_lines_say_nothing() -> None:
    assert [read_line(line) for line in ("", "   ", "# ssh-ed25519 AAAA", "\r")] == [None] * 4


def test_a_message_never_quotes_the_line() -> None:
    for line in (
        "secret",
        f"secret {LINE}",
        'from="secret',
        f'from="secret/99" {LINE}',
        f'expiry-time="secret" {LINE}',
    ):
        with pytest.raises(UnusableKeyLine) as problem:
            read_line(line)
        assert "secret" not in str(problem.value)


def test_of_many_bad_lines_only_some_are_spoken_of() -> None:
    assert len(read_listing(b"secret\n" * 500).remarks) == MANY + 1


# The file


def test_a_file_that_changes_is_read_again_and_its_bad_lines_are_said_once(tmp_path: Path) -> None:
    said = list[str]()
    path = listed(tmp_path / "keys", LINE)
    register = Register(path, said.append)
    assert register.entry(KEY, "::1") is not None
    listed(path, "hunter2", ANOTHER)
    for _ in range(3):
        register.look()
        assert register.entry(KEY, "::1") is None
        assert register.entry(OTHER, "::1") is not None
    assert said == [
        "Line 1 in the list of keys is not used: it begins with neither a key nor an option that OpenSSH has."
    ]


def test_an_unchanged_file_is_not_read_for_each_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    register = Register(listed(tmp_path / "keys", LINE))
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was read"))
    assert register.entry(KEY, "::1") is not None


def test_a_file_that_comes_to_list_nobody_lets_nobody_in_and_says_so(tmp_path: Path) -> None:
    said = list[str]()
    path = listed(tmp_path / "keys", LINE)
    register = Register(path, said.append)
    listed(path, "# nobody")
    assert register.entry(KEY, "::1") is None
    assert "lists no key" in said[-1]


def test_a_file_of_bad_lines_only_says_which_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(CannotServe, match=r"lists no key.*Line 1 .* a quotation mark"):
        Register(listed(tmp_path / "keys", f'from="x {LINE}'))


# The server's own key


def test_a_disk_that_is_full_leaves_no_part_of_a_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotServe, match="No space left on device"):
        own.host_key(tmp_path / "host_key")
    assert list(tmp_path.iterdir()) == []
    monkeypatch.undo()
    first = own.host_key(tmp_path / "host_key")
    assert own.host_key(tmp_path / "host_key") == first
    assert [path.stat().st_mode & 0o777 for path in tmp_path.iterdir()] == [0o600]


def test_an_empty_key_that_a_full_disk_once_left_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "host_key").touch(mode=0o600)
    assert own.host_key(tmp_path / "host_key") == own.host_key(tmp_path / "host_key")


def test_a_key_that_another_server_makes_meanwhile_is_the_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, link = tmp_path / "host_key", os.link
    made = asyncssh.generate_private_key("ssh-ed25519")

    def late(beside: Any, there: Any) -> None:
        made.write_private_key(str(path))
        path.chmod(0o600)
        link(beside, there)

    monkeypatch.setattr(os, "link", late)
    assert own.host_key(path) == made
