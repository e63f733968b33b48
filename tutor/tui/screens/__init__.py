"""The app's screens: home, a lesson, help and others; a file each, upon one base."""
