"""The vocabulary that an author of lessons imports, a file per idea: charts, demos, questions, lessons, the course.

This file imports nothing, so that the home screen can list the course before NumPy is loaded.
"""
