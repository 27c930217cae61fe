"""Where the files that come with the program are: fonts, icons, translations, examples."""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def asset_root() -> Path:
    """The folder of the assets: inside the package once installed, beside it in a checkout.

    Raises FileNotFoundError, naming both places, where neither exists.
    """
    places = (_PACKAGE / "assets", _PACKAGE.parent / "assets")
    for place in places:
        if place.is_dir():
            return place
    tried = ", ".join(map(str, places))
    msg = f"the program's assets are missing; looked in {tried}"
    raise FileNotFoundError(msg)


def asset_path(*parts: str) -> Path:
    """The path of one asset, for example ``asset_path("examples", "aliexpress.dsacase")``.

    The path is not checked: the caller knows whether a missing file is an error.
    """
    return asset_root().joinpath(*parts)
