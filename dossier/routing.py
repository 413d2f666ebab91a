"""Where a filing goes and how long it may take, from the pack and the answers."""

from dossier.filing import Filing


def route(filing: Filing) -> str | None:
    """The office that handles the filing, None when the pack names none."""
    for item in filing.procedure.routes:
        if filing.holds(item.when):
            return item.office
    return None


def deadline(filing: Filing) -> str:
    """The processing-time rule that applies."""
    for item in filing.procedure.deadlines:
        if filing.holds(item.when):
            return item.rule
    return "NONE"
