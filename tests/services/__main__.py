"""Run the loopback services by hand: `python -m tests.services DATA` makes a data folder that points to them."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from tests.services import tables
from tests.services.data import data_folder
from tests.services.geo import GeoServices
from tests.services.server import Services

if __name__ == "__main__":
    with Services({"politie": tables.politie(), "cbs": tables.cbs()}) as services, GeoServices() as geo:
        maps = {"pdok": geo.pdok, "leefbaarometer": geo.leefbaarometer}
        data_folder(Path(sys.argv[1]), politie=services.politie, cbs=services.cbs, **maps)
        print(f"IVP_DATA={sys.argv[1]} python -m ivp refresh --pause 0", flush=True)
        while True:
            time.sleep(60)
