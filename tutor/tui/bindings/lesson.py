"""The commands of a lesson: going from scene to scene, and its longer text."""

from tutor.tui.bindings.command import Command

LESSON = (
    Command(
        "lesson.next",
        "n",
        "next",
        "On to the next scene or question; in a scene whose run is not over, to what it will have shown. So does the "
        "right arrow where nothing else uses it. Enter and Space scroll to the end of a text first.",
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
    Command(
        "lesson.switch",
        "Tab",
        "words or picture",
        "The keys scroll the words, or play again.",
        {"tab": "switch"},
        rank=6,
    ),
    Command(
        "lesson.longer",
        "t",
        "longer text",
        "The whole text of this lesson on one page to scroll: all that the scenes leave out.",
        {"t": "longer"},
        rank=5,
    ),
    Command(
        "lesson.scroll",
        "j k",
        "scroll",
        "Scroll down and up; so do the arrows in a text, and PgUp and PgDn while you type.",
        {"j": "scroll(1)", "k": "scroll(-1)"},
    ),
    Command(
        "lesson.contents",
        "i",
        "contents",
        "The lesson's scenes and quiz by name, what it leaves you with, and how each question went.",
        {"i": "contents"},
        rank=5,
    ),
    Command(
        "lesson.open",
        "1 2 3 …",
        "open",
        "In the contents: open the scene or the quiz of that number.",
        {str(digit): f"open({digit})" for digit in range(1, 10)},
        rank=1,
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

LONGER_TEXT = (
    Command(
        "longer.scroll",
        "j k",
        "scroll",
        "Scroll down and up; so do the arrows, PgUp and PgDn; Space goes a page down.",
        {"j": "scroll(1)", "k": "scroll(-1)", "space": "onward"},
        rank=2,
    ),
    Command("longer.leave", "Esc", "leave", "Back to where you were.", {"escape": "leave", "t": "leave"}, rank=1),
)
