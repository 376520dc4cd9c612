"""`python -m verbale`: the command line."""

from verbale.cli import main

if __name__ == "__main__":  # the processes of --workers import this file too
    main()
