"""Pin every package with its hashes, for every platform, without a word about where it is downloaded.

`--upgrade` chooses the newest versions; without it, what is pinned already stays pinned where it still fits.
"""

import re
import subprocess
import sys
from pathlib import Path

REQUIREMENTS = Path("requirements")
COMPILE = [
    "uv", "pip", "compile", "pyproject.toml", "--quiet",
    "--universal", "--python-version", "3.11", "--generate-hashes",
    "--no-header", "--no-emit-index-url", "--no-emit-find-links",
]  # fmt: skip
GROUPS = {
    "run": ["--group", "build"],
    "dev": ["--group", "build", "--group", "dev", "--constraint", "requirements/run.txt"],
}
ADDRESS = re.compile(r"https?://|file:|--(extra-)?index-url|--find-links|-i ")


def main() -> int:
    """Write requirements/*.txt; the exit code is 1 when a lock would name an address."""
    REQUIREMENTS.mkdir(exist_ok=True)
    scripts = Path(sys.executable).parent
    for name, options in GROUPS.items():
        target = REQUIREMENTS / f"{name}.txt"
        compiler = [str(scripts / COMPILE[0]), *COMPILE[1:], *options, *sys.argv[1:]]
        subprocess.run([*compiler, "--output-file", str(target)], check=True)
        named = [line for line in target.read_text().splitlines() if ADDRESS.search(line)]
        if named:
            print(f"{target} names an address, which must not be committed:", *named, sep="\n    ")
            return 1
        print(f"{target}: {target.read_text().count('==')} packages pinned")
    return 0


if __name__ == "__main__":
    sys.exit(main())
