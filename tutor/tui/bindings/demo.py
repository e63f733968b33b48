"""The commands of a demo: playing it, turning its knobs, predicting, typing and drawing."""

from tutor.tui.bindings.command import Command

DEMO = (
    Command("demo.play", "Space", "play", "Play the demo, or pause it.", {"space": "play"}, rank=1),
    Command(
        "demo.step",
        ".",
        "step",
        "Train just one step further; after going back, one frame forward.",
        {"full_stop": "step"},
        rank=2,
    ),
    Command("demo.back", ",", "earlier", "One frame back, as it was seen.", {"comma": "look_back"}, rank=2),
    Command(
        "demo.tens",
        "b a",
        "ten earlier, later",
        "Ten frames back, ten frames ahead.",
        {"b": "look_back(10)", "a": "look_ahead(10)"},
        rank=4,
    ),
    Command(
        "demo.ends",
        "0 e",
        "first, newest",
        "To the run's first frame; to its newest (the end so far).",
        {"0": "look_first", "e": "look_newest"},
        rank=6,
    ),
    Command(
        "demo.restart",
        "r",
        "restart",
        "From the beginning, with the same seed; the shadow of an earlier run goes.",
        {"r": "restart"},
        rank=3,
    ),
    Command(
        "demo.fix",
        "f",
        "mend it",
        "When a run has gone wrong: set the knobs so that it goes well.",
        {"f": "fix"},
        rank=1,
    ),
    Command("demo.knob", "↑ ↓", "knob", "Choose a knob.", {"up": "select(-1)", "down": "select(1)"}, rank=3),
    Command(
        "demo.turn",
        "← →",
        "turn",
        "Turn the chosen knob: another run comes to where this one stood, and this one stays behind as a shadow.",
        {"left": "turn(-1)", "right": "turn(1)"},
        rank=2,
    ),
    Command(
        "demo.type",
        "Enter",
        "type or draw",
        "Type the chosen knob's value; on a drawing, draw.",
        {"enter": "type_value"},
        rank=4,
    ),
    Command(
        "demo.speed",
        "+ −",
        "speed",
        "Faster and slower.",
        {"plus": "speed(1)", "equals_sign": "speed(1)", "minus": "speed(-1)"},
        rank=3,
    ),
    Command(
        "demo.code",
        "l",
        "command",
        "The command that brings this very picture back, typed in a shell here or on another machine.",
        {"l": "code"},
        rank=5,
    ),
    Command(
        "demo.source",
        "v",
        "code",
        "The code of this demo, and of the engine behind it, from the installed files.",
        {"v": "source"},
        rank=4,
    ),
    Command(
        "demo.seed",
        "s",
        "new seed",
        "Other random numbers: the next seed, from the beginning, compared with no earlier run.",
        {"s": "reseed"},
        rank=5,
    ),
    Command(
        "demo.what_if",
        "w",
        "what if …?",
        "And what if …? The playground, with this demo's settings as far as it has them.",
        {"w": "what_if"},
        rank=3,
    ),
    Command(
        "demo.inspect",
        "m",
        "inside",
        "The microscope, while nothing plays: the computation itself, every number of it, forward and backward.",
        {"m": "inspect"},
        rank=2,
    ),
)

CODE = (
    Command(
        "code.copy", "c", "copy", "Copy the command, where the terminal lets a program do so.", {"c": "copy"}, rank=1
    ),
)

PREDICTION = (
    Command(
        "demo.predict",
        "1 2 3 …",
        "predict",
        "Before the first run: say what you think will happen. Space skips it.",
        {str(digit): f"predict({digit})" for digit in range(1, 10)},
        rank=1,
    ),
)

ENTRY = (
    Command("entry.take", "Enter", "take it", "Set the knob to what you typed.", rank=1),
    Command("entry.leave", "Esc", "leave it", "Leave the knob as it was.", {"escape": "leave"}, rank=1),
)

PAD = (
    Command(
        "pad.move",
        "↑ ↓ ← →",
        "move",
        "Move over the sheet.",
        {"up": "move(-1, 0)", "down": "move(1, 0)", "left": "move(0, -1)", "right": "move(0, 1)"},
        rank=1,
    ),
    Command(
        "pad.ink",
        "Space",
        "ink",
        "Ink, then half ink, then empty again. The mouse draws too.",
        {"space": "ink"},
        rank=1,
    ),
    Command("pad.pen", "d", "pen down", "Pen down: moving draws, until d lifts it.", {"d": "pen"}, rank=2),
    Command("pad.clear", "x", "clear", "An empty sheet. u brings the drawing back.", {"x": "clear"}, rank=2),
    Command("pad.undo", "u", "undo", "Take the last stroke back.", {"u": "undo"}, rank=3),
    Command(
        "pad.leave",
        "Enter",
        "done",
        "Back to the knobs (Esc does the same).",
        {"enter": "leave", "escape": "leave"},
        rank=1,
    ),
)
