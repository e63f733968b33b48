"""`nntutor serve`: the tutor for a class over SSH, and nothing but the tutor.

Two processes. The server (`classroom.py`) speaks SSH in one asyncio loop and imports neither Textual nor NumPy. The
nursery (`nursery.py`) is forked from it before that loop or any thread exists; it loads the app once and forks a child
for each learner. A process that runs a loop and threads must not fork: a lock that another thread holds at that moment
stays locked in the child for ever. The nursery has one thread and no loop, so it may.
"""
