"""The rules of the house, as tests: what each room may hold."""

import ast
import importlib
import inspect
import re
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "alongside"
CODE = [
    path
    for path in SOURCE.rglob("*.py")
    if not {"migrations", "tests", "__pycache__"} & set(path.relative_to(SOURCE).parts)
]
LONGEST = 300
BANNED_NAMES = {"utils", "helpers", "common", "core", "services", "signals", "admin"}
BANNED_SUFFIXES = ("Manager", "Handler", "Helper", "Processor")


def name_of(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_a_file_is_no_longer_than_can_be_read_at_once(path):
    lines = len(path.read_text().splitlines())
    assert lines <= LONGEST, f"{name_of(path)} has {lines} lines: make it a package of nouns"


def test_no_room_is_a_drawer():
    drawers = [path for path in CODE if path.stem in BANNED_NAMES or path.parent.name in BANNED_NAMES]
    # Service is a noun of Open Referral: its models may be called by it.
    assert not [name_of(path) for path in drawers if path.parent.name != "models"]


def test_no_class_is_named_after_doing():
    found = [
        f"{name_of(path)}: {node.name}"
        for path in CODE
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef) and node.name.endswith(BANNED_SUFFIXES)
    ]
    assert not found


def test_models_hold_no_logic_that_writes():
    """save() and delete() are never overridden, and nothing listens for signals."""
    found = []
    for path in CODE:
        text = path.read_text()
        if "django.dispatch" in text or "django.db.models.signals" in text:
            found.append(f"{name_of(path)}: signals")
        if "models" in path.parts[-2:][0] or path.stem == "models":
            for node in ast.walk(tree(path)):
                if isinstance(node, ast.FunctionDef) and node.name in ("save", "delete", "clean"):
                    found.append(f"{name_of(path)}: {node.name}()")
    assert not found


def modules(kind: str) -> list[str]:
    """Dotted names of every ``actions`` (or ``views``...) module of the slices, packages included."""
    return [
        "alongside." + name_of(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        for path in CODE
        if kind in (path.stem, path.parent.name)
    ]


def functions_of(module_name: str) -> list[tuple[str, object]]:
    module = importlib.import_module(module_name)
    return [
        (name, value)
        for name, value in vars(module).items()
        if inspect.isfunction(value) and not name.startswith("_") and value.__module__ == module_name
    ]


# Parts of actions: they write only inside an action that called them, or run actions themselves.
NOT_ACTIONS = {
    "alongside.referrals.actions.moves": {
        "move_referral", "refresh_request", "lock_request", "hold_requests", "check_in_days",
    },
    "alongside.referrals.actions.tell": {
        "tell_receiver", "tell_referrer", "receiver_address", "receiver_link", "end_receiver_links",
        "give_way_to_report",
    },
    "alongside.referrals.actions.own_page": {"tell_person", "safe_channel", "own_page_path"},
    "alongside.referrals.actions.answer": {"end_sharing_for"},
    "alongside.referrals.actions.ask": {"as_the_person", "keep_first_call"},
    "alongside.referrals.actions.clock": {"run_clock"},
    "alongside.referrals.actions.consent": {"hand_back"},
    "alongside.referrals.actions.handover": {"run_handovers"},
    "alongside.referrals.actions.waits": {"run_waits"},
    "alongside.membership.actions.joining": {"tell_applicant", "expire_applications"},
    "alongside.membership.actions.terms": {"may_sign"},
    "alongside.membership.actions.standing": {"welcome_if_complete"},
    "alongside.membership.actions.telling": {"tell_leads"},
    "alongside.membership.actions.reminding": {"step_due", "first_end", "run_reminders"},
    "alongside.people.actions": {"check_reachable"},
    "alongside.upkeep.actions.nudging": {"run_nudges"},
    "alongside.training.actions.line": {"hold_session", "in_session", "join_line", "move_booking", "serve_line"},
    "alongside.training.actions.tell": {"tell_everyone", "tell_holder", "tell_learner"},
    "alongside.training.actions.register": {"months_after", "new_code"},
    "alongside.training.actions.clock": {"run_clock"},
    "alongside.governance.actions.clock": {"run_clock"},
}  # fmt: skip


@pytest.mark.parametrize("module_name", modules("actions"))
def test_every_action_goes_through_the_gate(module_name):
    loose = {name for name, value in functions_of(module_name) if not hasattr(value, "gate")}
    assert loose <= NOT_ACTIONS.get(module_name, set()), f"{module_name}: not decorated with @action: {loose}"


@pytest.mark.parametrize("module_name", modules("actions"))
def test_every_action_ends_in_by_and_names_its_arguments(module_name):
    for name, value in functions_of(module_name):
        if not hasattr(value, "gate"):
            continue
        parameters = list(inspect.signature(value).parameters.values())
        by = next((p for p in parameters if p.name == "by"), None)
        assert by is not None and by.kind is by.KEYWORD_ONLY, f"{module_name}.{name} has no keyword 'by'"
        assert len([p for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD]) <= 1, (
            f"{module_name}.{name}: only the subject comes by place"
        )


@pytest.mark.parametrize("kind", ["views", "api"])
def test_views_do_not_meet_models_or_the_database(kind):
    found = []
    for path in CODE:
        if kind not in (path.stem, path.parent.name):
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ImportFrom):
                module = node.module or ""
                if module.split(".")[-1] == "models" or module.startswith("django.db"):
                    found.append(f"{name_of(path)}: {module}")
            if isinstance(node, ast.Attribute) and node.attr == "objects":
                found.append(f"{name_of(path)}: .objects")
    assert not found


# What a slice offers to others: its front, and a few rooms without a database or with one narrow purpose.
FRONT = {"actions", "queries", "models"}
ALSO_OFFERED = {
    "directory.understanding",
    "referrals.vocabulary",
    "membership.vocabulary",
    "people.sharing",
    "places.boundaries",
    "places.drawing",
}
MAKES_DATA_FOR_ALL = {"demo", "config"}


def test_a_slice_is_entered_by_its_front():
    slices = {path.parent.name for path in SOURCE.glob("*/apps.py")}
    found = []
    for path in CODE:
        here = path.relative_to(SOURCE).parts[0]
        if here in MAKES_DATA_FOR_ALL:
            continue
        for node in ast.walk(tree(path)):
            module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
            _, other, room, *_ = [*module.split("."), "", "", ""]
            inside = module.startswith("alongside.") and other in slices - {here} and room not in FRONT
            if inside and f"{other}.{room}" not in ALSO_OFFERED:
                found.append(f"{name_of(path)}: {module}")
    assert not found


def test_presenters_do_not_query():
    found = []
    for path in CODE:
        if "presenters" in (path.stem, path.parent.name):
            found += [
                name_of(path)
                for node in ast.walk(tree(path))
                if isinstance(node, ast.Attribute) and node.attr == "objects"
            ]
    assert not found


def test_decisions_are_numbered_without_gaps():
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs" / "adr").glob("[0-9]*.md"))
    assert numbers == list(range(1, len(numbers) + 1))
    assert numbers, "there is a decision to record"


def test_the_locks_name_no_registry():
    """So that whoever installs them uses the registry of their own machine."""
    found = [
        f"{lock}: {address}"
        for lock in ("requirements.lock", "requirements-dev.lock", "package-lock.json")
        for address in set(re.findall(r'"resolved"|--index-url|--find-links', (ROOT / lock).read_text()))
    ]
    assert not found


def test_the_drawn_states_are_those_of_the_code():
    call_command("draw_states", "--check")
