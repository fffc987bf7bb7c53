"""Makes the portal's two typefaces from Source Sans 3 and Source Serif 4, for build.sh.

Only what the style sheet uses is kept: weights 400 to 650 and, in the serif, optical sizes 18 to 36. That
halves what a first visit loads. "Source" is a reserved name under the Open Font Licence, so the changed
fonts carry our own names.
"""

import sys
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

WEIGHTS = (400, 400, 650)
SIZES = (18, 20, 36)
FEATURES = ["kern", "liga", "lnum", "tnum", "pnum", "mark", "mkmk", "ccmp", "locl"]
FACES = {
    "portal-sans": ("Portal Sans", "source-sans-3", "wght", {"wght": WEIGHTS}),
    "portal-serif": ("Portal Serif", "source-serif-4", "opsz", {"wght": WEIGHTS, "opsz": SIZES}),
}
FAMILY, FULL, POSTSCRIPT, WINDOWS_FAMILY, PREFIX = 1, 4, 6, 16, 25
UNIQUE = 3


def renamed(font: TTFont, family: str) -> None:
    """Put our family name wherever the reserved one stood; the copyright notice stays."""
    plain = family.replace(" ", "")
    names = {
        FAMILY: family,
        UNIQUE: plain,
        FULL: family,
        POSTSCRIPT: plain,
        WINDOWS_FAMILY: family,
        PREFIX: plain,
    }
    for record in list(font["name"].names):
        if record.nameID in names:
            font["name"].setName(
                names[record.nameID], record.nameID, record.platformID, record.platEncID, record.langID
            )


def reopened(font: TTFont) -> TTFont:
    """The instancer leaves tables that the subsetter cannot read until they have been written once."""
    written = BytesIO()
    font.flavor = None
    font.save(written)
    return TTFont(BytesIO(written.getvalue()), recalcTimestamp=False)


def reduced(source: Path, family: str, axes: dict[str, tuple[int, int, int]]) -> TTFont:
    font = reopened(instancer.instantiateVariableFont(TTFont(source, recalcTimestamp=False), axes))
    renamed(font, family)
    options = subset.Options(layout_features=FEATURES, hinting=False, notdef_outline=True, name_IDs=["*"])
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=list(font.getBestCmap()))
    subsetter.subset(font)
    font.flavor = "woff2"
    return font


def main(packages: Path, target: Path) -> None:
    for name, (family, package, variant, axes) in FACES.items():
        for script in ("latin", "latin-ext"):
            source = packages / package / "files" / f"{package}-{script}-{variant}-normal.woff2"
            reduced(source, family, axes).save(target / f"{name}-{script}.woff2")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
