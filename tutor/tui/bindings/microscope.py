"""The commands of the microscope: forward and backward through a computation, from node to node, closer and farther."""

from tutor.tui.bindings.command import Command

MICROSCOPE = (
    Command(
        "scope.on",
        "Space",
        "on",
        "One moment on: forward through the values, then backward through the blame. n does the same.",
        {"space": "walk(1)", "n": "walk(1)"},
        rank=1,
    ),
    Command("scope.back", "p", "back", "One moment back.", {"p": "walk(-1)"}, rank=1),
    Command("scope.forward", "f", "forward", "To where the way forward begins.", {"f": "forward"}, rank=3),
    Command("scope.backward", "b", "backward", "To where the way back begins.", {"b": "backward"}, rank=3),
    Command(
        "scope.move",
        "↑ ↓ ← →",
        "look around",
        "Look at another node. The moment stays.",
        {"up": "move(0, -1)", "down": "move(0, 1)", "left": "move(-1, 0)", "right": "move(1, 0)"},
        rank=4,
    ),
    Command(
        "scope.closer",
        "+",
        "closer",
        "Closer: from the whole to a layer, a neuron, a weight, whichever the cursor is on. Enter does the same.",
        {"plus": "closer", "equals_sign": "closer", "enter": "closer"},
        rank=2,
    ),
    Command(
        "scope.farther",
        "−",
        "farther",
        "Farther: back to the neuron, the layer, the whole.",
        {"minus": "farther"},
        rank=2,
    ),
    Command(
        "scope.other",
        ", .",
        "the next one",
        "The layer, neuron or weight before, and the one after.",
        {"comma": "other(-1)", "full_stop": "other(1)"},
        rank=5,
    ),
    Command(
        "scope.type",
        "w",
        "follow",
        "Type what to follow, such as layer 1, neuron 1.2 or W1[2, 1].",
        {"w": "type"},
        rank=4,
    ),
    Command("scope.scroll", "j k", "scroll", "Scroll the words down and up.", {"j": "scroll(1)", "k": "scroll(-1)"}),
    Command(
        "scope.leave",
        "Esc",
        "leave",
        "Back to where you were: the paused demo, the question. m does the same.",
        {"escape": "leave", "m": "leave"},
        rank=2,
    ),
)

FOLLOWING = (
    Command("follow.take", "Enter", "follow it", "Follow what you typed.", rank=1),
    Command("follow.leave", "Esc", "leave it", "Go on with what was followed before.", {"escape": "leave"}, rank=1),
)
