"""Training's report after some updates: where it stands."""

from dataclasses import dataclass

from engine.arrays import Array


@dataclass(frozen=True, slots=True, eq=False)
class Update:
    """Where training stands after a number of updates. All is measured at the parameters as they are now.

    Attributes:
        number: updates made so far; 0 is before the first.
        epoch: whole passes through the examples made so far.
        loss: of the batch that the next update will use (of all examples, if the batch is all of them); without
            penalties. For an ensemble the mean over its members.
        losses: the same for each member of an ensemble; else this one loss. Shape (members,) or (1,).
        gradient_norm: the length of the gradient vector that the next update will use. For an ensemble the mean.
        gradient_norms: the same for each member.
        learning_rate: that the next update will use.
        validation_loss: of the validation examples; None if there are none.
        validation_accuracy: the share of validation examples whose class is right; None if they have none.
        diverged: whether a number has stopped being finite; training then ends. (An ensemble's ends when all have.)
        reason: a sentence saying why training ended, in the last update; empty before.
        best: with early stopping, the number of the update with the lowest validation loss so far; else None. Once
            training has ended the network has the parameters of that update.
    """

    number: int
    epoch: int
    loss: float
    losses: Array
    gradient_norm: float
    gradient_norms: Array
    learning_rate: float
    validation_loss: float | None = None
    validation_accuracy: float | None = None
    diverged: bool = False
    reason: str = ""
    best: int | None = None
