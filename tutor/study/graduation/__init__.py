"""Graduation: questions mixed from all of a part, drawn from one seed; enough right, and there is a certificate.

Ten and eight from a part; from the whole course, fifteen and twelve (`sizes`).

What is kept of it are events of three kinds (`records`): a round begun, a round missed, a graduation. The replies
themselves are attempts like all others, so a round that was left goes on with the same questions, and counts for
practice. A round drawn from a seed that somebody gave is a rehearsal: its replies count for practice, and that is all.
"""
