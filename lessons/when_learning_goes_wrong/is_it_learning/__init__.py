"""Is it learning: what a healthy run looks like, and how to tell a sick one by its curves, slopes and predictions."""
