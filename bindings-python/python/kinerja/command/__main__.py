"""`python -m kinerja.command`."""

from kinerja.command import main

if __name__ == "__main__":
    main(prog_name="kinerja")
