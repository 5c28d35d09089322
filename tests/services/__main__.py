"""Run the loopback services by hand: `python -m tests.services [--data DIR] [--all] [--page N]`.

Prints their addresses, and with `--data` makes a folder like `data/` whose services are these.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from tests.services import tables
from tests.services.data import data_folder, point_to
from tests.services.geo import GeoServices
from tests.services.server import MOST, Services


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.services", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="the same as --data")
    parser.add_argument("--data", type=Path, help="make this folder, a copy of data/ with these services")
    parser.add_argument("--point", type=Path, help="let the services of this folder be these")
    parser.add_argument("--all", action="store_true", help="the whole country, not only what the catalog names")
    parser.add_argument("--page", type=int, default=MOST, help="rows of a page of the feed")
    return parser.parse_args()


def main() -> None:
    wish = arguments()
    municipalities = None if wish.all else tables.NAMED
    with Services(page=wish.page, municipalities=municipalities) as services, GeoServices() as geo:
        urls = {"politie": services.politie, "cbs": services.cbs}
        urls |= {"pdok": geo.pdok, "leefbaarometer": geo.leefbaarometer}
        for name, url in urls.items():
            print(f"{name}: {url}", flush=True)
        if folder := wish.data or wish.folder:
            data_folder(folder, **urls)
            print(f"IVP_DATA={folder} python -m ivp refresh --pause 0", flush=True)
        if wish.point:
            point_to(wish.point, **urls)
        print("klaar", flush=True)
        try:
            while True:
                time.sleep(60)
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
