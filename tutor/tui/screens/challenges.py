"""The challenges of the playground: what each asks for, a hint, a start, and an answer to "it cannot be done"."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import OptionList

from tutor.study.progress.challenges import challenges_done
from tutor.tui.bindings.challenges import CHALLENGES
from tutor.tui.bindings.command import bindings
from tutor.tui.course.challenge_list import ChallengeList
from tutor.tui.demo.play_panel import PlayPanel
from tutor.tui.keys import take_keys
from tutor.tui.screens.base import TutorScreen
from tutor.tui.widgets.entry import Entry
from tutor.tui.widgets.newest import is_up
from tutor.tui.widgets.prose import Prose

if TYPE_CHECKING:  # the screen is up before the engine is loaded
    from collections.abc import Sequence

    from lessons.playground.challenges.challenge import Challenge, Reason
    from lessons.playground.challenges.claims import ClaimAnswer
    from lessons.playground.settings import PlaygroundSettings


class ChallengesScreen(TutorScreen):
    """Lists the challenges; Enter begins the chosen one in the playground beneath."""

    HELP_GROUPS: ClassVar[tuple[str, ...]] = ("Challenges",)
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(c for c in CHALLENGES if c.id in {"challenges.hint", "challenges.impossible", "challenges.leave"})
    ]

    def __init__(self, panel: PlayPanel) -> None:
        """Take the playground that a challenge begins in."""
        super().__init__()
        self._panel = panel
        self._list, self._told = ChallengeList(id="challenge-list"), Prose(id="challenge-told")
        self._entry = Entry(self._take, self._leave_entry)

    def compose_body(self) -> ComposeResult:
        """Put the list, and what there is to say of the chosen challenge, on the screen."""
        with Vertical(id="challenges"):
            yield self._list
            with VerticalScroll(id="challenge-about", can_focus=False):
                yield self._told
                yield self._entry

    def on_mount(self) -> None:
        """Read which are done, off the event loop."""
        self.title_bar.show("Challenges", "one moment …")
        self.run_worker(self._fill())

    async def _fill(self) -> None:
        done = await asyncio.wrap_future(self.app.in_order(challenges_done, self.app.store))
        challenges = await asyncio.to_thread(self._all)
        if not is_up(self):
            return
        self.title_bar.show("Challenges", f"{len(done)} of {len(challenges)} done")
        self._list.show(challenges, done, self._panel.challenge.name)
        take_keys(self._list)
        self.refresh_bindings()

    def _all(self) -> Sequence[Challenge]:
        from lessons.playground.challenges.dozen import CHALLENGES as KNOWN

        return tuple(KNOWN.values())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to ask of an empty list."""
        if action in ("hint", "claim"):
            return self._list.chosen is not None and not self._entry.typing
        return super().check_action(action, parameters)

    def on_option_list_option_highlighted(self, _: OptionList.OptionHighlighted) -> None:
        """Tell about the challenge under the cursor."""
        if (challenge := self._list.chosen) is not None:
            self._entry.close()
            self._told.show(challenge.told)

    def on_option_list_option_selected(self, _: OptionList.OptionSelected) -> None:
        """Begin the chosen challenge (Enter, or a click)."""
        if (challenge := self._list.chosen) is not None:
            self._panel.begin(challenge)
            self.leave()

    def action_hint(self) -> None:
        """Say where to look."""
        if (challenge := self._list.chosen) is not None:
            self._told.show(challenge.hint)

    def action_claim(self) -> None:
        """Ask why it cannot be done."""
        if self._list.chosen is not None:
            from lessons.playground.challenges.claims import REASONS

            reasons = "\n".join(f"{number}. {told}" for number, told in enumerate(REASONS.values(), 1))
            self._told.show(f"It cannot be done, because\n\n{reasons}")
            self._entry.ask(f"Why? 1 to {len(REASONS)}", "")

    def _take(self, text: str) -> str:
        """Take the reason that was typed, or say that it is none."""
        from lessons.kit.errors import Unreadable
        from lessons.playground.challenges.claims import read_reason

        try:
            reason = read_reason(text)
        except Unreadable as problem:
            return str(problem)
        if (challenge := self._list.chosen) is not None:
            self.run_worker(self._answer(challenge, reason))
        return ""

    def _leave_entry(self) -> None:
        take_keys(self._list)

    async def _answer(self, challenge: Challenge, reason: Reason) -> None:
        """Answer in a thread: lines are counted, or runs made."""
        from lessons.playground.challenges.claims import answer_to_claim

        self._told.show("One moment …")
        settings = self._settings_of(challenge)
        answer = await asyncio.to_thread(answer_to_claim, challenge, settings, reason)
        if is_up(self):
            self._say(challenge, answer, settings)

    def _settings_of(self, challenge: Challenge) -> PlaygroundSettings:
        """The settings that are spoken of: those that stand, if it is taken up, else those that it begins with."""
        from lessons.playground.settings import PlaygroundSettings

        view = self._panel.player.view
        if self._panel.challenge.name == challenge.name:
            return PlaygroundSettings.of(view.settings, view.seed)
        return PlaygroundSettings.of(challenge.settings(), 0)

    def _say(self, challenge: Challenge, answer: ClaimAnswer, settings: PlaygroundSettings) -> None:
        if answer.way is not None:
            self._panel.show_way(challenge, answer)
            self.leave()
            return
        if answer.right:
            self._panel.challenge.done(challenge.name, f"impossible: {settings.line}")
            self._list.mark_done(challenge.name)
        self._told.show(answer.told)

    def action_leave(self) -> None:
        """Go back to the playground."""
        self.leave()
