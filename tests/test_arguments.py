"""What the command line and a disk say is Dutch, and names what is wrong."""

from __future__ import annotations

import errno

import pytest

from ivp.cli import parser
from ivp.errors import why

ENGLISH = ("usage", "error", "argument", "invalid", "choose", "required", "unrecognized", "expected", "option", "show")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("", "Er ontbreekt nog: opdracht."),
        ("onzin", "Bij opdracht kan 'onzin' niet; kies uit:"),
        ("report", "Kies een van deze: --gemeente --alles."),
        ("report --gemeente", "Achter --gemeente hoort nog een waarde."),
        ("report --alles --vorm odt", "Bij --vorm kan 'odt' niet; kies uit:"),
        ("report --alles --gemeente Tholen", "gaan niet samen."),
        ("check --hard", "Dit is niet bekend: --hard."),
    ],
)
def test_a_mistake_in_a_command(line: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parser().parse_args(line.split())
    said = capsys.readouterr().err
    assert ended.value.code == 2
    assert told in said
    assert said.startswith("gebruik: ")
    assert not [word for word in ENGLISH if word in said]


@pytest.mark.parametrize("line", ["--help", "report --help", "plan import --help"])
def test_help(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parser().parse_args(line.split())
    said = capsys.readouterr().out
    assert ended.value.code == 0
    assert "toon deze uitleg" in said
    assert not [word for word in ENGLISH if word in said]


def test_what_a_disk_says() -> None:
    assert why(OSError(errno.ENOSPC, "No space left on device")) == "de schijf is vol"
    assert why(PermissionError(errno.EACCES, "Permission denied")) == "u hebt daar geen rechten"
    assert why(OSError("iets anders")) == "iets anders"
