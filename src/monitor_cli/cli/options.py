"""Click's parts with help in the current language, and the options that commands share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, Any, TypeAlias

import click

from monitor_cli import __version__
from monitor_cli.cli.terminal import UsageError, as_typed
from monitor_cli.core.texts import LANGUAGES, nearest, shorten
from monitor_cli.messages import KINDS, N_, _, did_you_mean

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Completions: TypeAlias = "list[CompletionItem]"
Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
META = "monitor."
_LATIN = str.maketrans("кра", "kre")
"""The first letters of the languages as they are written in Kyrgyz and Russian."""
USAGE = (N_("[OPTIONS]"), N_("COMMAND [ARGS]..."))
"""Placeholders that click writes into the usage line; FILE, PATH and N are the same words in every language."""
_OUTPUT = {"type": click.Path(), "metavar": "FILE", "help": N_("Write the result to a file.")}
_FORCE = {"is_flag": True, "default": None, "help": N_("Overwrite the file if it exists.")}


class CatalogueHelp:
    """A mixin that keeps the help as a key of the catalogues and translates it when it is shown."""

    _help: str | None = None

    @property
    def help(self) -> str | None:
        return _(self._help) if self._help else None

    @help.setter
    def help(self, value: str | None) -> None:
        self._help = value

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the first sentence of the help, which click would cut."""
        return (self.help or "").split(". ")[0].rstrip(".") + "."

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return [_(piece) for piece in super().collect_usage_pieces(ctx)]  # type: ignore[misc]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands of a group, the options of the command, and the options of all commands in one line."""
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
    """One of several words; for another one, the error contains the nearest of them."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        word = str(value).lower()
        alike = [name for name in self.choices if name[0] == word[:1].translate(_LATIN)]
        close = nearest(word, self.choices) or (alike[0] if len(alike) == 1 else "")
        message = super().get_invalid_choice_message(value, ctx)
        return f"{message.rstrip('.')}; {did_you_mean(close)}" if close else message


class WholeNumber(click.IntRange):
    """A whole number of at least `min`, and of at most `max` if there is one."""

    def _describe_range(self) -> str:
        return "" if self.max is None else f"{self.min}–{self.max}"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        try:
            number = int(value)
        except ValueError:
            self.fail(_("“{value}” is not a whole number").format(value=shorten(str(value))), param, ctx)
        low, high = self.min or 0, self.max
        if high is None and number < low:
            self.fail(_("{value} is less than {min}").format(value=number, min=low), param, ctx)
        if high is not None and not low <= number <= high:
            self.fail(_("{value} is not between {min} and {max}").format(value=number, min=low, max=high), param, ctx)
        return number


class Command(CatalogueHelp, click.Command):
    """A command with translated help; the common options can follow it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += common_options()


class Group(Command, click.Group):
    """A group with translated help, which accepts the common options before its commands."""

    command_class = Command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the options before the command; for an option of a command, the error says where it belongs."""
        typed = [*args]
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            command, name = next(filter(None, (self.get_command(ctx, one) for one in typed)), None), error.option_name
            if command is None or not any(name in option.opts for option in command.params):
                raise
            line = f"{ctx.command_path} {command.name} … {name}"
            raise UsageError(_("{option} comes after the command: {line}"), ctx, option=name, line=line) from error

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command; `help` shows the help of the one after it."""
        name, *rest = args
        if name == "help":
            if rest:
                return self.resolve_command(ctx, rest if ctx.resilient_parsing else [*rest, "--help"])
            if not ctx.resilient_parsing:
                click.echo(ctx.get_help())
                ctx.exit()
        elif not (ctx.resilient_parsing or name.startswith("-") or self.get_command(ctx, name)):
            raise UsageError(self.unknown(ctx, args), ctx)
        return super().resolve_command(ctx, args)

    def unknown(self, ctx: click.Context, args: list[str]) -> str:
        """Return the message about an unknown command, with the nearest command of this group or of a subgroup."""
        commands = self.list_commands(ctx)
        names = dict(zip(commands, commands, strict=True))
        for name in commands:
            if isinstance(group := self.get_command(ctx, name), Group):
                names = {below: f"{name} {below}" for below in group.commands} | names
        message = _("there is no command “{name}”").format(name=shorten(args[0]))
        if close := nearest(args[0].lower(), names):
            return f"{message}; {did_you_mean(names[close])}"
        if command := next((name for name in args if name in commands), None):
            line = as_typed([command, *(name for name in args if name != command)])
            return _("the command comes first: {line}").format(line=f"{ctx.command_path} {line}")
        return message


