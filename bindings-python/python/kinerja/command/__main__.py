"""`python -m kinerja.command`."""

from kinerja.command import main

main(prog_name="kinerja")
