"""The commands of the home screen."""

from tutor.tui.bindings.command import Command

HOME = (
    Command("home.choose", "↑ ↓", "choose", "Choose a lesson.", {"up": "cursor_up", "down": "cursor_down"}, rank=4),
    Command(
        "home.open", "Enter", "open", "Open the lesson, at the page where you left it.", {"enter": "select"}, rank=1
    ),
    Command(
        "home.next", "n", "next", "Open the lesson that comes next, wherever the cursor is.", {"n": "go_on"}, rank=4
    ),
    Command(
        "home.find",
        "f",
        "find",
        "Find a lesson: type a part of its title, or of a scene's, and the list keeps those that have it.",
        {"f": "find"},
        rank=3,
    ),
    Command(
        "home.part",
        "← →",
        "part",
        "To another part of the course; where not all of it fits, the part that you are in is open.",
        {"left": "part(-1)", "right": "part(1)"},
        rank=5,
    ),
    Command(
        "home.practise",
        "r",
        "practise",
        "Practise: five questions of what you missed or have not met for long, with fresh numbers where they have any.",
        {"r": "practise"},
        rank=2,
    ),
    Command(
        "home.test_out",
        "k",
        "know it",
        "For whoever knows a lesson already: three questions that cover it. All right, and it counts as done.",
        {"k": "test_out"},
        rank=4,
    ),
    Command(
        "home.graduate",
        "g",
        "graduate",
        "Graduate from a part once all of its lessons are done: ten questions, and a certificate. With all parts done, "
        "from the whole course.",
        {"g": "graduate"},
        rank=2,
    ),
    Command(
        "home.play",
        "p",
        "play",
        "The playground: any network of the course on any of its data, live, to answer every “what if …?”.",
        {"p": "play"},
        rank=3,
    ),
    Command(
        "home.mistakes",
        "m",
        "mistakes",
        "Your mistakes by name, each with the page that mends it and a way to practise it.",
        {"m": "mistakes"},
        rank=4,
    ),
    Command(
        "home.map",
        "w",
        "map",
        "The map of the course: what each lesson needs, and what builds on it.",
        {"w": "map"},
        rank=5,
    ),
    Command(
        "home.reset",
        "x",
        "start afresh",
        "Forget the answers given in the chosen lesson. u brings them back.",
        {"x": "reset"},
        rank=5,
    ),
    Command("home.undo", "u", "undo", "Bring back what was forgotten last.", {"u": "undo_reset"}, rank=1),
)

FIND = (
    Command("find.open", "Enter", "open", "Open the lesson under the cursor.", rank=1),
    Command(
        "find.choose",
        "↑ ↓",
        "choose",
        "Choose among the lessons that were found.",
        {"up": "choose(-1)", "down": "choose(1)"},
        rank=2,
    ),
    Command(
        "find.leave",
        "Esc",
        "whole course",
        "List the whole course again; the cursor stays.",
        {"escape": "leave"},
        rank=1,
    ),
)
