"""`nntutor serve`: the tutor for a class over SSH, and nothing but the tutor.

Two processes. The server (`classroom.py`) speaks SSH in one asyncio loop and imports neither Textual nor NumPy. The
nursery (`nursery.py`) is a program that it starts (`spawning.py`), and starts again if it dies; it loads the app once
and forks a child for each learner. A process that runs a loop and threads must not fork: a lock that another thread
holds at that moment stays locked in the child for ever. The nursery has one thread and no loop, so it may.

A client comes by the gate (`gate.py`), is counted (`admission.py`), and reaches AsyncSSH through a guard (`guard.py`).
"""
