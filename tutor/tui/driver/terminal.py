"""How the app reaches a terminal: Textual's driver, made to survive whatever happens to a terminal."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Callable
from contextvars import copy_context
from types import FrameType
from typing import TYPE_CHECKING, Any

from textual import constants, events
from textual.drivers._writer_thread import WriterThread
from textual.drivers.linux_driver import LinuxDriver

from tutor.tui.driver.abilities import comes_from_a_shell, erases_in_colour, make_line_feed_go_down
from tutor.tui.driver.answers import Answers
from tutor.tui.driver.attention import Attention
from tutor.tui.driver.keyboard import Keyboard, Wake
from tutor.tui.driver.kitty import ALTERNATE_KEYS
from tutor.tui.driver.leaving import PATIENCE, SHORTLY, arm_alarm, end_hard, let_go_of_terminal, status_for
from tutor.tui.driver.output import Output
from tutor.tui.driver.pacing import Pace
from tutor.tui.driver.resizing import Resizing, wake_for
from tutor.tui.driver.settling import settle, unread
from tutor.tui.driver.signals import Ends

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message

DRAIN = 1.5
"""Seconds that a terminal has to take the last bytes when the screen is left."""
PLAIN = "\x1b[m"
"""No attributes, the terminal's own colours."""


class TerminalDriver(LinuxDriver):
    """Textual's Linux driver, which leaves through the ordinary exit whatever happens to its terminal.

    A hang-up, a request to end, an end of input, a write that fails and a terminal that stops reading are one case: the
    app is asked to exit with the status that a shell gives to a process ended by that signal, and the process is ended
    where it stands before three seconds are over. Nothing ever waits for a terminal that does not read. After a stop
    (ctrl+z) and a resize the whole screen is painted again.

    Attributes:
        paintings: how often what the terminal shows became unknown: at the start, and at each resume and resize.
        leaving: the exit status with which the app was told to leave, None as long as it was not.
    """

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        self._output: Output | None = None
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._wake = Wake()
        self._keyboard = Keyboard(self.fileno, self._wake)
        self._suspending = False
        self._next_look: asyncio.TimerHandle | None = None
        self._settling: asyncio.Task[None] | None = None
        self._attention = Attention.for_environment(os.environ)
        self._answers = Answers()
        self._owed: Callable[[], object] | None = None
        self.pace = Pace.for_environment(os.environ, lambda: self.busy)
        self.erases_in_colour = erases_in_colour()
        self.line_feed_goes_down = False
        self.paintings = 0
        self.leaving: int | None = None
        self._context = copy_context()  # the app's: callbacks from elsewhere must know which app is meant
        self._ends = Ends(lambda number: self.leave(status_for(number)))

    @property
    def _writer_thread(self) -> WriterThread | None:
        """Where Textual keeps its writer; whatever it puts there, it gets ours."""
        return self._output

    @_writer_thread.setter
    def _writer_thread(self, thread: WriterThread | None) -> None:
        self._output = None if thread is None else Output(thread._file, self._terminal_gone, self._output_drained)

    @property
    def busy(self) -> bool:
        """Whether the terminal has still to take what was written."""
        return self._output is not None and self._output.busy

    # Writing

    def write(self, data: str) -> None:
        """Have data written; returns at once, and drops it when there is no terminal to take it."""
        if self._output is not None:
            self._output.write(data)

    def when_drained(self, callback: Callable[[], object]) -> None:
        """Call something, on the event loop, once the terminal has taken what was written; the last one asked for."""
        self._owed = callback
        if not self.busy:
            self._output_drained()
        self.expect_reading()

    def expect_reading(self) -> None:
        """From now on look whether the terminal reads, until it has taken and answered everything; on the event loop.

        One that does not, and from which nothing comes either, is one that has gone.
        """
        if self._next_look is None and self._output is not None and self.leaving is None:
            left = self._attention.time_left(self._output.waits_since, self.pace.answer_due)
            if left is not None:
                self._next_look = self._loop.call_later(max(left, 0.0), self._look)

    def _look(self) -> None:
        self._next_look = None
        if self._output is None:
            return
        waits_since, answer_due = self._output.waits_since, self.pace.answer_due
        left = self._attention.time_left(waits_since, answer_due)
        if left is not None and left <= 0:
            if waits_since is not None:
                self._stopped_reading()
                return
            if answer_due is not None:
                self.write(self._attention.look_into(answer_due))
        self.expect_reading()

    def _stopped_reading(self) -> None:
        if self._output is not None:
            self._output.give_up()
        self.leave(status_for(signal.SIGHUP), SHORTLY)

    def _output_drained(self) -> None:
        """From the writing thread: the terminal has taken everything."""
        owed, self._owed = self._owed, None
        if owed is not None:
            self._soon(self._pay, owed)

    def _pay(self, owed: Callable[[], object]) -> None:
        owed()
        self.pace.wake()

    def _soon(self, callback: Callable[..., object], *arguments: object) -> None:
        """Call something on the event loop, in the app's context; from any thread or signal handler."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(callback, *arguments, context=self._context)

    # Leaving

    def _terminal_gone(self) -> None:
        self.leave(status_for(signal.SIGHUP))

    def leave(self, status: int, patience: float = PATIENCE) -> None:
        """Have the app exit with a status, and the process end in some seconds; from any thread or signal handler."""
        if self.leaving is None:
            self.leaving = status
            arm_alarm(patience)
            self._soon(self._leave, status, patience)

    def _leave(self, status: int, patience: float) -> None:
        end_hard(status, patience)
        if status == status_for(signal.SIGTERM):
            self._settling = self._loop.create_task(self._settle_and_exit(status))
        else:
            self._app.exit(return_code=status)

    async def _settle_and_exit(self, status: int) -> None:
        """The terminal is still there, and what it has sent is worth a moment."""
        await settle(self._app, lambda: unread(self.fileno) or self._keyboard.taking)
        self._app.exit(return_code=status)

    # Reading

    def run_input_thread(self) -> None:
        """Read until told to stop, or until the input ends: then there is nothing to stay for."""
        self._keyboard = keyboard = Keyboard(self.fileno, self._wake)
        for message in keyboard.messages(self.exit_event.is_set):
            self.process_message(message)
        if keyboard.ended:
            self._terminal_gone()

    def process_message(self, message: Message) -> None:
        """Hand a message to the app, but for answers to questions of ours; note when the screen has another size."""
        self._attention.heard_at = time.monotonic()
        if isinstance(message, events.CursorPosition):
            self._answers.take()
            self._soon(self.pace.answered, time.monotonic())
            return
        if isinstance(message, events.Resize):
            self.paintings += 1
        self.pace.priority.key()
        super().process_message(message)

    def disable_input(self) -> None:
        """Stop reading, without waiting for a key."""
        self._wake.ring()
        super().disable_input()
        self._wake.quiet()

    # Taking the screen and giving it back

    def start_application_mode(self) -> None:
        """Take the screen; what is on it is unknown from now on."""
        if self.leaving is not None:
            return
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if not constants.DISABLE_KITTY_KEY:
            self.write(ALTERNATE_KEYS)
        self.paintings += 1
        self.line_feed_goes_down = make_line_feed_go_down(self.fileno, self._file)
        resized = signal.getsignal(signal.SIGWINCH)
        if self._output is not None and callable(resized):
            resizing = Resizing(lambda: self._resized(resized), self._loop.call_later)
            wake_for(signal.SIGWINCH, self._loop, lambda: self._soon(resizing.changed))

    def _resized(self, tell: Callable[[int, FrameType | None], object]) -> None:
        if self._output is not None:  # the screen was not given back meanwhile
            self.paintings += 1
            tell(signal.SIGWINCH, None)

    def _query_in_band_window_resize(self) -> None:
        """Ask nothing: the kernel tells the size, and who asks gets the mouse in pixels of a size often unknown."""

    def stop_application_mode(self) -> None:
        """Give the screen back as it was; frames that wait to be written are not worth waiting for."""
        if self._output is not None:
            self._output.forget_waiting()
            listening = self._key_thread is not None and self._key_thread.is_alive()
            if listening and not self._output.dead and not self.pace.silent:
                self._answers.wait_for(self.pace.answers + self.pace.outstanding)
        self.write(PLAIN)
        super().stop_application_mode()

    def suspend_application_mode(self) -> None:
        """Give the screen back for a while."""
        self._suspending = True
        try:
            super().suspend_application_mode()
        finally:
            self._suspending = False

    def close(self) -> None:
        """Write what waits; a terminal that does not take it is let go of."""
        taken = self._output is None or self._output.finish(DRAIN)
        self._output = None
        if self._suspending:
            return
        if self._next_look is not None:
            self._next_look.cancel()
        if not taken:
            let_go_of_terminal()
        self._wake.close()
        if self.leaving is None:
            self._ends.give_back()

    # Stopping and going on (ctrl+z, fg)

    def _sigtstp_application(self, *_: object) -> None:
        self._soon(self._stop)

    def _sigcont_application(self, *_: object) -> None:
        self._soon(self._go_on)

    def _stop(self) -> None:
        """Give the screen back and stop; on the event loop, so that no frame is cut in two.

        Where no shell can call the process back, a terminal may still ask for it: a ctrl+z before the screen was taken.
        """
        if self.leaving is None and comes_from_a_shell():
            super()._sigtstp_application()

    def _go_on(self) -> None:
        """Take the screen again, after a stop that was announced (ctrl+z) or was not (kill -STOP)."""
        if not self._auto_restart or self.leaving is not None or not self._app.is_running:
            return
        if self._output is not None:
            self.suspend_application_mode()
        self.resume_application_mode()
        self._app.refresh(layout=True)
