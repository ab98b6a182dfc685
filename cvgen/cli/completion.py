"""`cvgen completion`: print a completion script for a shell.

The script asks cvgen for names; :mod:`cvgen.cli.completers` answers.
"""

from __future__ import annotations

import click


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script for SHELL.

    \b
    bash: eval "$(cvgen completion bash)"   in ~/.bashrc
    zsh:  eval "$(cvgen completion zsh)"    in ~/.zshrc
    fish: cvgen completion fish > ~/.config/fish/completions/cvgen.fish
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None
    program = click.get_current_context().find_root().command
    click.echo(kind(program, {}, "cvgen", "_CVGEN_COMPLETE").source())
