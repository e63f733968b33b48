"""What `nntutor --help` shows, in the order in which a person would want to read it; and `nntutor serve --help`."""

from __future__ import annotations

from collections.abc import Sequence

HELP = """\
nntutor: how neural networks learn, shown while they learn.

  nntutor                      the course: read, play with demos, be quizzed
  nntutor lesson ID            go straight to a lesson, where you left it
  nntutor lessons              list the lessons and their ids
  nntutor map [ID]             what each lesson needs, and what uses it
  nntutor progress             what you have done, how well it sits, what next
  nntutor mistakes             your mistakes by name, and what mends them
  nntutor words [WORD]         what the words of the course mean, each with the
                                 scene that teaches it

  nntutor practice             five questions, in three minutes: what you
                                 missed, or have not met for long
  nntutor quiz ID              be quizzed here and now; nothing but questions
      --seed N                   the very questions that seed N draws
      --question NAME            only that one of them
  nntutor graduate [PART]      ten questions mixed from all of a part; eight
                                 right graduate. With all parts done,
                                 `nntutor graduate whole-course`: fifteen from
                                 the whole course, twelve right
      --seed N                   rehearse those that seed N draws
  nntutor certificate [PART]   what you have to show for it
      --format FORM              text, ascii, markdown or svg
      --name NAME                the name to put on it
      --latest                   of your latest graduation, not your best
  nntutor demo ID              open a demo where it has trained; with --plain,
                                 or in a pipe, print its picture there
      --frames N                 stop after so many frames (default 100)
      --seed N                   another start (default 0)
      --demo NAME                which demo, if the lesson has several; the
                                 same as `nntutor demo ID/NAME`
      --KNOB VALUE               set a knob, as in `--rate 1.1`; a wrong name
                                 lists the right ones
      --turn N:KNOB=VALUE        after N frames, turn a knob that can be
                                 turned while the demo runs
  nntutor source ID            the code of a demo, and of the engine behind it
  nntutor play                 the playground: any network on any data, as in
                                 `--data spiral --layers 8,8 --activation tanh
                                 --rate 0.03 --seed 7`; a wrong name lists what
                                 can be set
      --data points.csv          your own data: the last column is the label;
                                 --label kind and --columns a,b choose others
                                 by name or position, --task classes|values
                                 says what the label is taken for
      --frames N                 open where it has trained for so many frames
      --turn N:edit=W1[2,1]=3    after N frames, set a weight by hand
      --challenge NAME           begin a challenge; list names the twelve
      --open FILE                start with weights that were saved
      --save FILE                with --json: save the last weights
      --link 'LINK'              open what a share link of the TensorFlow
                                 Playground sets up; other options win
      --code KIND                print the run as a whole program, to be read
                                 and run: numpy, torch or engine

  nntutor reset [ID]           start a lesson, or all of them, afresh
  nntutor reset --undo         take the last reset back; nothing is ever lost
  nntutor notes                what you were asked and said, as Markdown, each
                                 with the command that brings it back
  nntutor export               all your progress as JSON Lines, a record a line
      --out FILE                 write either, or a certificate, to a file;
                                 --force replaces one
  nntutor import FILE          merge such a file (- is the standard input) into
                                 what is here; nothing is lost or counted twice

  nntutor settings             how it looks and how much moves; set one with
                               `nntutor settings motion reduced`
  nntutor doctor               what this terminal can do, and what to set when
                               something looks wrong
  nntutor about                what this is: version, licence, the articles
                                 behind the course, where progress is kept

  nntutor check [ID ...]       hold lessons to the rules that authors follow
      --seeds N                  draw each question N times (default 200)
      --questions                look at the questions and at nothing else
  nntutor bench                how fast the engine trains on this machine; it
                                 takes ten seconds
  nntutor serve                the tutor for a class, over SSH; what can be
                                 chosen: `nntutor serve --help`

Anywhere:
  --plain      a conversation in plain text, for screen readers and pipes;
               chosen by itself where there is no terminal
  --version    the version
  --help       this page

For programs: lessons, map, progress, mistakes, words, demo, play, quiz,
settings, doctor and bench take --json and print one object a line. `quiz
--json` prints the questions, then reads one reply a line from standard input,
the first for the first question (an empty line skips one), and prints a
verdict for each.
Replies are kept with your progress, as always.

Exit status: 0 fine, 1 something is wrong, 2 called wrongly.

Progress lies in your data folder, or in the folder that NNTUTOR_HOME names.
"""

SERVE = """\
nntutor serve: the tutor for a class, over SSH.

Learners come with `ssh -p 2222 HOST` from any machine and get the tutor and
nothing else. Their SSH key is their account, and their progress stays here.
With `ssh -T` it is a conversation in plain text.

      --host ADDRESS       where to listen (default 127.0.0.1, this machine
                             alone; 0.0.0.0 lets others in, :: over IPv6)
      --port N             the port (default 2222; 0 for any that is free)
      --data FOLDER        where progress, host key and log are kept (default:
                             `class` in your own data folder)
      --keys FILE          let only those in whose key stands in FILE, as in
                             ~/.ssh/authorized_keys; it is read again when it
                             changes, expiry-time and from= are obeyed, and
                             lines that cannot be used are named
      --sessions N         how many at once (default 100)
      --per-key N          how many of them with one key (default 4)
      --per-address N      how many of them from one address (default 100; a
                             whole school may share one)
      --rate N             new connections a minute from one address
                             (default 120)
      --idle MINUTES       end a session in which no key was pressed for so
                             long (default 30)

Ctrl-C or SIGTERM stops it: nobody is let in any more, learners are told, and
their sessions end within seconds with everything kept. A second one stops it at
once. Reckon with 25 MB of memory for a learner.

Exit status: 0 stopped, 1 something is wrong, 2 called wrongly.
"""

PAGES = {"serve": SERVE}


def page(words: Sequence[str]) -> str:
    """The page that somebody wants who typed this and asked for help."""
    return next((PAGES[word] for word in words if word in PAGES), HELP)
