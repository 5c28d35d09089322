"""`python -m ivp …`"""

import sys

from ivp.cli import main

sys.exit(main())