def completions(names: Iterable[tuple[str, str]], incomplete: str) -> Completions:
    """Return those of the `names` for a shell, each with its description, that begin with what is typed."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(name, help=about) for name, about in names if name.startswith(incomplete)]


option = partial(click.option, cls=Option)


@cache
def common_options() -> tuple[click.Parameter, ...]:
    """Return the options that work before and after the command; stateless, so all commands share them."""
    path: dict[str, Any] = {"type": click.Path(), "metavar": "FILE", "multiple": True}
    colour = N_("Choose when to use colour; NO_COLOR also turns it off (default: auto).")
    size = N_("Set the size of the largest file that is read, in KiB (default: 256).")
    criteria = N_("Add the criteria file of another method; can be given several times.")
    version: dict[str, Any] = {"is_flag": True, "is_eager": True, "expose_value": False, "callback": _version}
    return (
        _common("--lang", type=Choice(LANGUAGES), help=N_("Choose the language of messages and reports.")),
        _common("--criteria", **path, help=criteria),
        _common("--color", type=Choice(("auto", "always", "never")), help=colour),
        _common("--traceback", is_flag=True, default=None, help=N_("Show a traceback if the tool fails.")),
        _common("--max-size", type=WholeNumber(1, 1_000_000), metavar="KIB", help=size),
        Option(["--version"], **version, help=N_("Show the version.")),
    )


def group_options() -> list[click.Parameter]:
    """Return the options that each command declares for itself, and that also work before it."""
    formats = N_("Choose the format of the report; each command lists its own.")
    return [
        _common("-f", "--format", metavar="FORMAT", help=formats),
        _common("-o", "--output", **_OUTPUT),
        _common("--force", **_FORCE),
    ]


def output_option(function: Callable[..., Any], **settings: Any) -> Callable[..., Any]:
    """`-o` and `--force`."""
    function = option("--force", **_kept(**_FORCE))(function)
    return option("-o", "--output", **_kept(**{**_OUTPUT, **settings}))(function)


def folder_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """`-o` and `--force` of a command that writes a folder."""
    return output_option(function, metavar="FOLDER", help=N_("Write the result to a new folder."))


def report_options(
    formats: Sequence[str], *, full: bool = False, bodies: bool = False, of_output: bool = True
) -> Decorator:
    """`-f`, `-o`, `--force` and, if asked for, `--full` and `--bodies`; `formats` are those of `-o` if `of_output`."""

    def remember(context: click.Context, parameter: click.Parameter, value: Any) -> None:
        if of_output:
            context.meta[META + "formats"] = tuple(formats)
        if value is None and (early := context.meta.get(META + "format")) is not None:
            value = parameter.type.convert(early, parameter, context)
        _remember(context, parameter, value)

    settings = _kept(type=Choice(formats), callback=remember, help=N_("Choose the format of the report."))

    def add(function: Callable[..., Any]) -> Callable[..., Any]:
        function = bodies_option(function) if bodies else function
        function = full_option(expose_value=False)(function) if full else function
        return option("-f", "--format", **settings)(output_option(function))

    return add


def bodies_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--bodies`: the register to use instead of the `bodies.yaml` beside the years."""
    register = N_("Use this register of bodies (default: bodies.yaml in a given folder or above it).")
    return option("--bodies", **_kept(type=click.Path(), metavar="FILE", help=register))(function)


def kind_option(help: str, default: str | None = None) -> Decorator:  # noqa: A002 - as click calls it
    """`--kind`: state or municipal bodies (R1)."""
    return option("--kind", type=Choice(tuple(KINDS)), default=default, help=help)


def year_option(help: str) -> Decorator:  # noqa: A002 - as click calls it
    """`--year`: a year that a score file can have."""
    return option("--year", type=WholeNumber(2000, 2100), metavar="YEAR", help=help)


def frozen_option(help: str) -> Decorator:  # noqa: A002 - as click calls it
    """`--frozen`: the files of closed years."""
    return option("--frozen", type=click.Path(), multiple=True, metavar="FILE", help=help)


def full_option(help: str = N_("Show full titles instead of short ones."), **settings: Any) -> Decorator:  # noqa: A002
    """`--full`: titles of areas, criteria and bands instead of short labels."""
    return option("--full", is_flag=True, callback=_use_full_titles, help=help, **settings)


def threshold_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--fail-under` and `--min-band`; nothing is below their defaults."""
    total, band = N_("Exit with code 1 if a total is below N."), N_("Exit with code 1 if a band is below N.")
    function = option("--min-band", type=WholeNumber(1), default=1, metavar="N", help=band)(function)
    return option("--fail-under", type=WholeNumber(0), default=0, metavar="N", help=total)(function)


def _common(*names: str, **settings: Any) -> Option:
    return Option(list(names), **_kept(**settings))


def _kept(**settings: Any) -> dict[str, Any]:
    """Return the settings of an option whose value goes to the session, not to the command."""
    return {"expose_value": False, "callback": _remember, **settings}


def _remember(context: click.Context, parameter: click.Parameter, value: Any) -> None:
    """Keep the value for the session; an option after the command overrides one before it."""
    if value is None or value == ():
        return
    key = META + str(parameter.name)
    if isinstance(value, tuple):
        value = (*context.meta.get(key, ()), *value)
    context.meta[key] = value


def _use_full_titles(context: click.Context, parameter: click.Parameter, value: bool) -> bool:
    from monitor_cli.output.wording import FULL_TITLES

    FULL_TITLES.set(value)
    return value


def _version(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        click.echo(f"monitor {__version__}")
        context.exit()
