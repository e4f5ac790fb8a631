"""`python -m checks`: the same as `copydesk`."""

from .commands import main

if __name__ == "__main__":
    main()
