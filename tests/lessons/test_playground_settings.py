"""The settings of the playground: typed and written both ways, whatever is typed, and what has no meaning says why."""

from __future__ import annotations

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as some

from engine.losses import LOSSES
from lessons.kit.errors import Unreadable
from lessons.kit.knobs import Choices, Knob
from lessons.playground.applies import applied
from lessons.playground.bench import made_bench
from lessons.playground.controls import CONTROLS
from lessons.playground.examples import KINDS, POINTS, WIDE, loaded
from lessons.playground.settings import PlaygroundSettings, from_options

LAYERS = some.lists(some.integers(1, 16), max_size=6).map(lambda sizes: ",".join(map(str, sizes)) or "none")
SETTINGS = some.builds(
    PlaygroundSettings,
    data=some.sampled_from(sorted(KINDS)),
    noise=some.floats(0, 50),
    layers=LAYERS,
    activation=some.sampled_from(["tanh", "relu", "sigmoid,step", "leaky_relu,identity,tanh"]),
    loss=some.sampled_from(["auto", *LOSSES]),
    rate=some.floats(1e-5, 100),
    batch=some.integers(1, 10_000),
    l2=some.floats(0, 10),
    dropout=some.floats(0, 0.9),
    stop=some.sampled_from(["none", "loss<0.25", "accuracy>0.5", "epoch=7"]),
    edit=some.sampled_from(["none", "W1[2,1]=0.5;b2[1]=-3.0"]),
    seed=some.integers(0, 2**53),
)


@given(SETTINGS)
def test_a_line_makes_the_settings_again_to_the_last_digit(settings: PlaygroundSettings) -> None:
    words = shlex.split(settings.line)
    assert words[:2] == ["nntutor", "play"]
    assert from_options(words[2:]) == settings


def test_the_line_of_the_issue() -> None:
    settings = from_options(shlex.split("--data spiral --layers 8,8 --activation tanh --rate 0.3 --seed 7"))
    assert (settings.sizes, settings.activations, settings.rate, settings.seed) == ((8, 8), ("tanh", "tanh"), 0.3, 7)
    assert settings.line == "nntutor play --data spiral --layers 8,8 --rate 0.3 --seed 7", "what stands at its start"
    assert PlaygroundSettings().line == "nntutor play"


def test_every_field_starts_where_its_control_stands() -> None:
    plain = PlaygroundSettings()
    assert {name: getattr(plain, name) for name in CONTROLS} == {n: control.start for n, control in CONTROLS.items()}


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("--layers 8,,8", "A number is missing"),
        ("--layers ,8", "A number is missing"),
        ("--layers=", "A number is missing"),
        ("--layers 0", "no number of units from 1 to 16"),
        ("--layers 1000", "no number of units from 1 to 16"),
        ("--layers 8,-2", "no number of units from 1 to 16"),
        ("--layers 1,1,1,1,1,1,1", "7 hidden layers are more than 6"),
        ("--layers 8.5", "no number of units from 1 to 16"),
        (f"--layers {'9' * 3000}", "characters long"),
        ("--rate 0", "It goes from 1e-05 to 100"),
        ("--rate -0.1", "It goes from 1e-05 to 100"),
        ("--rate nan", "not a number"),
        ("--rate inf", "not a number"),
        ("--rate quick", "Type a number"),
        (f"--seed {'9' * 30}", "A seed is a whole number"),
        ("--seed -1", "A seed is a whole number"),
        ("--seed 1.5", "A seed is a whole number"),
        ("--activation softplus", "is not known"),
        ("--activation t,t,t,t,t,t,t", "Too much"),
        ("--inputs ,", "Nothing is named"),
        ("--inputs x3", "is not known"),
        ("--batch 2.5", "Only whole numbers"),
        ("--dropout 1", "It goes from 0 to 0.9"),
        ("--data mnist", "Choose one of"),
        ("--stop loss>1", "is no such moment"),
        ("--stop accuracy>1.5", "never be so"),
        ("--stop accuracy>1", "never be so"),
        ("--stop loss<0", "never be so"),
        ("--stop loss<-1", "never be so"),
        ("--stop epoch=1.5", "whole number"),
        ("--edit W0[1,1]=2", "counted from 1"),
        ("--edit W1[1,1]=nan", "not a number"),
        ("--edit hello", "sets no weight"),
        ("--learning 1", "There is no setting --learning"),
        ("--rate", "wants a value"),
    ],
)
def test_what_makes_no_sense_gets_a_sentence(typed: str, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        from_options(typed.split())


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("8 8", "8,8"), (" 4 , 2 ", "4,2"), ("none", "none"), ("NONE", "none"), ("8;8", "8,8"), ("１６", "16")],
)
def test_layers_are_read_as_people_write_them(typed: str, kept: str) -> None:
    assert CONTROLS["layers"].read(typed) == kept


