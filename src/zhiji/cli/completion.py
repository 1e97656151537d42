"""`zhiji completion`: lets the shell complete commands and options."""

from __future__ import annotations

import click

from zhiji.cli import console, front


@front.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the script that completes commands in your shell.

    Put its output where your shell looks for it, for example

    \b
      bash  zhiji completion bash >> ~/.bashrc
      zsh   zhiji completion zsh >> ~/.zshrc
      fish  zhiji completion fish > ~/.config/fish/completions/zhiji.fish
    """
    from click.shell_completion import get_completion_class

    from zhiji.cli.verbs import zhiji

    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"There is no completion for {shell}.")
    console.say(kind(zhiji, {}, "zhiji", "_ZHIJI_COMPLETE").source())
