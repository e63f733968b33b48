"""Practice: what the learner should meet again, and how well each lesson sits. All of it is worked out, none is stored.

cards.py     replays the attempts: when each question is due, and how likely it still sits
choose.py    five questions for a round
mastery.py   how well a lesson sits, in a word
session.py   a round of practice, from the store to what is said at its end
times.py     when the attempts were made, whatever the clock has said
"""
