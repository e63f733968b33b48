"""The tiny lesson of `hill` by file role; its text.md is that one's."""
