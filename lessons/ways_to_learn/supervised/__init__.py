"""Lesson: learning from examples that come with their answers, by a spam filter over words."""
