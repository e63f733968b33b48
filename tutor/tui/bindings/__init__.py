"""Every command of the app, defined once; its key, its word, its palette entry and its row of help come from there."""
