"""The console that a command was called from: streams, environment, settings and files."""
