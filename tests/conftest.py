"""Property tests try the same examples in every run, so that a red one is red for everybody.

`HYPOTHESIS_PROFILE=explore pytest` tries new ones.
"""

import os

from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None)  # a slow machine is no error
settings.register_profile("explore", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
