"""Share links of the TensorFlow Playground: what each sets here, what is told of it, and rubbish gets a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from lessons.kit.errors import Unreadable
from lessons.playground.applies import applied
from lessons.playground.bench import made_bench
from lessons.playground.controls import CONTROLS
from lessons.playground.from_link import KNOWN, from_link
from lessons.playground.settings import PlaygroundSettings, from_options

WHOLE = (
    "https://playground.tensorflow.org/#activation=tanh&batchSize=10&dataset=circle&regDataset=reg-plane&"
    "learningRate=0.03&regularizationRate=0&noise=0&networkShape=4,2&seed=0.58&showTestData=false&discretize=false&"
    "percTrainData=50&x=true&y=true&xTimesY=false&xSquared=false&ySquared=false&cosX=false&sinX=false&cosY=false&"
    "sinY=false&collectStats=false&problem=classification&initZero=false&hideText=false"
)
START = PlaygroundSettings(
    data="wide_circle", noise=0, test=50, inputs="x1,x2", layers="4,2", activation="tanh", output="tanh",
    loss="half_mse", optimiser="sgd", rate=0.03, batch=10, initialisation="uniform", epochs=1000, seed=58,
)  # fmt: skip


def test_the_original_as_it_opens() -> None:
    linked = from_link(WHOLE)
    assert linked.settings == START
    assert linked.told == "As in the original, but drawn from seed 58 and in a new order each epoch, for 1,000 epochs."


@pytest.mark.parametrize(
    "link", [WHOLE.partition("#")[2], WHOLE.partition("#")[1] + WHOLE.partition("#")[2], f" <{WHOLE}>\n", "seed=0.58"]
)
def test_what_stands_after_the_sign_is_enough_and_what_is_not_said_is_as_there(link: str) -> None:
    assert from_link(link).settings == START


@pytest.mark.parametrize(
    ("said", "field", "here"),
    [
        ("activation=relu", "activation", "relu"),
        ("activation=linear", "activation", "identity"),
        ("dataset=xor", "data", "wide_xor"),
        ("dataset=gauss", "data", "wide_gauss"),
        ("dataset=spiral&problem=classification", "data", "wide_spiral"),
        ("dataset=spiral&problem=regression", "data", "wide_plane"),
        ("dataset=spiral&problem=regression", "output", "identity"),
        ("problem=regression&regDataset=reg-gauss", "data", "wide_bumps"),
        ("regDataset=reg-gauss", "data", "wide_circle"),
        ("batchSize=30", "batch", 30),
        ("learningRate=0.00001", "rate", 1e-5),
        ("learningRate=10", "rate", 10.0),
        ("noise=35", "noise", 35.0),
        ("percTrainData=10", "test", 90.0),
        ("percTrainData=83", "test", 17.0),
        ("regularization=L1&regularizationRate=0.003", "l1", 0.003),
        ("regularization=L2&regularizationRate=10", "l2", 10.0),
        ("regularization=L2&regularizationRate=10", "l1", 0.0),
        ("regularizationRate=10", "l2", 0.0),
        ("regularization=none&regularizationRate=10", "l1", 0.0),
        ("networkShape=", "layers", "none"),
        ("networkShape=8,8,8,8,8,8", "layers", "8,8,8,8,8,8"),
        ("networkShape=3%2C2", "layers", "3,2"),
        ("x=false", "inputs", "x2"),
        ("x=false&y=false&sinX=true&sinY=true&xTimesY=true", "inputs", "x1x2,sin1,sin2"),
        ("xSquared=true&ySquared=true", "inputs", "x1,x2,x1^2,x2^2"),
        ("xSquared=true&x_hide=true&y_hide=false", "inputs", "x2,x1^2"),
        ("initZero=true", "initialisation", "zeros"),
        ("batchSize=5&batchSize=20", "batch", 20),
        ("batchSize=", "batch", 10),
        ("seed=0.12345", "seed", 12345),
        ("seed=.5", "seed", 5),
        ("seed=7", "seed", 7),
        ("x=true", "seed", 0),
    ],
)
def test_each_thing_that_is_said_is_set(said: str, field: str, here: object) -> None:
    assert getattr(from_link(said).settings, field) == here


@pytest.mark.parametrize("seed", ["hello", "0.999999999999999999", "-1", "9" * 16, "ü"])
def test_any_text_is_a_seed_and_always_the_same(seed: str) -> None:
    first, again = from_link(f"seed={seed}"), from_link(f"seed={seed}")
    assert first == again and first.settings.seed > 0 and first != from_link(f"seed={seed}x")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "regularization=L1&regularizationRate=0.01",
            "L1 leaves weights moving about 0; there they stay at 0. Else as",
        ),
        ("batchSize=30", "There the 10 examples left over by batches of 30 wait for the next epoch. Else as in"),
        ("problem=regression&batchSize=7", "There the 5 examples left over by batches of 7"),
        ("x=true&discretize=true", "Without a counterpart: discretize."),
        ("x=true&discretize=true&showTestData=true&cosX=true", "Without a counterpart: discretize, cosX."),
        ("x=true&activation_hide=true&a=1&b=2&c=3&d=4", ": activation_hide, a, b, c and 1 more."),
        ("seed=0.5", "from seed 5 and"),
    ],
)
def test_what_differs_is_told(said: str, told: str) -> None:
    assert told in from_link(said).told


def test_nothing_is_told_of_what_is_off_or_changes_nothing() -> None:
    plain = from_link("seed=0.58").told
    for said in (
        "discretize=false",
        "showTestData=true",
        "sinX_hide=true",
        "regularization=L1",
        "batchSize=25",
        "batchSize=1",
        "tutorial=",
        "regDataset=?",
    ):
        assert from_link(f"seed=0.58&{said}").told == plain


@pytest.mark.parametrize(
    ("link", "says"),
    [
        ("", "is no link of the TensorFlow Playground that sets anything"),
        ("https://playground.tensorflow.org/", "Such a link has its settings after #"),
        ("https://example.org/#top", "is no link of the TensorFlow Playground"),
        ("networkShape 4,2", "is no link"),
        ("#&&&==&", "is no link"),
        ("x" * 5000, "5,000 characters long"),
        ("activation=swish", "activation=“swish”; there is relu, tanh, sigmoid, linear"),
        ("dataset=moons", "dataset=“moons”; there is circle, xor, gauss, spiral"),
        ("problem=regression&regDataset=circle", "regDataset=“circle”; there is reg-plane, reg-gauss"),
        ("problem=poetry", "there is classification, regression"),
        ("regularization=L3", "there is none, L1, L2"),
        ("regularization=L2&regularizationRate=-1", "regularizationRate=“-1”. It goes from 0 to 10"),
        ("batchSize=0", "batchSize=“0”. It goes from 1"),
        ("batchSize=1.5", "batchSize=“1.5”. Only whole numbers"),
        ("learningRate=0", "learningRate=“0”. It goes from 1e-05"),
        ("learningRate=NaN", "learningRate=“NaN”. That is not a number"),
        ("noise=80", "noise=“80”. It goes from 0 to 50"),
        ("percTrainData=100", "percTrainData=“100”. It goes from 10 to 90"),
        ("networkShape=4,,2", "networkShape=“4,,2”. A number is missing"),
        ("networkShape=4,99", "“99” is no number of units"),
        ("networkShape=1,1,1,1,1,1,1", "7 hidden layers are more than 6"),
        ("x=false&y=false", "turns every input off"),
    ],
)
def test_rubbish_gets_a_sentence(link: str, says: str) -> None:
    with pytest.raises(Unreadable) as refused:
        from_link(link)
    assert says in str(refused.value)


@given(
    some.dictionaries(some.sampled_from([*sorted(KNOWN), "discretize", "%", "🦆"]), some.text(max_size=9), max_size=6)
)
def test_whatever_stands_in_a_link_it_is_settings_or_a_sentence(values: dict[str, str]) -> None:
    try:
        linked = from_link("#" + "&".join(f"{name}={value}" for name, value in values.items()))
    except Unreadable as problem:
        assert str(problem).endswith((".", "?")) and len(str(problem)) < 500
    else:
        assert linked.told and from_options(linked.settings.as_options()) == linked.settings


def test_every_setting_of_a_link_has_a_meaning_here() -> None:
    for said in ("problem=classification", "problem=regression"):
        settings = from_link(f"{said}&regularization=L2&regularizationRate=0.01").settings
        assert [name for name in CONTROLS if applied(settings).why_not(name)] == []


def test_sines_are_of_the_coordinate_itself_and_called_so() -> None:
    """Over coordinates of up to 6, where the course's own data reaches to 1 and has sines of five times that."""
    assert made_bench(from_link("sinX=true").settings).shown_features == ("x₁", "x₂", "sin x₁")
    assert made_bench(PlaygroundSettings(inputs="x2,sin1")).shown_features == ("x₂", "sin 5x₁")
