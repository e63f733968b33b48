"""The app's screens: home, a lesson, help, a notice; a file each, upon one base."""
