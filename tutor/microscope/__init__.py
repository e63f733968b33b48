"""The microscope: a computation as a small diagram of nodes, walked forward and backward. No terminal in here.

`slide.py` runs what a lesson names; `following.py` says what is followed through it; `views.py` makes nodes and shares
of that; `walk.py` steps through them; `sentences.py` says each moment in words; `layout.py` and `drawing.py` draw it.
"""
