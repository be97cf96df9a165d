"""Compiling the catalogues of other languages with Babel, when one of them changed."""

from alongside.launcher.environment import Checkout
from alongside.launcher.steps import run_step


def ensure_languages(checkout: Checkout) -> bool:
    """`pybabel compile` if a catalogue is newer than what was made of it. Returns whether it compiled."""
    folder = checkout.root / "src" / "alongside" / "locale"
    sources = sorted(folder.glob("*/LC_MESSAGES/django.po"))
    made = {source: source.with_suffix(".mo") for source in sources}
    if all(mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime for po, mo in made.items()):
        return False
    run_step(
        "Compiling the languages",
        [
            str(checkout.python),
            "-m",
            "babel.messages.frontend",
            "-q",
            "compile",
            "-D",
            "django",
            "-d",
            str(folder),
        ],
        env=checkout.environment(),
        cwd=checkout.root,
        log=checkout.build / "log" / "languages.log",
    )
    for mo in made.values():
        mo.touch()
    return True
