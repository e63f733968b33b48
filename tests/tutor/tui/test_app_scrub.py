"""Looking back on a run: frame by frame and by tens, ahead again, on from any point; long ways are made in a thread."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from typing import Any

from lessons.kit.demo import Demo, Frame, Frames, Prediction, demo
from lessons.kit.knobs import Knob
from lessons.kit.live import Live
from lessons.kit.sameness import same
from lessons.kit.scene import alone
from lessons.kit.script import Script
from tutor.study.playback.player import Player
from tutor.tui.demo import words as demo_words

Sit = Callable[..., AbstractAsyncContextManager[Any]]


async def seen(hand: Any, steps: int) -> list[Frame]:
    """Step so far, and tell what was on the screen."""
    frames = [hand.player.view.frame]
    for _ in range(steps):
        await hand.press("full_stop")
        frames.append(hand.player.view.frame)
    return frames


async def test_comma_and_point_walk_through_the_past_and_what_is_seen_is_what_was_seen(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        await hand.predict(1)
        assert "earlier" not in hand.key_words()
        frames = await seen(hand, 4)
        assert "earlier" in hand.key_words() and "step" in hand.key_words()
        await hand.press("comma", "comma", "comma")
        assert hand.player.view.frame is frames[1]
        assert hand.reads("◂ update 1, frame 2 of 5", "After 1 steps") and "later" in hand.key_words()
        await hand.press(*["full_stop"] * 4)
        assert hand.player.view.frame.number == 5 and hand.reads("Ⅱ paused")


async def test_tens_and_ends(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        await hand.predict(1)
        frames = await seen(hand, 25)
        for key, shown in (("b", 15), ("b", 5), ("b", 0), ("a", 10), ("e", 25), ("0", 0), ("a", 10), ("a", 20)):
            await hand.press(key)
            assert hand.player.view.frame is frames[shown], key
        await hand.press("a")
        assert hand.player.view.frame is frames[25] and "ten earlier, later" in hand.key_words()


async def test_nothing_lies_before_the_first_frame_or_after_the_newest(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        await hand.predict(1)
        await hand.press("comma", "b", "0", "e", "a")
        assert hand.player.view.index == hand.player.view.newest == 0
        await hand.press("full_stop", "a", "e")
        assert hand.player.view.newest == 1


async def test_looking_back_pauses_and_playing_goes_on_from_there(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        await hand.predict(1)
        await hand.press(*["full_stop"] * 8, *["plus"] * 10)
        hand.strike("space")
        await hand.until(lambda: hand.player.view.index >= 30)
        hand.strike("0")
        await hand.until(lambda: hand.player.view.index == 0 and not hand.player.view.playing)
        newest = hand.player.view.newest
        assert hand.reads(f"◂ update 0, frame 1 of {newest + 1}")
        hand.strike("space")
        await hand.until(lambda: hand.player.view.newest > newest or hand.player.view.finished)
        assert hand.player.view.frame.number == hand.player.view.index


async def test_a_live_knob_stands_as_it_stood_and_is_turned_in_the_past(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        await hand.predict(1)
        await hand.press(*["full_stop"] * 3, "down", "down", *["right"] * 20, *["full_stop"] * 3)
        assert hand.player.view.settings["brake"] == 1
        stopped = hand.player.view.frame.readings["loss"]
        await hand.press("comma", "comma", "comma")
        assert hand.player.view.settings["brake"] == 0 and hand.reads("frame 4 of 7")
        await hand.press("e")
        assert hand.player.view.settings["brake"] == 1
        await hand.press("comma", "comma", "comma", "right")
        assert hand.player.view.newest == 3 and hand.player.view.settings["brake"] == 0.05 and not hand.reads("of 7")
        await hand.press("full_stop")
        assert hand.player.view.frame.number == 4 and hand.player.view.frame.readings["loss"] < stopped


async def test_playing_from_the_past_leaves_the_knobs_as_they_stood_there(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        await hand.predict(1)
        await hand.press(*["full_stop"] * 3, "down", "down", *["right"] * 20, *["full_stop"] * 3, "0")
        hand.strike("space")
        await hand.until(lambda: hand.player.view.index >= 4)
        await hand.press("space")
        assert hand.player.view.settings["brake"] == 0 and hand.player.view.newest == hand.player.view.index


async def test_another_knob_begins_a_new_run_with_the_live_ones_as_they_stood(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        await hand.press("full_stop", "down", "down", *["right"] * 20, "full_stop", "comma", "up", "right")
        view = hand.player.view
        assert view.settings == {"rate": 0.1, "start": "meadow", "brake": 0} and view.index == view.newest == 1


async def test_a_prediction_is_open_again_before_the_frame_that_settled_it(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        await hand.predict(2)
        await hand.press(*["full_stop"] * 6)
        assert hand.reads("✗ You said “higher”")
        await hand.press("comma", "comma")
        assert hand.reads("You said “higher”.") and not hand.reads("✗")
        await hand.press("full_stop")
        assert hand.reads("✗ You said “higher”")


async def test_a_finished_run_is_looked_back_on_and_finishes_again(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        await hand.predict(1)
        await hand.press(*["plus"] * 10)
        hand.strike("space")
        await hand.until(lambda: hand.player.view.finished)
        run = hand.player.view.run
        await hand.press("b")
        assert hand.reads("frame 191 of 201") and "play" in hand.key_words() and not hand.player.view.finished
        hand.strike("space")
        await hand.until(lambda: hand.player.view.finished)
        assert hand.player.view.run == run and hand.player.view.newest == 200


async def test_the_sheet_shows_the_drawing_of_the_frame_that_is_looked_at(sit: Sit) -> None:
    async with sit((120, 40)) as hand:
        await hand.open("drawing", 1)
        await hand.press("enter", "space", "right", "space", "enter")
        assert hand.reads("2 pixels") and hand.player.view.newest == 2
        await hand.press("comma")
        assert hand.reads("There are 1 pixels") and hand.reads("frame 2 of 3")
        pad = hand.demo.query_one("Pad")
        assert pad.drawing.sum() == 1
        await hand.press("enter", "down", "space", "enter")
        assert hand.player.view.newest == 2 and hand.player.view.settings["ink"].sum() == 2


class Slow:
    """A long demo; from some frame on, replays wait at a gate before every frame."""

    def __init__(self, *, fails: bool = False) -> None:
        self.fails = fails
        self.gate, self.asked = threading.Semaphore(0), threading.Semaphore(0)
        self.runs = 0
        self.workers: list[asyncio.Task[None]] = []
        self.player = Player(alone(self.demo()), self._start)
        self.told: list[str] = []

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self.workers.append(asyncio.create_task(work))

    def demo(self) -> Demo:
        @demo(Prediction("?", ("a", "b")), rate=Knob(0, 1, start=0), push=Knob(0, 1, 0, live=True))
        def slow(rate: float, push: Live[float], seed: int) -> Frames:
            """Long."""
            del rate
            run, self.runs = self.runs, self.runs + 1
            for number in range(10_000):
                if run:
                    self.asked.release()
                    assert self.gate.acquire(timeout=10)
                    if self.fails:
                        raise ZeroDivisionError("the lesson's fault")
                yield Frame(number, (), f"{push():g}", {"update": number, "seed": seed})

        return slow

    async def done(self) -> None:
        await asyncio.wait_for(asyncio.gather(*self.workers), 10)

    async def wait(self) -> None:
        assert await asyncio.to_thread(self.asked.acquire, timeout=10)

    async def train(self, frames: int) -> None:
        self.player.open()
        for _ in range(frames):
            self.player.step()
        await self.done()
        assert self.player.view.newest == frames


async def test_a_long_way_back_is_told_of_and_given_up_for_another_key() -> None:
    slow = Slow()
    await slow.train(300)
    slow.player.look(101)
    await slow.wait()
    assert slow.player.view.index == 300 and slow.player.view.aim == 101
    while "going back" not in demo_words.state(slow.player.view):
        await asyncio.sleep(0)
    slow.player.look(300)
    slow.gate.release(1)
    await slow.done()
    assert slow.player.view.index == 300 and not slow.player.view.returning and slow.runs == 2


async def test_going_back_once_more_goes_on_where_the_replay_is() -> None:
    slow = Slow()
    await slow.train(300)
    slow.player.look(103)
    await slow.wait()
    slow.player.look(slow.player.view.aim - 2)
    slow.gate.release(200)
    await slow.done()
    assert slow.player.view.index == 101 and slow.runs == 2
    assert slow.player.view.frame is not None and slow.player.view.frame.number == 101


async def test_a_replay_that_raises_shows_its_message_until_one_looks_elsewhere() -> None:
    slow = Slow(fails=True)
    await slow.train(300)
    slow.player.look(101)
    slow.gate.release(1)
    await slow.done()
    assert "the lesson's fault" in slow.player.view.problem and slow.player.view.index == 300
    slow.player.look(299)
    await slow.done()
    assert slow.player.view.problem == "" and slow.player.view.index == 299


async def test_closing_while_going_back_ends_it() -> None:
    slow = Slow()
    await slow.train(300)
    slow.player.look(101)
    await slow.wait()
    slow.player.close()
    slow.gate.release(1)
    await slow.done()
    assert slow.runs == 2 and slow.player.view.index == 300


async def test_turning_while_going_back_turns_where_one_is() -> None:
    slow = Slow()
    await slow.train(300)
    slow.player.look(101)
    await slow.wait()
    slow.player.turn("push", 1.0)
    slow.gate.release(1)
    await slow.done()
    assert slow.player.view.index == 300 and slow.player.view.settings["push"] == 1.0
    slow.player.step()
    await slow.done()
    assert slow.player.view.frame is not None and slow.player.view.frame.caption == "1"


async def test_a_player_opens_at_any_moment_and_notes_the_runs_that_were_tried() -> None:
    slow, noted, work = Slow(), list[Script](), list[asyncio.Task[None]]()

    def start(coroutine: Coroutine[Any, Any, None]) -> None:
        work.append(asyncio.create_task(coroutine))

    script = Script(7, {"rate": 0.5, "push": 0.0}, {5: {"push": 0.25}}, 20)
    player = Player(alone(slow.demo()), start, note=lambda tried, _: noted.append(tried), script=script)
    player.open()
    await asyncio.wait_for(asyncio.gather(*work), 10)
    assert (
        player.view.index == 20
        and player.view.settings == {"rate": 0.5, "push": 0.25}
        and not player.view.commitment.is_due
    )
    assert (
        player.view.frame is not None
        and player.view.frame.readings["seed"] == 7
        and player.view.frame.caption == "0.25"
    )
    assert same(player.script, script)
    player.restart()
    assert len(noted) == 1 and same(noted[0], script)
    slow.gate.release()
    await asyncio.wait_for(asyncio.gather(*work), 10)
    player.close()
    assert len(noted) == 1
