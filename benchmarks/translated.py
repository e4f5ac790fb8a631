"""Measures how much of machine translation the default rules find, on passages written for the purpose.

    python -m benchmarks.translated [--missed]

Prints, for the passages under tests/cases/translated, how many of their marked defects some finding touches:
by the language that they were translated from, by family and by the kind of mistake; how many passages are
held back (verdict `review` or `fail`); and the false alarms on the passages and on their clean look-alikes.
`--missed` lists every defect that nothing touches, with its reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

import click

from tests.translated_helpers import LOOK_ALIKES, PASSAGES, Defect, Outcome, outcomes

NAME_WIDTH = 34


def print_recall(
    heading: str, measured: Iterable[Outcome], name_of: Callable[[Outcome, Defect], str]
) -> None:
    """One table: the share of marked defects that a finding touches, by a name of theirs."""
    marked: dict[str, int] = defaultdict(int)
    found: dict[str, int] = defaultdict(int)
    for outcome in measured:
        for defect in outcome.case.defects:
            marked[name_of(outcome, defect)] += 1
        for defect in outcome.found:
            found[name_of(outcome, defect)] += 1
    click.echo(f"\n{heading:<{NAME_WIDTH}}{'found':>6}{'marked':>8}{'share':>7}")
    for name in sorted(marked, key=lambda name: (-found[name] / marked[name], name)):
        click.echo(f"{name:<{NAME_WIDTH}}{found[name]:>6}{marked[name]:>8}{found[name] / marked[name]:>7.0%}")


def print_alarms(heading: str, measured: Iterable[Outcome]) -> None:
    """The findings that touch no marked defect."""
    alarms = [(outcome.case.id, *alarm) for outcome in measured for alarm in outcome.named_alarms]
    click.echo(f"\n{heading}: {len(alarms)}")
    for case, rule, match in alarms:
        click.echo(f"  {case}: {rule}: {match!r}")


def print_missed(measured: Iterable[Outcome]) -> None:
    """The defects that nothing touches."""
    click.echo("\nmissed")
    for outcome in measured:
        for defect in outcome.missed:
            text = outcome.case.document.text[slice(*defect.span)]
            click.echo(f"  {outcome.case.id}: {defect.kind}: {text!r}: {defect.why}")


@click.command(help=__doc__)
@click.option("--missed", is_flag=True, help="List the defects that no finding touches.")
def main(*, missed: bool) -> None:
    """Measure and print."""
    passages = [outcome for path in PASSAGES for outcome in outcomes(path)]
    print_recall("translated from > into", passages, _languages)
    print_recall("family", passages, lambda _, defect: defect.family)
    print_recall("kind", passages, lambda _, defect: defect.kind)
    print_recall("all", passages, lambda *_: "all")
    held = sum(outcome.verdict != "pass" for outcome in passages)
    click.echo(f"\nheld back: {held} of {len(passages)} passages")
    print_alarms("false alarms on the passages", passages)
    print_alarms("false alarms on the look-alikes", [o for path in LOOK_ALIKES for o in outcomes(path)])
    if missed:
        print_missed(passages)


def _languages(outcome: Outcome, _: Defect) -> str:
    return f"{outcome.case.source} > {outcome.case.document.language}"


if __name__ == "__main__":
    main()
