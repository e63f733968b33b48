"""The commands of a lesson: going from page to page."""

from tutor.tui.bindings.command import Command

LESSON = (
    Command(
        "lesson.next",
        "n",
        "next",
        "On to the next page; so does the right arrow where nothing else uses it. Enter and Space scroll to the end "
        "of a text first.",
        {"n": "next", "right": "next", "enter": "onward", "space": "onward"},
        rank=1,
    ),
    Command(
        "lesson.previous",
        "p",
        "back",
        "Back to the page before; so does the left arrow where nothing else uses it.",
        {"p": "previous", "left": "previous"},
        rank=3,
    ),
    Command("lesson.switch", "Tab", "text or demo", "Between the text and the demo.", {"tab": "switch"}, rank=4),
    Command(
        "lesson.scroll",
        "j k",
        "scroll",
        "Scroll down and up; so do the arrows in a text, and PgUp and PgDn while you type.",
        {"j": "scroll(1)", "k": "scroll(-1)"},
    ),
    Command(
        "lesson.graduate",
        "g",
        "graduate",
        "With a part's last lesson done: graduate from it, with ten questions mixed from all of it.",
        {"g": "graduate"},
        rank=2,
    ),
    Command("lesson.home", "Esc", "course", "Back to the course. The page is kept.", {"escape": "home"}, rank=4),
)
