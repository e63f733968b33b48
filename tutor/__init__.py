"""Everything a terminal needs: the Textual app, the plain front end, the command line and the progress store."""
