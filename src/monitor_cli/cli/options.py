"""Click's parts with help in the current language, and the options that commands share."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import click

from monitor_cli import __version__
from monitor_cli.cli.terminal import as_typed
from monitor_cli.core.texts import LANGUAGES, nearest, shorten
from monitor_cli.messages import KINDS, N_, _, did_you_mean

if TYPE_CHECKING:
    import datetime

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
META = "monitor."
_LATIN = str.maketrans("кра", "kre")
"""The first letters of the languages as they are written in Kyrgyz and Russian."""
USAGE = (N_("[OPTIONS]"), N_("COMMAND [ARGS]..."))
"""What click itself writes into the usage line; FILE, PATH and N are the same words in every language."""
_OUTPUT = {"type": click.Path(), "metavar": "FILE", "help": N_("Write the report to a file.")}
_FORCE = {"is_flag": True, "default": None, "help": N_("Overwrite the file that is written to.")}


class CatalogueHelp:
    """Keeps the help as a key of the catalogues and looks it up when it is shown."""

    _help: str | None = None

    @property
    def help(self) -> str | None:
        """The help in the current language."""
        return _(self._help) if self._help else None

    @help.setter
    def help(self, value: str | None) -> None:
        self._help = value

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The parts of a usage line behind the name of the command, in the current language."""
        return [_(piece) for piece in super().collect_usage_pieces(ctx)]  # type: ignore[misc]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands of a group, the options, and in one line those that every command has."""
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)
        common = common_options() if ctx.parent else ()
        own = [p for p in (self.params if common else self.get_params(ctx)) if p not in common]  # type: ignore[attr-defined]
        if records := [r for p in own if isinstance(p, click.Option) and (r := p.get_help_record(ctx))]:
            with formatter.section(_("Options")):
                formatter.write_dl(records)
        if common:
            formatter.write_paragraph()
            names = ", ".join([*(option.opts[0] for option in common), "-h"])
            formatter.write_text(_("Common: {options}").format(options=names))


class Option(CatalogueHelp, click.Option):
    """An option with translated help."""


class Choice(click.Choice[str]):
    """One of several words; another one is answered with the nearest."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        """Click's message, and what was meant: the nearest word, else the only one of the same letter in Latin."""
        word = str(value).lower()
        alike = [name for name in self.choices if name[0] == word[:1].translate(_LATIN)]
        close = nearest(word, self.choices) or (alike[0] if len(alike) == 1 else "")
        message = super().get_invalid_choice_message(value, ctx)
        return f"{message.rstrip('.')}; {did_you_mean(close)}" if close else message


class Whole(click.IntRange):
    """A whole number within limits."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number; fails for anything else, and says what can be given."""
        try:
            number = int(value)
        except ValueError:
            self.fail(_("“{value}” is not a whole number").format(value=shorten(str(value))), param, ctx)
        if self.max is None and self.min is not None and number < self.min:
            self.fail(_("{value} is less than {min}").format(value=number, min=self.min), param, ctx)
        if self.max is not None and self.min is not None and not self.min <= number <= self.max:
            words = _("{value} is not from {min} to {max}")
            self.fail(words.format(value=number, min=self.min, max=self.max), param, ctx)
        return number


class Day(click.ParamType):  # type: ignore[type-arg] # generic only since click 8.2
    """A day as files have it, year-month-day."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:
        """The day; fails for anything else, and says how one is written."""
        import datetime

        from monitor_cli.core.shapes import DATE

        if isinstance(value, datetime.date):
            return value
        if not re.fullmatch(DATE, value):
            words = _("“{value}” is not a day; write year-month-day, for example: 2025-03-14")
            self.fail(words.format(value=shorten(value)), param, ctx)
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            self.fail(_("there is no such day: {value}").format(value=value), param, ctx)


class Command(CatalogueHelp, click.Command):
    """A command with translated help; the common options are accepted after it too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += common_options()


class Group(CatalogueHelp, click.Group):
    """A group with translated help; the common options are accepted before its commands."""

    command_class = Command

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += common_options()

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the options before the command; one that only a command has is answered with its place."""
        typed = [*args]
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            command = next(filter(None, (self.get_command(ctx, name) for name in typed)), None)
            if command and any(error.option_name in option.opts for option in command.params):
                message = _("{option} comes after the command: {line}")
                line = f"{ctx.command_path} {command.name} … {error.option_name}"
                raise click.UsageError(message.format(option=error.option_name, line=line), ctx) from error
            raise

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is named; `help` shows the help of the one behind it."""
        name, *rest = args
        if name == "help":
            if rest:
                return self.resolve_command(ctx, rest if ctx.resilient_parsing else [*rest, "--help"])
            if not ctx.resilient_parsing:
                click.echo(ctx.get_help())
                ctx.exit()
        elif not (ctx.resilient_parsing or name.startswith("-") or self.get_command(ctx, name)):
            raise click.UsageError(self.unknown(ctx, args), ctx)
        return super().resolve_command(ctx, args)

    def unknown(self, ctx: click.Context, args: list[str]) -> str:
        """What is wrong with a name that is no command, and the nearest that is, in this group or one below it."""
        names = {name: name for name in self.list_commands(ctx)}
        for name in list(names):
            if isinstance(group := self.get_command(ctx, name), Group):
                names = {below: f"{name} {below}" for below in group.commands} | names
        message = _("there is no command “{name}”").format(name=shorten(args[0]))
        if close := nearest(args[0].lower(), names):
            return f"{message}; {did_you_mean(names[close])}"
        if command := next((name for name in args if name in self.list_commands(ctx)), None):
            line = as_typed([command, *(name for name in args if name != command)])
            return _("the command comes first: {line}").format(line=f"{ctx.command_path} {line}")
        return message


