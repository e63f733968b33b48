"""Learning on the job: a world that turns, who keeps up with it, and what is forgotten on the way."""
