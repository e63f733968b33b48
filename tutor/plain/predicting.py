"""A scene's question in a conversation: asked before the first run, recalled, and told how it came out."""

from __future__ import annotations

from tutor.plain.talk import Talk
from tutor.study.playback.view import DemoView


def tell_question(talk: Talk, view: DemoView) -> None:
    """Write what is to be predicted, with its options, or what was predicted of it in an earlier session."""
    asked = view.commitment.asked
    if asked is None:
        return
    if view.commitment.is_due:
        talk.line("Before it runs, predict.")
    talk.prose(asked.prompt)
    if view.commitment.is_due:
        for number, option in enumerate(asked.options, start=1):
            talk.item(str(number), option, markdown=True)
    recall(talk, view)


def recall(talk: Talk, view: DemoView) -> None:
    """Say what was predicted, if anything was."""
    predicted = view.commitment.words
    if predicted and view.as_predicted:
        talk.prose(f"You predicted: {predicted}.")
    elif predicted:
        talk.prose(view.commitment.with_other_settings(None))


def tell_outcome(talk: Talk, view: DemoView) -> bool:
    """Say how the prediction came out; False if there is none, or nothing to be seen of it yet."""
    asked, predicted = view.commitment.asked, view.commitment.words
    if asked is None or not predicted:
        return False
    if view.came_true is None:
        return _ended_unseen(talk, view)
    if not view.as_predicted:
        talk.prose(view.commitment.with_other_settings(view.came_true))
        return True
    held = view.came_true == view.commitment.option
    compared = "as you predicted" if held else f"and you predicted: {predicted}"
    talk.prose(f"What happened: {asked.options[view.came_true]}, {compared}.")
    if not held and view.frame is not None and (why := view.commitment.why_not(view.frame, view.settings)):
        talk.prose(why)
    return True


def _ended_unseen(talk: Talk, view: DemoView) -> bool:
    """Say so, if the run was over before the prediction was settled."""
    over = view.finished and view.moved and view.as_predicted
    if over:
        talk.prose(f"You predicted: {view.commitment.words}. This run has ended before that could be seen.")
    return over
