"""A demo's prediction in a conversation: asked for once before the first run, recalled, and told how it came out."""

from __future__ import annotations

from lessons.kit.errors import Unreadable
from lessons.kit.questions import read_option
from tutor.plain.talk import Destination, Talk, way_between_options
from tutor.study.playback.prediction import Commitment
from tutor.study.playback.view import DemoView


def put_question(talk: Talk, view: DemoView) -> None:
    """Write what is to be predicted, and the options."""
    asked = view.commitment.asked
    assert asked is not None
    talk.line("Before it runs, predict.")
    talk.prose(asked.prompt)
    for number, option in enumerate(asked.options, start=1):
        talk.item(str(number), option, markdown=True)


def committed(reply: str, view: DemoView) -> Commitment:
    """Return the commitment to the option that was typed, for the run as it stands.

    Raises:
        Unreadable: it is none.
    """
    asked = view.commitment.asked
    assert asked is not None
    return view.commitment.made(read_option(reply, asked.options), view.seed, view.settings)


def ask_for_prediction(talk: Talk, view: DemoView) -> Commitment | Destination:
    """Have the learner commit before the run as it stands; an empty line declines.

    Returns:
        What they have committed to, or where to, if instead of predicting they want to be elsewhere.
    """
    while reply := talk.ask("Your prediction, or Enter for none > ").strip():
        if (way := way_between_options(reply)) is not None:
            return way
        try:
            return committed(reply, view)
        except Unreadable as problem:
            talk.line(str(problem))
    return view.commitment.declined()


def recall(talk: Talk, view: DemoView) -> None:
    """Say what was predicted in an earlier session, if anything was."""
    predicted = view.commitment.words
    if predicted and view.as_predicted:
        talk.prose(f"You predicted: {predicted}.")
    elif predicted:
        talk.prose(view.commitment.with_other_settings(None))


def tell_outcome(talk: Talk, view: DemoView) -> bool:
    """Say how the prediction came out; False if there is none, or nothing to be seen of it yet."""
    asked, predicted = view.commitment.asked, view.commitment.words
    if asked is None or not predicted or view.came_true is None:
        return False
    if not view.as_predicted:
        talk.prose(view.commitment.with_other_settings(view.came_true))
        return True
    held = view.came_true == view.commitment.option
    compared = "as you predicted" if held else f"and you predicted: {predicted}"
    talk.prose(f"What happened: {asked.options[view.came_true]}, {compared}.")
    if not held and view.frame is not None and (why := view.commitment.why_not(view.frame, view.settings)):
        talk.prose(why)
    return True
