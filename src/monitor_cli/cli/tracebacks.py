"""Where in the code the tool failed, for those who ask with `--traceback`."""

from __future__ import annotations

import click

from monitor_cli.messages.visible import visible


def show_failures() -> None:
    """Print the traceback of every failure that reading turns into a problem of one file and logs."""
    import logging

    class Printer(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.exc_info and record.exc_info[1]:
                print_traceback(record.exc_info[1])

    logger = logging.getLogger("monitor_cli")
    logger.setLevel(logging.DEBUG)
    logger.propagate = False
    logger.handlers = [Printer()]


def print_traceback(error: BaseException) -> None:
    """The traceback on standard error; what a file put into it is made visible."""
    import traceback

    for line in "".join(traceback.format_exception(error)).splitlines():
        click.echo(visible(line), err=True)
