"""The commands of the playground, beside those of every demo."""

from tutor.tui.bindings.command import Command

PLAY = (
    Command(
        "play.set",
        "u",
        "set up",
        "All settings at once, and why one changes nothing as the others stand; u again leads back to the pictures.",
        {"u": "page('set')"},
        rank=1,
    ),
    Command(
        "play.units",
        "n",
        "units",
        "A cursor over the network: one unit's map large, its weights, its answers, its gradient. The arrows move it.",
        {"n": "page('units')"},
        rank=2,
    ),
    Command(
        "play.link",
        "i",
        "weight",
        "At a unit: the next of its weights; Enter types another number for it, and the run goes on from there.",
        {"i": "link(1)"},
        rank=2,
    ),
    Command(
        "play.layers",
        "d",
        "diagnosis",
        "How each layer fares: answers, gradients, updates; and which class is taken for which.",
        {"d": "page('layers')"},
        rank=3,
    ),
    Command(
        "play.keep",
        "k",
        "keep",
        "Keep this run as it stands, to hold later ones against it; up to four.",
        {"k": "keep"},
        rank=3,
    ),
    Command(
        "play.drop",
        "z",
        "drop, keep again",
        "Let the run go that was kept last; z again brings it back.",
        {"z": "drop"},
        rank=5,
    ),
    Command(
        "play.save",
        "w",
        "save weights",
        "Save the weights, as they are at this frame, in a new file, which nntutor play --open starts from.",
        {"w": "save"},
        rank=6,
    ),
    Command(
        "play.compare",
        "h",
        "compare",
        "The kept runs and this one side by side, and in what they differ.",
        {"h": "page('compare')"},
        rank=3,
    ),
    Command(
        "play.stride",
        "g",
        "by update, epoch",
        "How far a frame goes: ever further, one update, one epoch.",
        {"g": "stride"},
        rank=5,
    ),
    Command(
        "play.stop",
        "p",
        "pause at",
        "Pause by itself at a loss, an accuracy or an epoch; a run stops anyway at the first number that is none.",
        {"p": "type_stop"},
        rank=5,
    ),
    Command(
        "play.explain",
        "x",
        "explain",
        "When a run has gone wrong: open the lesson that explains it.",
        {"x": "explain"},
        rank=2,
    ),
)

PLAY_SCREEN = (
    Command(
        "play.challenges",
        "j",
        "challenges",
        "Twelve things to try, each checked of the run that is there; or say that one cannot be done.",
        {"j": "challenges"},
        rank=4,
    ),
    Command(
        "play.leave",
        "Esc",
        "back",
        "From a page of the playground to its pictures, and from there to where you came from.",
        {"escape": "leave"},
        rank=4,
    ),
)
