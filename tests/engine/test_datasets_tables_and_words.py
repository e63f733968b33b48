"""Ratings, spam and text: what they hold beside examples, and that there is something to learn in them."""

import numpy as np
import pytest

from engine import datasets
from engine.datasets import DatasetError


def test_every_user_has_the_same_number_of_ratings_in_each_split() -> None:
    for seed in range(10):
        data = datasets.ratings(seed)
        for split, each in ((data.train, 8), (data.validation, 2), (data.test, 2)):
            per_user = np.bincount(split.inputs[:, 0].astype(int), minlength=len(data.users))
            assert per_user.tolist() == [each] * 40
        assert np.unique(data.train.inputs[:, 1]).size == len(data.films) == 20


def test_the_ratings_table_holds_just_the_examples() -> None:
    data = datasets.ratings()
    assert data.table.shape == (40, 20)
    assert np.count_nonzero(~np.isnan(data.table)) == 480
    for split in (data.train, data.validation, data.test):
        users, films = split.inputs.astype(int).T
        assert np.array_equal(data.table[users, films], split.targets[:, 0])
        assert set(np.unique(split.targets)) <= {1.0, 2.0, 3.0, 4.0, 5.0}
    assert len(set(data.users)) == 40
    assert data.qualities.shape == (20, 2)
    assert np.abs(data.qualities).max() <= 1.0


def test_tastes_can_be_learnt_from_ratings() -> None:
    """With the hidden qualities known, a user's own line through 8 ratings beats that user's mean."""
    lines, means = [], []
    for seed in range(5):
        data = datasets.ratings(seed)
        features = np.column_stack([data.qualities, np.ones(20)])
        for user in range(40):
            mine, asked = (split.select(split.inputs[:, 0] == user) for split in (data.train, data.test))
            seen, new = (features[part.inputs[:, 1].astype(int)] for part in (mine, asked))
            fitted = np.linalg.solve(seen.T @ seen + 0.2 * np.eye(3), seen.T @ mine.targets)
            lines.append((new @ fitted - asked.targets) ** 2)
            means.append((mine.targets.mean() - asked.targets) ** 2)
    assert np.mean(lines) < 0.6 * np.mean(means)


def test_ratings_noise_out_of_range() -> None:
    with pytest.raises(DatasetError, match="noise is a number of stars"):
        datasets.ratings(noise=-1.0)


def test_spam_is_half_of_every_split_and_no_message_is_in_two() -> None:
    data = datasets.spam()
    piles = (data.train_messages, data.validation_messages, data.test_messages)
    for split, pile in zip((data.train, data.validation, data.test), piles, strict=True):
        assert np.bincount(split.targets).tolist() == [len(pile) / 2] * 2
        assert np.array_equal(data.encode(*pile), split.inputs)
    assert [len(pile) for pile in piles] == [72, 24, 24]
    assert len(set().union(*piles)) == 120
    assert data.classes == ("wanted", "spam")


def test_spam_counts_words_whatever_their_dress() -> None:
    data = datasets.spam()
    counts = data.encode("FREE money! Free, free xylophones.")[0]
    found = {word: count for word, count in zip(data.vocabulary, counts, strict=True) if count}
    assert found == {"free": 3.0, "money": 1.0}
    assert data.encode().shape == (0, 100)
    assert not data.encode("").any()


def test_spam_vocabulary_comes_from_the_training_messages() -> None:
    for seed in range(10):
        data = datasets.spam(seed, words=200)
        assert len(set(data.vocabulary)) == 200
        assert (data.train.inputs.sum(axis=0) >= 1.0).all()
        assert datasets.spam(seed, words=50).vocabulary == data.vocabulary[:50]
    with pytest.raises(DatasetError, match="words is a whole number from 1 to 200"):
        datasets.spam(words=0)


def test_spam_can_be_told_by_its_words() -> None:
    right = []
    for seed in range(5):
        data = datasets.spam(seed)
        signs = 2.0 * data.train.targets - 1.0
        gram = data.train.inputs.T @ data.train.inputs + 2.0 * np.eye(100)
        weights = np.linalg.solve(gram, data.train.inputs.T @ signs)
        right.append((data.test.inputs @ weights > 0.0) == data.test.targets)
    assert np.mean(right) > 0.8


def test_text_goes_to_numbers_and_back() -> None:
    data = datasets.text()
    numbers = data.encode("The kettle sang.")
    assert numbers.dtype == np.int64
    assert data.decode(numbers) == "the kettle sang."
    assert data.encode("").shape == (0,)
    with pytest.raises(DatasetError, match="not '7'"):
        data.encode("step 7")


@pytest.mark.parametrize("context", [1, 3, 8])
def test_every_example_is_a_letter_and_those_before_it(context: int) -> None:
    data = datasets.text(seed=1, context=context)
    sentence = data.train_sentences[0]
    hot = data.train.inputs.reshape(len(data.train), context, len(data.letters))
    assert np.array_equal(hot.sum(axis=2), np.ones((len(data.train), context)))
    shown = [data.decode(row) for row in hot.argmax(axis=2)[: len(sentence)]]
    padded = " " * context + sentence
    assert shown == [padded[place : place + context] for place in range(len(sentence))]
    assert data.decode(data.train.targets[: len(sentence)]) == sentence
    for place in (0, 1, len(sentence) - 1):
        assert np.array_equal(data.inputs_after(sentence[:place])[0], data.train.inputs[place])


def test_text_holds_out_whole_sentences() -> None:
    data = datasets.text()
    parts = (data.train_sentences, data.validation_sentences, data.test_sentences)
    assert [len(part) for part in parts] == [48, 6, 6]
    assert len(set().union(*parts)) == 60
    assert len(data.train) + len(data.validation) + len(data.test) == 4270
    for split, part in zip((data.train, data.validation, data.test), parts, strict=True):
        assert data.decode(split.targets) == "".join(part)
    assert set("".join(sum(parts, ()))) == set(data.letters)
    with pytest.raises(DatasetError, match="context is a whole number of letters"):
        datasets.text(context=0)


def test_the_next_letter_can_be_guessed() -> None:
    """Counting what followed the same letter in training beats always guessing the commonest."""
    data = datasets.text(context=1)
    letters = len(data.letters)
    followed = data.train.inputs.T @ np.eye(letters)[data.train.targets]
    guesses = (data.test.inputs @ followed).argmax(axis=1)
    commonest = np.bincount(data.train.targets).argmax()
    assert np.mean(guesses == data.test.targets) > 1.5 * np.mean(data.test.targets == commonest)
