"""Part 5: learning from answers, without answers, from reward, from another network, and on the job."""

TITLE = "Ways to learn"
LESSONS = ("supervised", "unsupervised", "reinforcement", "transfer")
COMPLETE = False  # lessons are to come; its graduation comes with the last of them
