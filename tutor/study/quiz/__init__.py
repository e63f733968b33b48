"""A quiz as a learner takes it: questions drawn, replies marked, rounds resumed."""