def test_inputs_are_brought_into_order_and_activations_shortened() -> None:
    assert CONTROLS["inputs"].read("sin2, x1²") == "x1^2,sin2"
    assert CONTROLS["activation"].read("relu relu") == "relu"
    assert PlaygroundSettings(layers="3,3,3", activation="relu,tanh").activations == ("relu", "tanh", "tanh")


@pytest.mark.parametrize("field", sorted({*CONTROLS} - {"data"}))
def test_a_field_takes_nothing_that_its_control_does_not(field: str) -> None:
    with pytest.raises(Unreadable, match=field):
        PlaygroundSettings(**{field: "🦆"})  # type: ignore[arg-type]


def test_a_control_takes_what_its_arrows_reach() -> None:
    for name, control in CONTROLS.items():
        setting = control.start
        for clicks in (*[1] * 40, *[-1] * 40):
            setting = control.turned(setting, clicks)  # type: ignore[union-attr, arg-type]
            assert control.read(control.exact(setting)) == setting, name
        if isinstance(control, Knob | Choices):
            assert control.turned(control.start, -1) != control.turned(control.start, 1)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("settings", "name", "why"),
    [
        (PlaygroundSettings(layers="none"), "dropout", "no hidden layer"),
        (PlaygroundSettings(layers="none"), "activation", "no hidden layer"),
        (PlaygroundSettings(layers="none"), "normalise", "no hidden layer"),
        (PlaygroundSettings(data="digits"), "noise", "as it was collected"),
        (PlaygroundSettings(data="digits"), "test", "brings its own examples"),
        (PlaygroundSettings(data="spam"), "inputs", "100 inputs"),
        (PlaygroundSettings(data="line", loss="softmax_cross_entropy"), "loss", "mse is used"),
        (PlaygroundSettings(data="digits", loss="binary_cross_entropy"), "loss", "softmax_cross_entropy is used"),
        (PlaygroundSettings(), "output", "brings its own sigmoid"),
        (PlaygroundSettings(data="sine", inputs="x1,sin2"), "inputs", "one input, x1: sin2 cannot be made of it"),
        (PlaygroundSettings(layers="8", activation="tanh,relu,step"), "activation", "relu, step goes unused: only 1"),
    ],
)
def test_what_has_no_meaning_says_why(settings: PlaygroundSettings, name: str, why: str) -> None:
    assert why in applied(settings).why_not(name)


def test_a_batch_of_more_than_there_are_says_so() -> None:
    bench = made_bench(PlaygroundSettings(batch=500))
    assert bench.batch == 200 and bench.why_not("batch").startswith("There are 200 examples")
    assert made_bench(PlaygroundSettings(batch=200)).why_not("batch") == ""


def test_everything_else_has_a_meaning() -> None:
    assert [name for name in CONTROLS if applied(PlaygroundSettings(loss="mse")).why_not(name)] == []


@pytest.mark.parametrize("name", sorted(KINDS))
def test_what_is_said_of_a_data_set_without_loading_it_is_so(name: str) -> None:
    data = loaded(name, 0.1, 0.25, seed=3)
    assert KINDS[name] == (data.task, len(data.coordinates), len(data.classes))
    assert len(data.coordinates) == data.train.inputs.shape[1] == data.test.inputs.shape[1]
    if not data.own:
        points = WIDE.get(name, POINTS)
        assert (len(data.train), len(data.test)) == (points * 3 // 4, points // 4)


@pytest.mark.parametrize(("typed", "kept"), [("5%", 5.0), ("12,5 %", 12.5), ("½ %", 0.5), ("５％", 5.0), ("5", 5.0)])
def test_per_cent_are_typed_with_their_sign_or_without(typed: str, kept: float) -> None:
    assert from_options(["--noise", typed]).noise == kept


def test_per_cent_beyond_the_ends_are_named_as_they_were_typed() -> None:
    assert from_options(["--test=90%"]).test == 90
    with pytest.raises(Unreadable, match="from 10 to 90; 95 lies outside"):
        from_options(["--test", "95%"])
    assert from_options(["--rate", "5%"]).rate == 0.05, "a share that is no number of hundredths stays one"
