"""Every relative link in a Markdown document leads to a file of the checkout."""

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

LINK = re.compile(r"\[[^\]]*\]\(\s*<?([^)>\s]+)|<img[^>]*\ssrc=\"([^\"]+)\"")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|#")


def git_files(*options: str) -> list[str]:
    """Return what `git ls-files` lists, also in a checkout that belongs to another user."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", *options]
    listed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [name for name in listed.split("\0") if name]


def documents() -> list[Path]:
    """Return the Markdown files under version control or about to be."""
    listed = git_files("--cached", "--others", "--exclude-standard", "*.md")
    return [path for path in map(Path, listed) if path.exists()]


def broken_links(document: Path) -> list[str]:
    """Return one line for each link of the document that leads nowhere."""
    text = CODE.sub("", document.read_text(encoding="utf-8"))
    targets = [a or b for a, b in LINK.findall(text)]
    local = [unquote(target.split("#")[0]) for target in targets if not ELSEWHERE.match(target)]
    return [f"{document}: {target}" for target in local if not (document.parent / target).exists()]


def main() -> int:
    """Print what leads nowhere; the exit code tells whether there was any."""
    broken = [line for document in documents() for line in broken_links(document)]
    print("\n".join(broken) or "Every link in the documents leads somewhere.")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
