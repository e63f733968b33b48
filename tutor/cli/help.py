"""The one page of `nntutor --help`, in the order in which a person would want to read it."""

HELP = """\
nntutor: how neural networks learn, shown while they learn.

  nntutor                      the course: read, play with demos, be quizzed
  nntutor lesson ID            go straight to a lesson, where you left it
  nntutor lessons              list the lessons and their ids
  nntutor progress             what you have done, and what comes next
  nntutor mistakes             your mistakes by name, and what mends them

  nntutor quiz ID              be quizzed here and now; nothing but questions
      --seed N                   the very questions that seed N draws
  nntutor demo ID              train a demo and print its last picture
      --frames N                 stop after so many frames (default 100)
      --seed N                   another start (default 0)
      --demo NAME                which demo, if the lesson has several; the
                                 same as `nntutor demo ID/NAME`
      --KNOB VALUE               set a knob, as in `--rate 1.1`; a wrong name
                                 lists the right ones

  nntutor reset [ID]           start a lesson, or all of them, afresh
  nntutor reset --undo         take the last reset back; nothing is ever lost
  nntutor notes                what you were asked and said, as Markdown, each
                                 with the command that brings it back
  nntutor export               all your progress as JSON Lines, a record a line
      --out FILE                 write either to a file; --force replaces one
  nntutor import FILE          merge such a file (- is the standard input) into
                                 what is here; nothing is lost or counted twice

  nntutor settings             how it looks and how much moves; set one with
                               `nntutor settings motion reduced`
  nntutor doctor               what this terminal can do, and what to set when
                               something looks wrong

  nntutor check [ID ...]       hold lessons to the rules that authors follow
      --seeds N                  draw each question N times (default 200)
  nntutor bench                how fast the engine trains on this machine; it
                                 takes ten seconds

Anywhere:
  --plain      a conversation in plain text, for screen readers and pipes;
               chosen by itself where there is no terminal
  --version    the version
  --help       this page

For programs: lessons, progress, mistakes, demo, quiz, settings, doctor and
bench take --json and print one object a line. `quiz --json` prints the
questions, then reads one reply a line from standard input, the first for the
first question (an empty line skips one), and prints a verdict for each.
Replies are kept with your progress, as always.

Exit status: 0 fine, 1 something is wrong, 2 called wrongly.

Progress lies in your data folder, or in the folder that NNTUTOR_HOME names.
"""
