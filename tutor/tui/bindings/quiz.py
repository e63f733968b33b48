"""The commands of a quiz: asking for help, typing a reply, picking an option."""

from tutor.tui.bindings.command import Command

QUIZ = (
    Command(
        "quiz.hint",
        "h",
        "hint",
        "A hint. There are three: a nudge, the method, the worked answer.",
        {"h": "hint", "tab": "hint"},
        rank=2,
    ),
    Command("quiz.retry", "r", "fresh numbers", "The same question with fresh numbers.", {"r": "retry"}, rank=2),
    Command(
        "quiz.inspect",
        "m",
        "inside",
        "The microscope, once you have answered or seen the worked answer: the computation itself.",
        {"m": "inspect"},
        rank=2,
    ),
    Command("quiz.type", "Enter", "answer", "Go back to typing your reply.", {"enter": "answer"}, rank=1),
)

REPLY = (
    Command("reply.check", "Enter", "check", "Have your reply marked.", rank=1),
    Command("reply.hint", "Tab", "hint", "A hint, without leaving what you type.", {"tab": "hint"}, rank=1),
    Command(
        "reply.move",
        "↑ ↓",
        "other question",
        "The question before and the one after; your reply is kept.",
        {"up": "previous", "down": "next"},
        rank=3,
    ),
    Command(
        "reply.leave",
        "Esc",
        "other keys",
        "Stop typing, so that letters are keys again (n, p, r, q …). Where a number is wanted, h, m, n, q and r are "
        "keys at once.",
        {"escape": "leave"},
        rank=2,
    ),
)

OPTIONS = (
    Command(
        "options.pick",
        "1 2 3 …",
        "pick",
        "Pick an option by its number.",
        {str(d): f"pick({d})" for d in range(1, 10)},
        rank=1,
    ),
    Command("options.move", "↑ ↓", "choose", "Move among the options.", {"up": "move(-1)", "down": "move(1)"}, rank=2),
    Command("options.check", "Enter", "check", "Have the picked option marked.", {"enter": "check"}, rank=1),
)
