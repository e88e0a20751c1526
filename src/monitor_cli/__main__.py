"""`python -m monitor_cli` is the same as `monitor`."""

from __future__ import annotations

from monitor_cli.cli.main import main

if __name__ == "__main__":
    main()
