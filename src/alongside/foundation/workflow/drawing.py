"""State tables as pages of the documentation: a diagram and the table itself, in Markdown."""

from .states import StateTable


def drawn(table: StateTable) -> str:
    """A Mermaid state diagram and the rows, as Markdown."""
    lines = [
        f"# The states of a {table.name}",
        "",
        "Made by `./run manage draw_states` from the code. Do not edit.",
        "",
    ]
    lines += ["```mermaid", "stateDiagram-v2", f"    [*] --> {table.initial}"]
    for row in table.transitions:
        before = f"{row.event}_to_earlier_state"
        lines += [f"    {source} --> {row.lands(source, before)}: {row.event}" for source in row.sources]
    lines += [f"    {state.name} --> [*]" for state in table.states if not state.is_open]
    lines += ["```", "", "| state | in words | whose turn |", "|---|---|---|"]
    lines += [f"| {s.name} | {s.words} | {s.turn.value if s.turn else 'over'} |" for s in table.states]
    lines += ["", "| event | from | to | side | must supply | permission |", "|---|---|---|---|---|---|"]
    for row in table.transitions:
        within = f" (within {row.within_days} days)" if row.within_days else ""
        lines.append(
            f"| {row.event} | {', '.join(row.sources)} | {row.lands('the state it has', 'the state it had')}{within}"
            f" | {', '.join(row.sides)} | {', '.join(row.needs) or '-'} | {row.permission.value} |"
        )
    return "\n".join(lines) + "\n"