def option(*names: str, **settings: Any) -> Decorator:
    """`click.option` with translated help."""
    return click.option(*names, cls=Option, **settings)


@cache
def common_options() -> tuple[click.Parameter, ...]:
    """The options that may stand before and after the command; they keep no state, so all commands share them."""
    return (
        _common("--lang", type=Choice(LANGUAGES), help=N_("Language of everything that is shown.")),
        _common(
            "--criteria",
            multiple=True,
            type=click.Path(),
            metavar="FILE",
            help=N_("Criteria file of another method; may be given several times."),
        ),
        _common(
            "--color",
            type=Choice(("auto", "always", "never")),
            help=N_("When to use colour; NO_COLOR turns it off too."),
        ),
        _common(
            "--traceback", is_flag=True, default=None, help=N_("Show where in the code the tool failed, if it does.")
        ),
        _common(
            "--max-size", type=Whole(1, 1_000_000), metavar="KIB", help=N_("Largest file that is read, in KiB (256).")
        ),
        Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_version,
            help=N_("Show the version."),
        ),
    )


def group_options() -> list[click.Parameter]:
    """Those that each command names for itself, and that may also stand before it."""
    return [
        _common("-f", "--format", metavar="FORMAT", help=N_("Format of the report; see each command.")),
        _common("-o", "--output", **_OUTPUT),
        _common("--force", **_FORCE),
    ]


def format_option(formats: Sequence[str], *, of_output: bool = True) -> Decorator:
    """`-f` with the formats of one command; unless they are those `of_output`, a report is shown and not written."""
    words, callback = N_("Format of the report."), _remember_format_of_output if of_output else _remember_format
    return option("-f", "--format", **_kept(type=Choice(formats), callback=callback, help=words))


def output_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """`-o` and `--force`."""
    function = option("--force", **_kept(**_FORCE))(function)
    return option("-o", "--output", **_kept(**_OUTPUT))(function)


def bodies_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--bodies`: another register than the one that lies beside the years."""
    words = N_("Register of bodies (bodies.yaml in a folder that is given, or above it).")
    return option("--bodies", **_kept(type=click.Path(), metavar="FILE", help=words))(function)


def kind_option(help: str, default: str | None = None) -> Decorator:  # noqa: A002 - as click calls it
    """`--kind`: state or municipal bodies (R1)."""
    return option("--kind", type=Choice(tuple(KINDS)), default=default, help=help)


def year_option(help: str) -> Decorator:  # noqa: A002 - as click calls it
    """`--year`: a year that a score file can be of."""
    return option("--year", type=Whole(2000, 2100), metavar="YEAR", help=help)


def frozen_option(help: str) -> Decorator:  # noqa: A002 - as click calls it
    """`--frozen`: closings, as often as there are closed years."""
    return option("--frozen", type=click.Path(), multiple=True, metavar="FILE", help=help)


def full_option(help: str = N_("Full titles instead of short ones."), **settings: Any) -> Decorator:  # noqa: A002
    """`--full`: areas, criteria and bands by their titles, not by their labels."""
    return option("--full", is_flag=True, callback=_use_full_titles, help=help, **settings)


def threshold_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--fail-under` and `--min-band`; nothing is below what they are by default."""
    total, band = N_("Exit code 1 when a total is below N."), N_("Exit code 1 when a band is below N.")
    function = option("--min-band", type=Whole(1), default=1, metavar="N", help=band)(function)
    return option("--fail-under", type=Whole(0), default=0, metavar="N", help=total)(function)


def _common(*names: str, **settings: Any) -> Option:
    return Option(list(names), **_kept(**settings))


def _kept(**settings: Any) -> dict[str, Any]:
    """The settings of an option whose value goes to the session and not to the command."""
    return {"expose_value": False, "callback": _remember, **settings}


def _remember(context: click.Context, parameter: click.Parameter, value: Any) -> None:
    """Keep the value for the session; an option after the command counts more than one before it."""
    if value is None or value == ():
        return
    key = META + str(parameter.name)
    if isinstance(value, tuple):
        value = (*context.meta.get(key, ()), *value)
    context.meta[key] = value


def _remember_format_of_output(context: click.Context, parameter: click.Parameter, value: Any) -> None:
    context.meta[META + "formats"] = tuple(parameter.type.choices)  # type: ignore[attr-defined]
    _remember_format(context, parameter, value)


def _remember_format(context: click.Context, parameter: click.Parameter, value: Any) -> None:
    early = context.meta.get(META + "format")
    if value is None and early is not None:
        value = parameter.type.convert(early, parameter, context)
    _remember(context, parameter, value)


def _use_full_titles(context: click.Context, parameter: click.Parameter, value: bool) -> bool:
    from monitor_cli.output.wording import FULL_TITLES

    FULL_TITLES.set(value)
    return value


def _version(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        click.echo(f"monitor {__version__}")
        context.exit()
